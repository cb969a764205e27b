"""The practice programme: patterns in the library, and the one of each internship (481: 6.1.1)."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, Select, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.documents.models import Document
from app.identity.models import Person
from app.kit.clock import now
from app.kit.db import Base, Versioned
from app.kit.words import Said, _
from app.placements.models import Placement, of_seen_placements
from app.schools.models import Group, Programme, of_school


class State(StrEnum):
    """Written by the school, agreed by the place (481: 7.2)."""

    DRAFT = "draft"
    PROPOSED = "proposed"
    AGREED = "agreed"

    @property
    def label(self) -> Said:
        """As shown."""
        return LABELS[self]


LABELS = {
    State.DRAFT: _("Draft"),
    State.PROPOSED: _("Being agreed with the place"),
    State.AGREED: _("Agreed with the place"),
}


class Written:
    """What a practice programme says (481: 6.1.1); `outcome_ids` are what the diary offers to tick."""

    aim: Mapped[str] = mapped_column(Text, default="")
    tasks: Mapped[str] = mapped_column(Text, default="")
    criteria: Mapped[str] = mapped_column(Text, default="")
    outcome_ids: Mapped[list[int]] = mapped_column(default=list)
    hours: Mapped[int] = mapped_column(default=0)
    weeks: Mapped[int] = mapped_column(default=0)
    closing: Mapped[bool] = mapped_column(default=False)  # the qualification practice, MK 332 annex 1


class Outline(Written, Versioned, Base):
    """A pattern in the school's library, for a qualification or for one group of it."""

    school_id: Mapped[int] = mapped_column(ForeignKey("school.id"), index=True)
    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"), index=True)
    group_id: Mapped[int | None] = mapped_column(ForeignKey("learner_group.id"))
    name: Mapped[str] = mapped_column(String(200))
    created_at: Mapped[datetime] = mapped_column(default=now)
    retired_on: Mapped[date | None]

    programme: Mapped[Programme] = relationship()
    group: Mapped[Group | None] = relationship()

    @property
    def address(self) -> str:
        """Its page."""
        return f"/prakses-programmas/{self.id}"

    @classmethod
    def visible_to(cls, actor: Any) -> Select[Any]:
        """The school's staff."""
        return of_school(cls, actor)


class Practice(Written, Versioned, Base):
    """The practice programme of one placement, who supervises it, and who confirmed the occupation."""

    placement_id: Mapped[int] = mapped_column(ForeignKey("placement.id"), unique=True)
    outline_id: Mapped[int | None] = mapped_column(ForeignKey("outline.id"))
    state: Mapped[State] = mapped_column(default=State.DRAFT)
    edition: Mapped[int] = mapped_column(default=1)
    proposed_to_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"))
    agreed_at: Mapped[datetime | None]
    agreed_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    comment: Mapped[str] = mapped_column(Text, default="")
    document_id: Mapped[int | None] = mapped_column(ForeignKey("document.id"))
    supervisor_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))  # of the school, 481: 7.4
    supervisor_position: Mapped[str] = mapped_column(String(120), default="")
    occupation: Mapped[str] = mapped_column(String(200), default="")  # of the place supervisor, 481: 9.2
    occupation_code: Mapped[str] = mapped_column(String(10), default="")
    occupation_of_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    occupation_confirmed_at: Mapped[datetime | None]
    occupation_confirmed_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))

    placement: Mapped[Placement] = relationship()
    outline: Mapped[Outline | None] = relationship()
    document: Mapped[Document | None] = relationship()
    agreed_by: Mapped[Person | None] = relationship(foreign_keys=agreed_by_id)
    supervisor: Mapped[Person | None] = relationship(foreign_keys=supervisor_id)
    occupation_confirmed_by: Mapped[Person | None] = relationship(foreign_keys=occupation_confirmed_by_id)

    @property
    def school_id(self) -> int:
        """The placement's."""
        return self.placement.school_id

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
        """Its tab."""
        return f"/vietas/{self.placement_id}/programma"

    def organisation_of(self, person: Person) -> int:
        """As the placement says."""
        return self.placement.organisation_of(person)

    @property
    def occupation_confirmed(self) -> bool:
        """Of whoever supervises at the place now; another supervisor is confirmed anew."""
        guide = self.placement.guide
        return (
            self.occupation_confirmed_at is not None
            and guide is not None
            and guide.id == self.occupation_of_id
        )

    @classmethod
    def visible_to(cls, actor: Any) -> Select[Any]:
        """Whoever sees the placement."""
        return of_seen_placements(cls, actor)

    @classmethod
    def documents_read_by(cls, actor: Any) -> Select[Any]:
        """The agreed programme is for everybody of the placement: it has no personal codes."""
        return cls.visible_to(actor).with_only_columns(cls.document_id)
