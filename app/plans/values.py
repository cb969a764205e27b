"""What the individual plan's document is filled with: plain Latvian texts."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from app.kit.clock import now, riga
from app.kit.words import Words
from app.placements.models import Kind, Placement
from app.plans.acquaintance import confirmed, standing
from app.plans.implementation.queries import in_force
from app.plans.models import Plan, PlanRow, State
from app.plans.queries import share, totals
from app.plans.rows import outcomes_of

TEMPLATE = "plan_484_v1"
LV = Words.of("lv")  # the language of the document, whoever reads it


def title(plan: Plan) -> str:
    """Of the document and of its file."""
    return f"{_heading(plan)}, {plan.placement.learner.person.name}, {plan.edition}. redakcija"


def _heading(plan: Plan) -> str:
    return "Individuālais plāns" if plan.placement.kind is Kind.DVB else "Prakses plāns"


def of_plan(db: Session, plan: Plan) -> dict[str, Any]:
    """Everything from data; a draft until the school has approved it."""
    placement, approved = plan.placement, plan.state is State.APPROVED
    read = confirmed(db, [placement.id]).get(placement.id, {})
    return {
        "draft": not approved,
        "title": title(plan),
        "heading": _heading(plan),
        "iso": riga(plan.approved_at or now()).date().isoformat(),
        "edition": plan.edition,
        **_people(placement),
        "period": _span(placement.starts, placement.ends),
        **_basis(db, plan),
        "rows": [_row(row) for row in plan.rows],
        "totals": _totals(plan),
        "agreed_by": plan.agreed_by.name if plan.agreed_by else "",
        "agreed_on": _on(plan.agreed_at),
        "approved_by": plan.approved_by.name if plan.approved_by and approved else "",
        "approved_on": _on(plan.approved_at) if approved else "",
        "read_on": _on(standing(read, plan.edition, True)),
    }


def _people(placement: Placement) -> dict[str, str]:
    group, programme, company = placement.learner.group, placement.programme, placement.company
    place = ""
    if placement.branch:
        place = placement.branch.street_address or placement.branch.name
    elif company:
        place = company.organisation.address
    return {
        "school": placement.school.name,
        "learner": placement.learner.person.name,
        "group": group.name if group else "",
        "programme": (
            f"{programme.code}, „{programme.qualification}”, LKI {programme.level}. līmenis, "
            f"{LV.hours(programme.hours)}"
            if programme
            else ""
        ),
        "company": company.name if company else "",
        "place": place,
        "mentor": placement.mentor.person.name if placement.mentor else "",
        "coordinator": placement.coordinator.name if placement.coordinator else "",
    }


def _basis(db: Session, plan: Plan) -> dict[str, str]:
    """The share of DVB, and the edition of the implementation plan that is followed."""
    if plan.placement.kind is not Kind.DVB or plan.placement.programme is None:
        return {"share": "", "basis": ""}
    found, source = share(plan), in_force(db, plan.placement.programme_id)
    basis = ""
    if source is not None and source.approved_at:
        basis = f"{source.edition}. redakcija, apstiprināta {LV.on(source.approved_at)}"
        if source.document is not None:
            basis = f"Nr. {source.document.number}, {basis}"
    text = (
        f"{LV.percent(found.percent)} {LV.text(found.base)}: {LV.hours(found.planned_hours)} no "
        f"{LV.hours(found.base_hours)}"
    )
    return {"share": text, "basis": basis}


def _on(moment: datetime | None) -> str:
    return LV.day(riga(moment).date()) if moment else ""


def _span(starts: date | None, ends: date | None) -> str:
    return f"{LV.day(starts)}–{LV.day(ends)}" if starts and ends else ""


def _row(row: PlanRow) -> dict[str, str]:
    return {
        "module": row.module.name,
        "outcomes": "; ".join(outcome.short for outcome in outcomes_of(row)),
        "theory": LV.number(row.school_theory),
        "practice": LV.number(row.school_practice),
        "company": LV.number(row.company),
        "period": _span(row.starts, row.ends),
        "responsible": row.responsible,
        "assessment": row.assessment,
    }


def _totals(plan: Plan) -> dict[str, str]:
    sums = totals(plan)
    return {
        "theory": LV.number(sums.school_theory),
        "practice": LV.number(sums.school_practice),
        "company": LV.number(sums.company),
    }
