"""What is done outside the portal when a placement begins and ends: the entry in VIIS, the statement."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, Select, String, UniqueConstraint, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.identity.models import Person
from app.identity.roles import SCHOOL_STAFF
from app.kit.db import Base, Versioned
from app.kit.words import Said, _
from app.placements.models import Placement


class Event(StrEnum):
    """What is told."""

    BEGAN = "began"
    ENDED = "ended"
    STATEMENT = "statement"

    @property
    def label(self) -> Said:
        """As shown."""
        return EVENTS[self]


EVENTS = {
    Event.BEGAN: _("VIIS: the beginning of the practice time"),
    Event.ENDED: _("VIIS: the end of the practice time"),
    Event.STATEMENT: _("Statement of the acquired part of the programme"),
}


class Errand(Versioned, Base):
    """Told to VIIS within ten working days (276: 27); the statement for whoever leaves (52: 19)."""

    __table_args__ = (UniqueConstraint("placement_id", "event"),)

    placement_id: Mapped[int] = mapped_column(ForeignKey("placement.id"))
    event: Mapped[Event]
    happened_on: Mapped[date]
    due: Mapped[date]
    number: Mapped[str] = mapped_column(String(60), default="")  # of the statement
    done_on: Mapped[date | None]
    done_at: Mapped[datetime | None]
    done_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))

    placement: Mapped[Placement] = relationship()
    done_by: Mapped[Person | None] = relationship()

    @property
    def called(self) -> str:
        """As the bell names it."""
        return self.placement.called

    @property
    def trail_subject(self) -> str:
        """Told in the placement's history."""
        return self.placement.trail_subject

    @property
    def address(self) -> str:
        """The file of the placement."""
        return f"{self.placement.address}/lieta"

    @classmethod
    def visible_to(cls, actor: Any) -> Select[Any]:
        """The school's staff."""
        school = actor.organisation_id if actor.roles & SCHOOL_STAFF else 0
        mine = select(Placement.id).where(Placement.school_id == school)
        return select(cls).where(cls.placement_id.in_(mine))
