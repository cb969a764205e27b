"""What follows when a plan, a programme or a contract changes while the learner is at the company."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from app.assessment import actions
from app.assessment.verbs import END_EARLY, OPEN
from app.identity.actor import Actor


def plan_changed(db: Session, actor: Actor, thing: Any) -> None:
    """New modules get their sheets, outcomes and dates move with the plan of `thing.placement`."""
    if OPEN.open_to(actor, thing.placement):
        actions.open_for(db, actor, thing.placement)


def ended_early(db: Session, actor: Actor, thing: Any) -> None:
    """The company assesses what was learned until `thing.ended_on`."""
    if END_EARLY.open_to(actor, thing.placement) and thing.ended_on:
        actions.end_early(db, actor, thing.placement, on=thing.ended_on)
