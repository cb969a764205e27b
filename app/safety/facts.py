"""Where each placement stands in safety: the same for its page, the desk and the law, in three selects."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from sqlalchemy import (
    Integer,
    String,
    cast,
    func,
    literal,
    null,
    or_,
    select,
    type_coerce,
    union_all,
)
from sqlalchemy.orm import Session

from app.identity.models import Person
from app.kit.clock import today
from app.kit.days import is_minor
from app.kit.words import Said, _
from app.placements.models import Placement
from app.placements.models import State as Life
from app.safety.incidents import Incident, Stage
from app.safety.models import (
    About,
    Conditions,
    Equipment,
    Equipped,
    Hazard,
    HazardState,
    Instruction,
    SafetyItem,
    State,
    StudyHours,
    repeats_after,
)
from app.safety.topics import AT_WORKPLACE, FIRST, HazardTag, Kind
from app.schools.models import Learner, Programme

SCHOOL_DAYS = 5
NEEDED, IN_HAND, HAZARD = "needed", "in hand", "hazard"


@dataclass(frozen=True)
class Due:
    """An instruction that is to be held: at once, or by a day."""

    kind: Kind
    by: date | None
    late: bool
    why: Said

    @property
    def near(self) -> bool:
        """Within a month, or already late."""
        return self.late or self.by is None or (self.by - today()).days <= 30


@dataclass
class Standing:
    """One placement."""

    placement_id: int
    state: Life
    starts: date | None
    born: date | None
    work_days: str = ""
    day_hours: Decimal = Decimal(0)
    work_from: time | None = None
    work_until: time | None = None
    study_week: Decimal = Decimal(0)
    hazardous: bool = False
    health_needed: bool = False
    health_until: date | None = None
    informed_at: datetime | None = None
    hazards: list[HazardTag] = field(default_factory=list)  # not allowed yet
    open_incidents: int = 0
    last_incident_on: date | None = None
    first: dict[Kind, date] = field(default_factory=dict)
    last: dict[Kind, date] = field(default_factory=dict)
    open: list[tuple[Kind, State]] = field(default_factory=list)
    wanted: list[str] = field(default_factory=list)
    issued: list[str] = field(default_factory=list)

    @property
    def minor(self) -> bool:
        """Today."""
        return self.born is not None and is_minor(self.born, today())

    @property
    def missing(self) -> list[str]:
        """Equipment that is needed and not issued."""
        have = {item.casefold() for item in self.issued}
        return [item for item in self.wanted if item.casefold() not in have]

    @property
    def last_on(self) -> date | None:
        """The newest instruction at the workplace."""
        return max((self.last[kind] for kind in AT_WORKPLACE if kind in self.last), default=None)

    @property
    def passed(self) -> bool:
        """What was explained at the workplace was understood, and no check waits to be repeated."""
        return Kind.INITIAL in self.first and all(state is not State.FAILED for _kind, state in self.open)

    @property
    def week_hours(self) -> Decimal:
        """At the company in a full week."""
        return self.day_hours * len(self.work_days)

    @property
    def study_hours(self) -> Decimal:
        """At school in the same week: its weekdays on which there is no work."""
        working = sum(1 for day in set(self.work_days) if day in "12345")
        return (self.study_week * (SCHOOL_DAYS - working) / SCHOOL_DAYS).quantize(Decimal("0.01"))

    @property
    def ready(self) -> bool:
        """Induction, instruction at the workplace and fire safety are confirmed by both."""
        return all(kind in self.first for kind in FIRST)

    def due(self) -> list[Due]:
        """What is to be held, the most urgent first."""
        if self.state not in (Life.SIGNING, Life.CONCLUDED, Life.ACTIVE, Life.SUSPENDED):
            return []
        late = self.starts is not None and self.starts <= today()
        found = [Due(k, self.starts, late, _("before the first task")) for k in FIRST if k not in self.first]
        last = self.last_on
        if last is None:
            return found
        if self.last_incident_on and last < self.last_incident_on:
            found.append(Due(Kind.UNPLANNED, None, True, _("after the accident")))
        by = last + repeats_after(self.hazardous)
        why = _("every six months: hazardous work") if self.hazardous else _("every year")
        found.append(Due(Kind.REPEATED, by, by < today(), why))
        return found


def standings(db: Session, ids: Collection[int]) -> dict[int, Standing]:
    """Of all these placements: three selects, however many."""
    if not ids:
        return {}
    rows = db.execute(_placements(ids)).all()
    found = {row[0]: _standing(row) for row in rows}
    instructions = (
        select(Instruction.placement_id, Instruction.kind, Instruction.state, Instruction.on)
        .where(Instruction.placement_id.in_(found), Instruction.state != State.WITHDRAWN)
        .order_by(Instruction.on, Instruction.id)
    )
    for placement_id, kind, state, on in db.execute(instructions):
        one = found[placement_id]
        if state is State.CONFIRMED:
            one.first.setdefault(kind, on)
            one.last[kind] = on
        else:
            one.open.append((kind, state))
    _add_equipment(db, found, rows)
    return found


def _placements(ids: Collection[int]) -> Any:
    still = (Stage.OPEN, Stage.INVESTIGATED)
    open_incidents = select(func.count(Incident.id)).where(
        Incident.placement_id == Placement.id, Incident.state.in_(still)
    )
    newest = select(func.max(Incident.on)).where(Incident.placement_id == Placement.id)
    return (
        select(
            *(Placement.id, Placement.state, Placement.starts, Person.birth_date),
            *(Placement.work_days, Placement.day_hours, Placement.work_from, Placement.work_until),
            *(StudyHours.week, Conditions.hazardous, Conditions.health_needed, Conditions.health_until),
            Conditions.informed_at,
            open_incidents.correlate(Placement).scalar_subquery(),
            newest.correlate(Placement).scalar_subquery(),
            *(Placement.school_id, Placement.company_id, Programme.qualification),
        )
        .join(Learner, Learner.id == Placement.learner_id)
        .join(Person, Person.id == Learner.person_id)
        .outerjoin(Programme, Programme.id == Placement.programme_id)
        .outerjoin(Conditions, Conditions.placement_id == Placement.id)
        .outerjoin(StudyHours, StudyHours.school_id == Placement.school_id)
        .where(Placement.id.in_(ids))
    )


def _standing(row: Any) -> Standing:
    one = Standing(*row[:8])
    one.study_week = row[8] or Decimal(0)
    one.hazardous, one.health_needed = bool(row[9]), bool(row[10])
    one.health_until, one.informed_at = row[11], row[12]
    one.open_incidents, one.last_incident_on = row[13], row[14]
    return one


def _add_equipment(db: Session, found: dict[int, Standing], rows: Sequence[Any]) -> None:
    """What the lists of the company and the school want, what is in hand, and hazards not allowed yet."""
    places = {row[0]: (row[15], row[16], row[17] or "") for row in rows}
    keepers = {keeper for school, company, _q in places.values() for keeper in (school, company) if keeper}
    three = union_all(
        _needed(keepers),
        _with_learner(Equipment.placement_id, Equipment.item, IN_HAND).where(
            Equipment.placement_id.in_(found), Equipment.state != Equipped.RETURNED
        ),
        _with_learner(Hazard.placement_id, type_coerce(Hazard.tag, String(300)), HAZARD).where(
            Hazard.placement_id.in_(found), Hazard.state != HazardState.ALLOWED
        ),
    )
    needs: dict[int, list[tuple[int | None, str, str]]] = defaultdict(list)
    for owner, company_id, qualification, text, what in db.execute(three):
        if what == IN_HAND:
            found[owner].issued.append(text)
        elif what == HAZARD:
            found[owner].hazards.append(HazardTag(text))
        else:
            needs[owner].append((company_id, qualification, text))
    for placement_id, (school, company, qualification) in places.items():
        lists = [need for keeper in (school, company) for need in needs.get(keeper, ())]
        found[placement_id].wanted = list(
            dict.fromkeys(
                text for at, of, text in lists if at in (None, company) and of in ("", qualification)
            )
        )


def _needed(keepers: Collection[int]) -> Any:
    return select(
        SafetyItem.organisation_id,
        SafetyItem.company_id,
        SafetyItem.qualification,
        SafetyItem.text,
        literal(NEEDED).label("what"),
    ).where(
        SafetyItem.organisation_id.in_(keepers),
        SafetyItem.about == About.EQUIPMENT,
        or_(SafetyItem.ended_on.is_(None), SafetyItem.ended_on > today()),
    )


def _with_learner(placement: Any, text: Any, what: str) -> Any:
    return select(placement, cast(null(), Integer), cast(null(), String), text, literal(what))


def standing(db: Session, placement: Placement) -> Standing:
    """Of one."""
    return standings(db, [placement.id])[placement.id]
