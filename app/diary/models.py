"""Weeks at the company and the days in them."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, Index, Numeric, Select, String, Text, UniqueConstraint, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.identity.models import Person
from app.kit.clock import now
from app.kit.db import Base, Versioned
from app.kit.words import Said, _
from app.placements.models import Placement, of_seen_placements


class State(StrEnum):
    """The learner fills it, the mentor approves it or gives it back."""

    OPEN = "open"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    APPROVED = "approved"

    @property
    def label(self) -> Said:
        """As shown."""
        return LABELS[self]


LABELS = {
    State.OPEN: _("Not submitted"),
    State.SUBMITTED: _("Waiting for approval"),
    State.RETURNED: _("Returned for correction"),
    State.APPROVED: _("Approved"),
}


class Week(Versioned, Base):
    """A week at the company; made for the whole schedule when the contract becomes active."""

    __table_args__ = (
        UniqueConstraint("placement_id", "monday"),
        Index("ix_week_state_monday", "state", "monday"),
    )

    placement_id: Mapped[int] = mapped_column(ForeignKey("placement.id"))
    monday: Mapped[date]
    state: Mapped[State] = mapped_column(default=State.OPEN)
    hours: Mapped[Decimal] = mapped_column(Numeric(6, 2), default=Decimal(0))
    submitted_at: Mapped[datetime | None]
    decided_at: Mapped[datetime | None]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    in_stead: Mapped[bool] = mapped_column(default=False)  # a coordinator approved for the mentor
    comment: Mapped[str] = mapped_column(Text, default="", info={"personal": True})

    placement: Mapped[Placement] = relationship()
    decided_by: Mapped[Person | None] = relationship()
    days: Mapped[list[Day]] = relationship(
        back_populates="week", order_by="Day.on", cascade="all, delete-orphan"
    )

    @property
    def number(self) -> int:
        """The ISO week."""
        return self.monday.isocalendar().week

    @property
    def sunday(self) -> date:
        """Its last day."""
        return self.monday + timedelta(days=6)

    @property
    def called(self) -> Said:
        """As the bell names it."""
        name = self.placement.learner.person.name
        return _("{name}: {number:week}", name=name, number=self.number)

    @property
    def trail_subject(self) -> str:
        """Told in the placement's history."""
        return f"placement:{self.placement_id}"

    @property
    def address(self) -> str:
        """The week's page."""
        return f"/nedelas/{self.id}"

    def organisation_of(self, person: Person) -> int:
        """As the placement says."""
        return self.placement.organisation_of(person)

    @classmethod
    def visible_to(cls, actor: Any) -> Select[Any]:
        """Whoever sees the placement."""
        return of_seen_placements(cls, actor)


class Absence(StrEnum):
    """Why there were no hours that day."""

    SICK = "sick"
    JUSTIFIED = "justified"
    UNJUSTIFIED = "unjustified"

    @property
    def label(self) -> Said:
        """As shown."""
        return ABSENCES[self]


ABSENCES = {
    Absence.SICK: _("Sick"),
    Absence.JUSTIFIED: _("Justified absence"),
    Absence.UNJUSTIFIED: _("Unjustified absence"),
}


class Day(Versioned, Base):
    """What was done on a day: hours, outcomes practised, a few words."""

    __table_args__ = (UniqueConstraint("week_id", "on"),)

    week_id: Mapped[int] = mapped_column(ForeignKey("week.id"))
    on: Mapped[date]
    hours: Mapped[Decimal] = mapped_column(Numeric(4, 2), default=Decimal(0))
    absence: Mapped[Absence | None] = mapped_column(info={"personal": True})
    text: Mapped[str] = mapped_column(Text, default="", info={"personal": True})
    outcome_ids: Mapped[list[int]] = mapped_column(default=list)
    logged_at: Mapped[datetime] = mapped_column(default=now)
    offline: Mapped[bool] = mapped_column(default=False)  # waited on a phone without internet
    offline_key: Mapped[str | None] = mapped_column(String(64), unique=True)

    week: Mapped[Week] = relationship(back_populates="days")

    @property
    def trail_subject(self) -> str:
        """Told in the placement's history."""
        return self.week.trail_subject

    @classmethod
    def visible_to(cls, actor: Any) -> Select[Any]:
        """Whoever sees the week."""
        return select(cls).where(cls.week_id.in_(Week.visible_to(actor).with_only_columns(Week.id)))
