"""What a placement leaves to be told when it begins and when it ends."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.closing.models import Errand, Event
from app.identity.actor import Actor
from app.kit.clock import today
from app.kit.days import after_working_days
from app.placements.models import Placement, State
from app.schools.models import Learner, Status

WORKING_DAYS = 10  # 276: 27


def _leave(db: Session, placement: Placement, event: Event) -> None:
    known = select(Errand.id).where(Errand.placement_id == placement.id, Errand.event == event)
    if db.scalar(known) is None:
        due = after_working_days(today(), WORKING_DAYS)
        db.add(Errand(placement_id=placement.id, event=event, happened_on=today(), due=due))


def began(db: Session, actor: Actor, placement: Placement) -> None:
    """Follows `placements.activate`."""
    _leave(db, placement, Event.BEGAN)


def ended(db: Session, actor: Actor, placement: Placement) -> None:
    """Follows `placements.complete` and `placements.terminate`."""
    _leave(db, placement, Event.ENDED)


def left(db: Session, actor: Actor, learner: Learner) -> None:
    """Follows `schools.edit_learner`: whoever leaves with a placement gets a statement (52: 19)."""
    if learner.status is not Status.LEFT:
        return
    wanted = select(Placement).where(
        Placement.learner_id == learner.id, Placement.state.not_in((State.DRAFT, State.CANCELLED))
    )
    newest = db.scalars(wanted.order_by(Placement.id.desc())).first()
    if newest is not None:
        _leave(db, newest, Event.STATEMENT)
