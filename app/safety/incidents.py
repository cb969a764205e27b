"""An accident at the company, from the report to the approved act (MK 950; 528: 3.9)."""

from __future__ import annotations

from datetime import date, datetime, time
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, Select, String, Text, Time
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.identity.models import Person
from app.kit.clock import now
from app.kit.db import Base, Versioned
from app.kit.words import Said, _
from app.placements.models import Placement, of_seen_placements
from app.placements.parties import company_people


class Stage(StrEnum):
    """Reported, investigated, the act approved."""

    OPEN = "open"
    INVESTIGATED = "investigated"
    CLOSED = "closed"

    @property
    def label(self) -> Said:
        """As shown."""
        return STAGES[self]


STAGES = {
    Stage.OPEN: _("Being investigated"),
    Stage.INVESTIGATED: _("The act waits for approval"),
    Stage.CLOSED: _("The act is approved"),
}


def told_in(placement: Placement, person: Person) -> int:
    """In whose name somebody is told."""
    if placement.company_id and person in company_people(placement):
        return placement.company_id
    return placement.school_id


class Incident(Versioned, Base):
    """What happened to a learner; seen only by those who see the placement."""

    placement_id: Mapped[int] = mapped_column(ForeignKey("placement.id"), index=True)
    state: Mapped[Stage] = mapped_column(default=Stage.OPEN)
    on: Mapped[date]
    at: Mapped[time] = mapped_column(Time)
    place: Mapped[str] = mapped_column(String(300))
    circumstances: Mapped[str] = mapped_column(Text, info={"personal": True})
    witnesses: Mapped[str] = mapped_column(String(300), default="", info={"personal": True})
    injury: Mapped[str] = mapped_column(String(200), default="", info={"personal": True})
    first_aid: Mapped[str] = mapped_column(String(300), default="", info={"personal": True})
    instructed: Mapped[list[str]] = mapped_column(default=list)  # what had been confirmed by then
    cause: Mapped[str] = mapped_column(Text, default="", info={"personal": True})
    conclusions: Mapped[str] = mapped_column(Text, default="", info={"personal": True})
    reported_at: Mapped[datetime] = mapped_column(default=now)
    reported_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    investigated_at: Mapped[datetime | None]
    investigated_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    approved_at: Mapped[datetime | None]
    approved_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    document_id: Mapped[int | None] = mapped_column(ForeignKey("document.id"))

    placement: Mapped[Placement] = relationship()
    reported_by: Mapped[Person] = relationship(foreign_keys=reported_by_id)
    investigated_by: Mapped[Person | None] = relationship(foreign_keys=investigated_by_id)
    approved_by: Mapped[Person | None] = relationship(foreign_keys=approved_by_id)

    @property
    def called(self) -> str:
        """As the bell names it."""
        return self.placement.called

    @property
    def trail_subject(self) -> str:
        """Told in the placement's history."""
        return f"placement:{self.placement_id}"

    @property
    def address(self) -> str:
        """Its own page."""
        return f"/negadijumi/{self.id}"

    def organisation_of(self, person: Person) -> int:
        """The company's people in the company's name, everybody else in the school's."""
        return told_in(self.placement, person)

    @classmethod
    def visible_to(cls, actor: Any) -> Select[Any]:
        """Whoever sees the placement: the school, the company, the learner and the guardians."""
        return of_seen_placements(cls, actor)
