"""What follows when a plan changes while the learner is already at the company."""

from __future__ import annotations

from sqlalchemy.orm import Session

from app.assessment import actions
from app.assessment.verbs import BEGUN
from app.identity.actor import Actor
from app.plans.models import Plan


def plan_approved(db: Session, actor: Actor, plan: Plan) -> None:
    """Follows `plans.approve`: new modules get their sheets, dates move with the plan."""
    if plan.placement.state in BEGUN:
        actions.open_for(db, actor, plan.placement)
