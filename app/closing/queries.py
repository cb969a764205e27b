"""Finding what is open at the end of placements."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from app.closing.models import Errand
from app.identity.actor import Actor
from app.placements.models import Placement


def errands_of(db: Session, placement: Placement) -> list[Errand]:
    """What was and is to be told about a placement."""
    wanted = select(Errand).where(Errand.placement_id == placement.id).order_by(Errand.due)
    return list(db.scalars(wanted))


def waiting(db: Session, actor: Actor) -> Sequence[Errand]:
    """Everything of the school that is not told yet, the most urgent first."""
    wanted = (
        Errand.visible_to(actor)
        .where(Errand.done_on.is_(None))
        .options(joinedload(Errand.placement).joinedload(Placement.learner))
        .order_by(Errand.due, Errand.id)
    )
    return db.scalars(wanted).all()
