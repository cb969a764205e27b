"""The plans in the file: the individual plan as approved, and the implementation plan that it follows."""

from __future__ import annotations

from sqlalchemy.orm import Session

from app.closing.papers import LV, Paper, paper_of
from app.documents.typeset import pdf
from app.kit.clock import riga
from app.placements.models import Kind, Placement
from app.plans.implementation.queries import in_force
from app.plans.models import State
from app.plans.queries import plan_of
from app.plans.values import TEMPLATE, of_plan, title


def plans(db: Session, placement: Placement) -> list[Paper]:
    """Nothing before the school has approved them (484: 6.1, 6.2)."""
    plan = plan_of(db, placement.id)
    if placement.kind is not Kind.DVB or plan is None or plan.state is not State.APPROVED:
        return []
    assert plan.approved_at is not None
    mine = Paper(
        title=title(plan),
        on=riga(plan.approved_at).date(),
        number="",
        bytes_of=lambda: pdf(TEMPLATE, of_plan(db, plan)),
        url=f"{plan.address}/dokuments",
        state=LV.text(plan.state.label),
    )
    source = in_force(db, placement.programme_id)
    return [paper_of(db, source.document), mine] if source is not None and source.document else [mine]
