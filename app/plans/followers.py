"""What a deed about the placement means for its plan."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.identity.actor import Actor
from app.placements.models import Kind, Placement
from app.plans import actions, verbs
from app.plans.following import unfitted
from app.plans.models import Plan, State
from app.plans.queries import mentors_among


def begun(db: Session, actor: Actor, placement: Placement) -> None:
    """Work-based learning has an individual plan; an internship has a practice programme."""
    if placement.kind is Kind.DVB:
        actions.open_for(db, actor, placement)


def place_before_ended(db: Session, actor: Actor, termination: Any) -> None:
    """The last weeks there are confirmed; a plan that nobody has been asked about counts again."""
    plan = db.scalar(select(Plan).where(Plan.placement_id == termination.next_id))
    if plan and plan.state is State.DRAFT:
        actions.recount_learned(db, actor, plan)


def company_chosen(db: Session, actor: Actor, placement: Placement) -> None:
    """A plan that another company was asked about begins again."""
    plan = db.scalar(select(Plan).where(Plan.placement_id == placement.id))
    if plan and plan.state is not State.DRAFT and plan.proposed_to_id != placement.company_id:
        actions.start_over(db, actor, plan)


def period_or_mentor_chosen(db: Session, actor: Actor, placement: Placement) -> None:
    """The draft's rows take the placement's period and people, where nobody has written others."""
    plan = db.scalar(select(Plan).where(Plan.placement_id == placement.id))
    if plan and verbs.FIT.open_to(actor, plan) and unfitted(plan, mentors_among(db, plan)):
        actions.fit(db, actor, plan)
