"""What the law does by itself: a placement begins when nothing stands in its way any more."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from app.identity.actor import Actor
from app.placements import actions, verbs
from app.placements.models import Placement, State


def start_when_ready(db: Session, actor: Actor, thing: Any) -> None:
    """Follows each deed that may have removed the last obstacle before the first working day."""
    placement: Placement = thing if isinstance(thing, Placement) else thing.placement
    if placement.state is State.CONCLUDED and not verbs.ACTIVATE.reasons(db, actor, placement):
        actions.activate(db, actor, placement)
