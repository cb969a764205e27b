"""What the pages of weeks show: a whole week, the mentor's queue, the learner's list, a month."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from sqlalchemy import Select, and_, or_, select
from sqlalchemy.orm import Session, contains_eager, joinedload, selectinload
from sqlalchemy.orm.attributes import set_committed_value
from sqlalchemy.sql.base import ExecutableOption

from app.companies.models import Mentor
from app.diary.models import Day, State, Week
from app.diary.queries import loggable, outcomes, working_days
from app.diary.rules import UNDO
from app.diary.today import UNFINISHED
from app.identity.actor import Actor
from app.identity.models import Person
from app.kit.clock import now, today
from app.kit.days import holiday
from app.kit.names import initials
from app.placements.models import Placement
from app.schools.models import Learner, Outcome


@dataclass(frozen=True)
class DayLine:
    """A working day of the week: its entry, or the holiday on it, or nothing."""

    on: date
    day: Day | None
    holiday: str | None
    outside: bool  # before the placement begins or after it ends

    @property
    def missing(self) -> bool:
        """To be logged, and not logged."""
        return self.day is None and self.holiday is None and not self.outside


@dataclass(frozen=True)
class WholeWeek:
    """A week with everything in it, and its neighbours."""

    week: Week
    lines: list[DayLine]
    outcomes: dict[int, Outcome]
    previous: int | None
    following: int | None

    @property
    def worked(self) -> int:
        """Days with hours."""
        return sum(1 for line in self.lines if line.day and not line.day.absence)

    @property
    def missing(self) -> list[date]:
        """Days without an entry."""
        return [line.on for line in self.lines if line.missing]


def of_people() -> list[ExecutableOption]:
    """How a placement is loaded with the names of its people."""
    return [
        joinedload(Placement.learner).joinedload(Learner.person),
        joinedload(Placement.mentor).joinedload(Mentor.person),
        joinedload(Placement.host),
        joinedload(Placement.company),
        joinedload(Placement.learner).joinedload(Learner.group),
    ]


def whole(db: Session, week: Week, lang: str) -> WholeWeek:
    """One week; the placement comes with its people in one query."""
    placement = db.scalars(
        select(Placement).where(Placement.id == week.placement_id).options(*of_people())
    ).one()
    set_committed_value(week, "placement", placement)
    entries = {day.on: day for day in week.days}
    found = outcomes(db, (o for day in week.days for o in day.outcome_ids))
    ids = list(db.scalars(select(Week.id).where(Week.placement_id == placement.id).order_by(Week.monday)))
    at = ids.index(week.id)
    return WholeWeek(
        week,
        _lines(placement, week.monday, entries, lang),
        {o: found[o] for day in week.days for o in day.outcome_ids if o in found},
        ids[at - 1] if at else None,
        ids[at + 1] if at + 1 < len(ids) else None,
    )


def _lines(placement: Placement, monday: date, entries: dict[date, Day], lang: str) -> list[DayLine]:
    to_log = set(loggable(placement, monday))
    days = sorted({*working_days(placement, monday), *entries})
    return [
        DayLine(on, entries.get(on), holiday(on, lang), on not in to_log and holiday(on) is None)
        for on in days
    ]


@dataclass(frozen=True)
class Pill:
    """A learner whose week waits, or has just been approved."""

    week_id: int
    placement_id: int
    given_name: str
    initials: str
    done: bool


def of_mentor(actor: Actor) -> Select[Week]:
    """The weeks of the learners of a mentor, also where they stand in, oldest first."""
    return (
        select(Week)
        .join(Week.placement)
        .outerjoin(Mentor, or_(Mentor.id == Placement.mentor_id, Mentor.id == Placement.deputy_id))
        .join(Placement.learner)
        .join(Learner.person)
        .where(
            or_(
                and_(Mentor.person_id == actor.person_id, Placement.company_id == actor.organisation_id),
                and_(Placement.host_id == actor.person_id, Placement.school_id == actor.organisation_id),
            )
        )
        .order_by(Week.monday, Placement.sort_key)
    )


def queue(db: Session, actor: Actor) -> list[Pill]:
    """One pill a learner: the oldest week that waits, else the one approved a moment ago."""
    mine = and_(
        Week.state == State.APPROVED,
        Week.decided_by_id == actor.person_id,
        Week.decided_at > now() - UNDO,
    )
    rows = db.execute(
        of_mentor(actor)
        .where(or_(Week.state == State.SUBMITTED, mine))
        .with_only_columns(Week.id, Week.placement_id, Week.state, Person.given_name, Person.family_name)
    ).all()
    pills: dict[int, Pill] = {}
    for week_id, placement_id, state, given, family in rows:
        pill = Pill(week_id, placement_id, given, initials(f"{given} {family}"), state is State.APPROVED)
        if placement_id not in pills or (pills[placement_id].done and not pill.done):
            pills[placement_id] = pill
    return sorted(pills.values(), key=lambda pill: pill.done)


def waiting(db: Session, actor: Actor) -> list[Week]:
    """What the mentor has to look at, with days and names."""
    return list(
        db.scalars(
            of_mentor(actor)
            .where(Week.state == State.SUBMITTED)
            .options(
                contains_eager(Week.placement)
                .contains_eager(Placement.learner)
                .contains_eager(Learner.person),
                selectinload(Week.days),
            )
        ).unique()
    )


def first_words(week: Week, found: dict[int, Outcome]) -> str:
    """What was done, in the learner's words, else by the outcomes."""
    said = " ".join(dict.fromkeys(day.text for day in week.days if day.text))
    if said:
        return said
    return ", ".join(found[o].short for o in dict.fromkeys(o for d in week.days for o in d.outcome_ids))


@dataclass(frozen=True)
class NextWeek:
    """When a learner gives the next week: its Sunday."""

    placement_id: int
    name: str
    given_name: str
    by: date | None


def learners_of(db: Session, actor: Actor) -> list[NextWeek]:
    """The mentor's learners, and when each gives the next week."""
    rows = db.execute(
        of_mentor(actor)
        .order_by(None)
        .order_by(Placement.sort_key, Week.monday)
        .with_only_columns(Week.placement_id, Week.monday, Week.state, Person.given_name, Person.family_name)
    )
    found: dict[int, NextWeek] = {}
    for placement_id, monday, state, given, family in rows:
        sunday = monday + timedelta(days=6)
        ahead = state in UNFINISHED and sunday >= today()
        if placement_id not in found or (ahead and found[placement_id].by is None):
            found[placement_id] = NextWeek(
                placement_id, f"{given} {family}", given, sunday if ahead else None
            )
    return list(found.values())


def of_placements(db: Session, ids: Iterable[int]) -> list[Week]:
    """Every week of these placements, the newest first, with its days."""
    return list(
        db.scalars(
            select(Week)
            .where(Week.placement_id.in_(list(ids)))
            .options(selectinload(Week.days), joinedload(Week.decided_by))
            .order_by(Week.monday.desc())
        )
    )


@dataclass(frozen=True)
class Month:
    """A month with the weeks that begin in it."""

    starts: date
    weeks: list[Week]

    @property
    def key(self) -> str:
        """As in addresses: 2026-11."""
        return f"{self.starts:%Y-%m}"

    @property
    def hours(self) -> Decimal:
        """Approved."""
        return sum((w.hours for w in self.weeks if w.state is State.APPROVED), Decimal(0))


def months(weeks: Sequence[Week]) -> list[Month]:
    """Weeks by the month of their Monday, in the order given."""
    found: dict[date, Month] = {}
    for week in weeks:
        first = week.monday.replace(day=1)
        found.setdefault(first, Month(first, [])).weeks.append(week)
    return list(found.values())
