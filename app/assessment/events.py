"""The closing event of a practice: when, where, who took part (481: 8.8)."""

from __future__ import annotations

from datetime import date, datetime, time
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, Select, String, Text, Time, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.identity.models import Person
from app.kit.db import Base, Versioned
from app.kit.words import Said, _
from app.placements.models import Placement, of_seen_placements
from app.schools.models import School, of_school


class EventState(StrEnum):
    """Announced, then held."""

    PLANNED = "planned"
    HELD = "held"

    @property
    def label(self) -> Said:
        """As shown."""
        return _("Held") if self is EventState.HELD else _("Planned")


class ClosingEvent(Versioned, Base):
    """For several learners at once; their results are written in one table."""

    school_id: Mapped[int] = mapped_column(ForeignKey("school.id"), index=True)
    title: Mapped[str] = mapped_column(String(200))
    on: Mapped[date]
    at: Mapped[time] = mapped_column(Time)
    place: Mapped[str] = mapped_column(String(200), default="")
    state: Mapped[EventState] = mapped_column(default=EventState.PLANNED)
    held_at: Mapped[datetime | None]

    school: Mapped[School] = relationship()
    participations: Mapped[list[Participation]] = relationship(
        back_populates="event", order_by="Participation.id", cascade="all, delete-orphan"
    )

    @property
    def called(self) -> str:
        """As the bell names it."""
        return self.title

    @property
    def address(self) -> str:
        """Its page."""
        return f"/noslegumi/{self.id}"

    @classmethod
    def visible_to(cls, actor: Any) -> Select[Any]:
        """The school's staff; whoever takes part finds it in their placement."""
        return of_school(cls, actor)


class Participation(Base):
    """One learner at the event."""

    __table_args__ = (UniqueConstraint("event_id", "placement_id"),)

    event_id: Mapped[int] = mapped_column(ForeignKey("closing_event.id"))
    placement_id: Mapped[int] = mapped_column(ForeignKey("placement.id"), index=True)
    attended: Mapped[bool | None]
    note: Mapped[str] = mapped_column(Text, default="", info={"personal": True})

    event: Mapped[ClosingEvent] = relationship(back_populates="participations")
    placement: Mapped[Placement] = relationship()

    @property
    def called(self) -> str:
        """As the bell names it."""
        return self.event.title

    @property
    def trail_subject(self) -> str:
        """Told in the placement's history."""
        return f"placement:{self.placement_id}"

    @property
    def address(self) -> str:
        """The marks of the placement."""
        return f"/vietas/{self.placement_id}/vertejumi"

    def organisation_of(self, person: Person) -> int:
        """As the placement says."""
        return self.placement.organisation_of(person)

    @classmethod
    def visible_to(cls, actor: Any) -> Select[Any]:
        """Whoever sees the placement."""
        return of_seen_placements(cls, actor)
