"""Gathers what the rules of a plan ask about."""

from __future__ import annotations

from decimal import Decimal

from sqlalchemy.orm import Session

from app.kit.rules import Unmet, unmet
from app.placements.models import Kind, State
from app.placements.queries import schedule_of
from app.plans import rules
from app.plans.models import Plan, PlanRow
from app.plans.queries import share, totals


def _inside(row: PlanRow) -> bool:
    period = row.plan.placement
    if period.starts is None or period.ends is None:
        return True
    return all(day is None or period.starts <= day <= period.ends for day in (row.starts, row.ends))


def facts(plan: Plan) -> rules.Facts:
    """The plan as it stands."""
    by_module: dict[int, Decimal] = {}
    for row in plan.rows:
        by_module[row.module_id] = by_module.get(row.module_id, Decimal(row.module.hours)) - row.hours
    sums = totals(plan)
    schedule = schedule_of(plan.placement)
    return rules.Facts(
        dvb=plan.placement.kind is Kind.DVB,
        company_chosen=plan.placement.company_id is not None,
        rows=tuple(rules.RowFacts(row.hours, _inside(row)) for row in plan.rows),
        school=sums.school_theory + sums.school_practice,
        company=sums.company,
        spare=tuple(by_module.values()),
        percent=share(plan).percent,
        schedule_hours=schedule.company_hours if schedule and schedule.company_weeks else None,
    )


def _urls(plan: Plan) -> dict[str, str]:
    placement = plan.placement.address
    return {
        "plan": plan.address,
        "company": f"{placement}/uznemums",
        "period": f"{placement}/periods",
        "contract": f"{placement}/dokumenti",
    }


def before_proposing(_db: Session, plan: Plan) -> list[Unmet]:
    """What stands in the way of asking the company; warnings too."""
    return unmet(rules.BEFORE_PROPOSING, facts(plan), _urls(plan))


def before_approving(_db: Session, plan: Plan) -> list[Unmet]:
    """What stands in the way of the school's approval; warnings too."""
    return unmet(rules.BEFORE_APPROVING, facts(plan), _urls(plan))


def not_out_for_signature(_db: Session, plan: Plan) -> list[Unmet]:
    """A contract that is being signed names the approved plan; it may not change under the signatures."""
    return unmet(rules.NOT_OUT_FOR_SIGNATURE, plan.placement.state is State.SIGNING, _urls(plan))
