"""What a deed about the placement means for its plan."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.identity.actor import Actor
from app.placements.models import Placement
from app.plans import actions
from app.plans.models import Plan, State


def company_chosen(db: Session, actor: Actor, placement: Placement) -> None:
    """A plan that another company was asked about begins again."""
    plan = db.scalar(select(Plan).where(Plan.placement_id == placement.id))
    if plan and plan.state is not State.DRAFT and plan.proposed_to_id != placement.company_id:
        actions.start_over(db, actor, plan)
