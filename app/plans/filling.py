"""What this room knows of many cases at once: three selects, however many there are."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, joinedload

from app.kit.clock import riga
from app.law.case import Case
from app.law.case import Plan as LawPlan
from app.placements.models import Kind, Placement
from app.plans.acquaintance import confirmed, standing
from app.plans.following import Hours, by_module, followed, remaining, same_hours
from app.plans.implementation.models import Implementation, ImplementationRow
from app.plans.implementation.models import State as Edition
from app.plans.models import Plan, PlanRow, State
from app.plans.share import share_of
from app.plans.volumes import least_practice
from app.schools.models import Group, Learner, Module, ModuleKind, Programme

FILLS: Final = frozenset({"plan", "learner", "programme"})


@dataclass
class _Found:
    """One plan: its hours by module, and what is needed to judge them."""

    edition: int
    state: State
    agreed_at: datetime | None
    approved_at: datetime | None
    course: int | None
    code: str | None
    hours: int | None
    practice: int | None
    learned: dict[str, Any] = field(default_factory=dict)  # at the place before
    learned_hours: Decimal = Decimal(0)
    learned_practice: Decimal = Decimal(0)
    modules: dict[int, Hours] = field(default_factory=dict)
    company_practice: Decimal = Decimal(0)

    @property
    def approved(self) -> bool:
        return self.state is State.APPROVED

    def placed(self) -> Hours:
        """All modules together."""
        theory = practice = company = Decimal(0)
        for a, b, c in self.modules.values():
            theory, practice, company = theory + a, practice + b, company + c
        return theory, practice, company


def fill(db: Session, cases: dict[int, Case]) -> None:
    """The individual plan, the implementation plan it follows, and what the learner has confirmed."""
    plans = _plans(db, list(cases))
    sources = _in_force(db, {n for c in cases.values() if (n := c.ids.get("programme")) is not None})
    read = confirmed(db, list(cases))
    for number, case in cases.items():
        plan, source = plans.get(number), sources.get(case.ids.get("programme") or 0)
        case.programme.minimum_practice_hours = least_practice(case.programme.code)
        if source is not None:
            case.programme.implementation_approved_on = _day(source.approved_at)
            case.programme.implementation_percent = source.percent
            case.programme.implementation_other_percent = source.other_percent
        case.learn(plan=_section(case.kind, plan, source))
        edition, approved = (plan.edition, plan.approved) if plan and case.kind is Kind.DVB else (1, True)
        at = standing(read.get(number, {}), edition, approved)
        case.learner.acquainted_on = case.learner.confidential_on = _day(at)


def _day(moment: datetime | None) -> date | None:
    return riga(moment).date() if moment else None


def _section(kind: Kind, plan: _Found | None, source: Implementation | None) -> LawPlan:
    if plan is None:
        return LawPlan()
    theory, practice, company = plan.placed()
    share = share_of(
        after_basic=Programme(code=plan.code or "").after_basic,
        programme_hours=Decimal(plan.hours or 0),
        programme_practice=Decimal(plan.practice or 0),
        company=company + plan.learned_hours,
        company_practice=plan.company_practice + plan.learned_practice,
    )
    follows = None
    if source is not None:
        wanted = by_module(followed(source.rows, kind, plan.course))
        follows = same_hours(plan.modules, remaining(wanted, plan.learned))
    return LawPlan(
        exists=bool(plan.modules),
        agreed_on=_day(plan.agreed_at),
        approved_on=_day(plan.approved_at) if plan.approved else None,
        hours_school=theory + practice,
        hours_company=company,
        percent=share.percent if plan.hours else None,
        other_percent=share.percent_other_reading,
        follows_implementation=follows,
    )


def _sums(placement_ids: Collection[int]) -> Select[Any]:
    """A row for each module of each plan; a plan without rows has one too."""
    practice = (
        select(func.coalesce(func.sum(Module.hours), 0))
        .where(Module.programme_id == Programme.id, Module.kind == ModuleKind.PRACTICE)
        .correlate(Programme)
        .scalar_subquery()
    )
    own = (Placement.id, Plan.edition, Plan.state, Plan.agreed_at, Plan.approved_at)
    before = (Plan.learned, Plan.learned_hours, Plan.learned_practice)
    sums = [func.sum(column) for column in (PlanRow.school_theory, PlanRow.school_practice, PlanRow.company)]
    course = func.coalesce(Plan.course, Group.course)
    return (
        select(
            *own, course, Programme.code, Programme.hours, practice, *before, Module.id, Module.kind, *sums
        )
        .join(Plan, Plan.placement_id == Placement.id)
        .join(Learner, Learner.id == Placement.learner_id)
        .outerjoin(Group, Group.id == Learner.group_id)
        .outerjoin(Programme, Programme.id == Placement.programme_id)
        .outerjoin(PlanRow, PlanRow.plan_id == Plan.id)
        .outerjoin(Module, Module.id == PlanRow.module_id)
        .where(Placement.id.in_(placement_ids))
        .group_by(Placement.id, Plan.id, Group.id, Programme.id, Module.id)
    )


def _plans(db: Session, placement_ids: Collection[int]) -> dict[int, _Found]:
    found: dict[int, _Found] = {}
    for number, *rest in db.execute(_sums(placement_ids)):
        about, (learned, hours, of_practice), row = rest[:8], rest[8:11], rest[11:]
        plan = found.get(number)
        if plan is None:
            plan = found[number] = _Found(*about)
            plan.learned, plan.learned_hours, plan.learned_practice = learned or {}, hours, of_practice
        module_id, kind, theory, at_school, company = row
        if module_id is not None:
            plan.modules[module_id] = (Decimal(theory), Decimal(at_school), Decimal(company))
            if kind is ModuleKind.PRACTICE:
                plan.company_practice += Decimal(company)
    return found


def _in_force(db: Session, programme_ids: Collection[int]) -> dict[int, Implementation]:
    """The approved edition of each programme, with its rows and their modules."""
    wanted = (
        select(Implementation)
        .where(Implementation.programme_id.in_(programme_ids), Implementation.state == Edition.APPROVED)
        .options(
            joinedload(Implementation.rows).joinedload(ImplementationRow.module, innerjoin=True),
        )
    )
    return {plan.programme_id: plan for plan in db.scalars(wanted).unique()}
