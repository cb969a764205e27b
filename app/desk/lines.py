"""One line for each placement: everything the desk and the table need, in a fixed number of selects."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, and_, case, exists, func, select
from sqlalchemy.orm import Session, aliased

from app.companies.models import Mentor
from app.contracts.models import Contract
from app.contracts.models import State as ContractState
from app.diary.models import State as WeekState
from app.diary.models import Week
from app.documents.models import Party, Signer, Step
from app.identity.actor import Actor
from app.identity.models import Organisation, Person
from app.internships.models import OrderRow, OrderState, Practice, PracticeOrder
from app.internships.models import State as ProgrammeState
from app.kit.names import search_key
from app.placements.models import LIVE, Kind, Placement, State
from app.plans.models import Plan
from app.plans.models import State as PlanState
from app.plans.queries import Share, shares
from app.safety.incidents import Incident, Stage
from app.schools.models import Group, Learner, Programme


@dataclass(frozen=True)
class Waiting:
    """A signature that is asked for now."""

    signer_id: int
    party: Party
    person_id: int
    name: str
    since: datetime
    opened_at: datetime | None = None
    stopped: str = ""
    email_fault: str = ""


@dataclass(frozen=True)
class DiaryWeek:
    """A week at the company as the diary has it."""

    id: int
    monday: date
    state: WeekState
    hours: Decimal
    submitted_at: datetime | None

    @property
    def number(self) -> int:
        """ISO."""
        return self.monday.isocalendar().week


@dataclass
class Line:
    """A placement at a glance."""

    id: int
    state: State
    kind: Kind
    learner: str
    learner_person_id: int
    sort_key: str
    search: str
    group: str
    course: int
    qualification: str
    company: str
    company_id: int | None
    company_key: str
    town: str
    mentor: str
    mentor_person_id: int | None
    deputy_person_id: int | None
    starts: date | None
    ends: date | None
    weeks: str
    in_school: bool = False
    practice_state: ProgrammeState | None = None
    ordered: bool = False
    accident_id: int | None = None  # to be investigated
    act_id: int | None = None  # waits for the director
    plan_state: PlanState | None = None
    share: Share | None = None
    contract_id: int | None = None
    contract_state: ContractState | None = None
    number: str = ""
    waiting: list[Waiting] = field(default_factory=list)
    diary: list[DiaryWeek] = field(default_factory=list)

    @property
    def first_monday(self) -> date | None:
        """Where the letters of `weeks` begin."""
        return self.starts - timedelta(days=self.starts.weekday()) if self.starts else None

    @property
    def percent(self) -> Decimal | None:
        """The planned share of the programme at the company."""
        return self.share.percent if self.share and self.kind is Kind.DVB else None

    @property
    def done_percent(self) -> Decimal:
        """The approved share."""
        if not self.share or not self.share.base_hours:
            return Decimal(0)
        hours = sum((w.hours for w in self.diary if w.state is WeekState.APPROVED), Decimal(0))
        return hours * 100 / self.share.base_hours


def _at() -> ColumnElement[int | None]:
    """The company, or the school when an internship takes place there."""
    return case((Placement.in_school, Placement.school_id), else_=Placement.company_id)


def _ordered() -> ColumnElement[bool]:
    """The director has signed an order for it."""
    return exists().where(
        OrderRow.placement_id == Placement.id,
        OrderRow.struck.is_(False),
        OrderRow.order_id == PracticeOrder.id,
        PracticeOrder.state == OrderState.SIGNED,
    )


def _placements(db: Session, actor: Actor, states: Sequence[State], only: int | None) -> list[Line]:
    learner_person, mentor_person = aliased(Person), aliased(Person)
    office, deputy = aliased(Organisation), aliased(Mentor)
    visible = Placement.visible_to(actor).with_only_columns(Placement.id).where(Placement.state.in_(states))
    if states is LIVE:  # what is to be done: nothing about what was only restored
        visible = visible.where(Placement.restored_at.is_(None))
    if only is not None:
        visible = visible.where(Placement.id == only)
    rows = db.execute(
        select(
            Placement,
            learner_person,
            Group.name,
            Group.course,
            Programme.qualification,
            office,
            mentor_person,
            deputy.person_id,
            Practice.state,
            _ordered(),
            _accident(Stage.OPEN),
            _accident(Stage.INVESTIGATED),
        )
        .join(Learner, Learner.id == Placement.learner_id)
        .join(learner_person, learner_person.id == Learner.person_id)
        .outerjoin(Group, Group.id == Learner.group_id)
        .outerjoin(Programme, Programme.id == Placement.programme_id)
        .outerjoin(office, office.id == _at())
        .outerjoin(Mentor, Mentor.id == Placement.mentor_id)
        .outerjoin(mentor_person, mentor_person.id == func.coalesce(Placement.host_id, Mentor.person_id))
        .outerjoin(Practice, Practice.placement_id == Placement.id)
        .outerjoin(deputy, deputy.id == Placement.deputy_id)
        .where(Placement.id.in_(visible))
        .order_by(Placement.sort_key, Placement.id)
    )
    return [_with_accidents(*list(row)) for row in rows]


def _accident(stage: Stage) -> Any:
    """The first accident of a placement that is at this stage."""
    wanted = select(func.min(Incident.id)).where(Incident.placement_id == Placement.id)
    return wanted.where(Incident.state == stage).correlate(Placement).scalar_subquery()


def _with_accidents(*about: Any) -> Line:
    line = _line(*about[:-2])
    line.accident_id, line.act_id = about[-2:]
    return line


def _line(
    placement: Placement,
    who: Person,
    group: str | None,
    course: int | None,
    qualification: str | None,
    company: Organisation | None,
    mentor: Person | None,
    deputy_person_id: int | None,
    practice_state: ProgrammeState | None,
    ordered: bool,
) -> Line:
    return Line(
        id=placement.id,
        state=placement.state,
        kind=placement.kind,
        learner=who.name,
        learner_person_id=who.id,
        sort_key=placement.sort_key,
        search=search_key(f"{who.search_key} {company.search_key if company else ''} {group or ''}"),
        group=group or "",
        course=course or 0,
        qualification=qualification or "",
        company=company.name if company else "",
        company_id=placement.company_id,
        company_key=company.sort_key if company else "",
        town=company.address.partition(",")[0] if company else "",
        mentor=mentor.name if mentor else "",
        mentor_person_id=mentor.id if mentor else None,
        deputy_person_id=deputy_person_id,
        starts=placement.starts,
        ends=placement.ends,
        weeks=placement.weeks,
        in_school=placement.in_school,
        practice_state=practice_state,
        ordered=ordered,
    )


def _add_contracts(db: Session, by_id: dict[int, Line]) -> None:
    rows = db.execute(
        select(Contract.placement_id, Contract.id, Contract.state, Contract.number, Signer, Person)
        .outerjoin(Signer, and_(Signer.document_id == Contract.document_id, Signer.step == Step.ASKED))
        .outerjoin(Person, Person.id == Signer.person_id)
        .where(Contract.placement_id.in_(by_id))
        .order_by(Contract.id)
    )
    for placement_id, contract_id, state, number, signer, person in rows:
        line = by_id[placement_id]
        if line.contract_id != contract_id:
            line.waiting = []
        line.contract_id, line.contract_state, line.number = contract_id, state, number or ""
        if signer and state is ContractState.SENT and signer.asked_at:
            line.waiting.append(_waiting(signer, person, signer.asked_at))


def _waiting(signer: Signer, person: Person, since: datetime) -> Waiting:
    return Waiting(
        signer.id,
        signer.party,
        person.id,
        person.name,
        since,
        signer.opened_at,
        signer.stopped,
        person.email_fault,
    )


def _add_weeks(db: Session, by_id: dict[int, Line]) -> None:
    rows = db.execute(
        select(Week.placement_id, Week.id, Week.monday, Week.state, Week.hours, Week.submitted_at)
        .where(Week.placement_id.in_(by_id))
        .order_by(Week.monday)
    )
    found: dict[int, list[DiaryWeek]] = defaultdict(list)
    for placement_id, week_id, monday, state, hours, submitted_at in rows:
        found[placement_id].append(DiaryWeek(week_id, monday, state, hours, submitted_at))
    for placement_id, weeks in found.items():
        by_id[placement_id].diary = weeks


def lines(db: Session, actor: Actor, states: Sequence[State] = LIVE, only: int | None = None) -> list[Line]:
    """The placements the actor sees, in Latvian order of the learners' names: six selects, however many."""
    found = _placements(db, actor, states, only)
    by_id = {line.id: line for line in found}
    if not by_id:
        return found
    plans = dict(db.execute(select(Plan.placement_id, Plan.state).where(Plan.placement_id.in_(by_id))).all())
    all_shares = shares(db, list(by_id))
    for line in found:
        line.plan_state, line.share = plans.get(line.id), all_shares.get(line.id)
    _add_contracts(db, by_id)
    _add_weeks(db, by_id)
    return found
