"""Which school year is left, and which moves there were."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from app.identity.actor import Actor
from app.kit.clock import today
from app.rollover.models import Rollover
from app.schools.models import SchoolYear


def year_before(db: Session, school_id: int, starts: date) -> SchoolYear | None:
    """The last school year that begins before this day."""
    wanted = select(SchoolYear).where(SchoolYear.school_id == school_id, SchoolYear.starts < starts)
    return db.scalar(
        wanted.order_by(SchoolYear.starts.desc()).limit(1).options(selectinload(SchoolYear.spans))
    )


def this_year(db: Session, school_id: int) -> SchoolYear | None:
    """The year that is left: the one of today, in the summer the one that has just ended."""
    return year_before(db, school_id, today() + timedelta(days=1))


def moves(db: Session, actor: Actor) -> list[Rollover]:
    """The newest first."""
    return list(db.scalars(Rollover.visible_to(actor).order_by(Rollover.id.desc()).limit(10)))
