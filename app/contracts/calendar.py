"""What waits for its day: asked for when it is agreed, done when the day begins."""

from __future__ import annotations

from datetime import date, datetime, time

from sqlalchemy.orm import Session

from app.identity.actor import Actor, actor_for
from app.jobs.work import later
from app.kit.clock import RIGA, now
from app.placements.models import Placement
from app.placements.parties import coordinators

DAWN = time(0, 1)


def on_the_day(db: Session, day: date) -> None:
    """Just after midnight in Riga."""
    later(db, "contracts.on_the_day", {}, delay=datetime.combine(day, DAWN, RIGA) - now())


def calendar_of(placement: Placement) -> Actor | None:
    """In whose name the portal does what was agreed for this day: a coordinator's, else the director's."""
    people = [*coordinators(placement), *([placement.school.director] if placement.school.director else [])]
    for person in people:
        return actor_for(person, person.memberships, placement.school_id, "system")
    return None
