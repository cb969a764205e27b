"""Shares, totals, and plans worth copying."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import Select, case, func, select
from sqlalchemy.orm import Session, contains_eager, joinedload, selectinload

from app.companies.models import Mentor
from app.identity.actor import Actor
from app.identity.models import Person
from app.placements.models import Placement
from app.placements.models import State as Stage
from app.plans.models import Plan, PlanRow, State
from app.plans.share import Share, share_of
from app.schools.models import Learner, Module, ModuleKind, Programme

__all__ = ["Share", "share", "shares"]


@dataclass(frozen=True)
class Totals:
    """Hours of the whole plan or of one module."""

    school_theory: Decimal
    school_practice: Decimal
    company: Decimal

    @property
    def hours(self) -> Decimal:
        """All together."""
        return self.school_theory + self.school_practice + self.company


def totals(plan: Plan, module_id: int | None = None) -> Totals:
    """Sums over the plan's rows, or over those of one module."""
    rows = [row for row in plan.rows if module_id in (None, row.module_id)]
    none = Decimal(0)
    return Totals(
        sum((row.school_theory for row in rows), none),
        sum((row.school_practice for row in rows), none),
        sum((row.company for row in rows), none),
    )


def share(plan: Plan) -> Share:
    """How much of the programme this plan puts into the company."""
    programme = plan.placement.programme
    practice = [row for row in plan.rows if row.module.kind is ModuleKind.PRACTICE]
    after_basic = programme.after_basic if programme else True
    return share_of(
        after_basic=after_basic,
        programme_hours=Decimal(programme.hours if programme else 0),
        # 6.1.2 does not ask for it, so the modules need not be loaded
        programme_practice=Decimal(0) if after_basic or programme is None else _practice(programme),
        company=sum((row.company for row in plan.rows), plan.learned_hours),
        company_practice=sum((row.company for row in practice), plan.learned_practice),
    )


def _practice(programme: Programme) -> Decimal:
    return Decimal(sum(m.hours for m in programme.modules if m.kind is ModuleKind.PRACTICE))


def shares(db: Session, placement_ids: Collection[int]) -> dict[int, Share]:
    """The shares of many placements with a programme, in one select."""
    if not placement_ids:
        return {}
    practice = (
        select(func.coalesce(func.sum(Module.hours), 0))
        .where(Module.programme_id == Programme.id, Module.kind == ModuleKind.PRACTICE)
        .correlate(Programme)
        .scalar_subquery()
    )
    of_practice = case((Module.kind == ModuleKind.PRACTICE, PlanRow.company), else_=0)
    rows = db.execute(
        select(
            Placement.id,
            Programme.code,
            Programme.hours,
            practice,
            func.coalesce(func.sum(PlanRow.company), 0) + Plan.learned_hours,
            func.coalesce(func.sum(of_practice), 0) + Plan.learned_practice,
        )
        .join(Programme, Programme.id == Placement.programme_id)
        .join(Plan, Plan.placement_id == Placement.id)
        .outerjoin(PlanRow, PlanRow.plan_id == Plan.id)
        .outerjoin(Module, Module.id == PlanRow.module_id)
        .where(Placement.id.in_(placement_ids))
        .group_by(
            *(Placement.id, Programme.id, Programme.code, Programme.hours),
            *(Plan.learned_hours, Plan.learned_practice),
        )
    )
    return {
        placement_id: share_of(
            after_basic=Programme(code=code).after_basic,
            programme_hours=Decimal(hours),
            programme_practice=Decimal(practice_hours),
            company=Decimal(company),
            company_practice=Decimal(company_practice),
        )
        for placement_id, code, hours, practice_hours, company, company_practice in rows
    }


def plan_of(db: Session, placement_id: int) -> Plan | None:
    """A placement's plan with everything its page shows."""
    wanted = (
        select(Plan)
        .where(Plan.placement_id == placement_id)
        .options(selectinload(Plan.rows).joinedload(PlanRow.module).selectinload(Module.outcomes))
    )
    return db.scalar(wanted)


def states_of(db: Session, placement_ids: Collection[int]) -> dict[int, State]:
    """How far the plans of these placements are."""
    wanted = select(Plan.placement_id, Plan.state).where(Plan.placement_id.in_(placement_ids))
    return dict(db.execute(wanted).all())


def with_rows(db: Session, plan_id: int) -> Plan:
    """The plan of a row, its placement, programme and all rows with their modules: two selects."""
    return db.scalars(
        select(Plan)
        .where(Plan.id == plan_id)
        .options(
            joinedload(Plan.placement, innerjoin=True).joinedload(Placement.programme),
            selectinload(Plan.rows).joinedload(PlanRow.module, innerjoin=True),
        )
    ).one()


@dataclass(frozen=True)
class Candidate:
    """A plan that may be copied, and why it is offered."""

    plan: Plan
    learner: str
    group: str
    same_group: bool
    same_company: bool

    @property
    def share(self) -> Share:
        """Its share, to compare."""
        return share(self.plan)


def copyable(db: Session, actor: Actor, plan: Plan, most: int = 12) -> list[Candidate]:
    """Other plans of the same programme: classmates first, then the same company, then the newest."""
    mine = plan.placement
    if mine.programme_id is None:
        return []
    wanted = _of_programme(actor, mine).where(Plan.id != plan.id)
    nearest = (
        case((Learner.group_id == mine.learner.group_id, 0), else_=1),
        case((Placement.company_id == mine.company_id, 0), else_=1),
    )
    wanted = wanted.order_by(*nearest, Placement.starts.desc(), Plan.id.desc()).limit(most)
    found = []
    for other in db.scalars(wanted).unique():
        theirs = other.placement
        group = theirs.learner.group
        found.append(
            Candidate(
                other,
                theirs.learner.person.name,
                group.name if group else "",
                group is not None and group.id == mine.learner.group_id,
                mine.company_id is not None and theirs.company_id == mine.company_id,
            )
        )
    return found


def _of_programme(actor: Actor, mine: Placement) -> Select[Plan]:
    """Filled plans of placements that were not cancelled, with what a list of them shows."""
    learner = contains_eager(Plan.placement).contains_eager(Placement.learner)
    return (
        select(Plan)
        .join(Plan.placement)
        .join(Placement.learner)
        .join(Learner.person)
        .where(
            Placement.id.in_(Placement.visible_to(actor).with_only_columns(Placement.id)),
            Placement.programme_id == mine.programme_id,
            Placement.school_id == mine.school_id,
            Placement.state != Stage.CANCELLED,
            Plan.rows.any(PlanRow.company > 0),
        )
        .options(
            learner.contains_eager(Learner.person),
            learner.joinedload(Learner.group),
            contains_eager(Plan.placement).joinedload(Placement.company),
            contains_eager(Plan.placement).joinedload(Placement.programme),
            selectinload(Plan.rows).joinedload(PlanRow.module),
        )
    )


def person_name(db: Session, person_id: int | None) -> str:
    """For naming who changed something."""
    person = db.get(Person, person_id) if person_id else None
    return person.name if person else ""


def module_of(db: Session, plan: Plan, module_id: int) -> Module | None:
    """A module of the plan's programme by the number that a form has sent."""
    return db.scalar(
        select(Module).where(Module.id == module_id, Module.programme_id == plan.placement.programme_id)
    )


def spare_modules(plan: Plan) -> list[tuple[Module, Decimal]]:
    """Modules of the programme with hours that the plan does not place yet."""
    programme = plan.placement.programme
    if programme is None:
        return []
    left = [(module, module.hours - totals(plan, module.id).hours) for module in programme.modules]
    return [(module, hours) for module, hours in left if hours > 0]


def mentors_among(db: Session, plan: Plan) -> set[str]:
    """Which of the names in the plan's rows are names of mentors."""
    named = {row.responsible for row in plan.rows if row.responsible}
    if not named:
        return set()
    families = {name.rpartition(" ")[2] for name in named}
    people = db.scalars(select(Person).join(Mentor).where(Person.family_name.in_(families)))
    return {person.name for person in people} & named
