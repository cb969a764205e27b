"""What the supervisor writes about the trainee, and what the trainee writes about the practice (481: 6.1)."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Enum, ForeignKey, Select, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.assessment.scale import Grip
from app.identity.models import Person
from app.kit.clock import today
from app.kit.db import Base, Versioned
from app.kit.words import Said, _
from app.placements.models import Placement, of_seen_placements


class CharacterState(StrEnum):
    """Written, then confirmed by the supervisor."""

    DRAFT = "draft"
    CONFIRMED = "confirmed"

    @property
    def label(self) -> Said:
        """As shown."""
        return _("Confirmed") if self is CharacterState.CONFIRMED else _("Being written")


ASPECTS = ("work", "colleagues", "skill")
ASPECT_LABELS: dict[str, Said] = {
    "work": _("Attitude to work"),
    "colleagues": _("Attitude to colleagues"),
    "skill": _("Professional preparedness"),
}


def _grip(column: str) -> Enum:
    """Three columns of one kind: each constraint has its own name."""
    return Enum(
        Grip,
        native_enum=False,
        create_constraint=True,
        length=40,
        name=f"{column}_grip",
        values_callable=lambda kind: [each.value for each in kind],
    )


class Characterisation(Versioned, Base):
    """Three aspects (481: 6.1.3) and, if there are any, proposals (481: 9.5)."""

    placement_id: Mapped[int] = mapped_column(ForeignKey("placement.id"), unique=True)
    state: Mapped[CharacterState] = mapped_column(default=CharacterState.DRAFT)
    work: Mapped[Grip | None] = mapped_column(_grip("work"), info={"personal": True})
    work_text: Mapped[str] = mapped_column(Text, default="", info={"personal": True})
    colleagues: Mapped[Grip | None] = mapped_column(_grip("colleagues"), info={"personal": True})
    colleagues_text: Mapped[str] = mapped_column(Text, default="", info={"personal": True})
    skill: Mapped[Grip | None] = mapped_column(_grip("skill"), info={"personal": True})
    skill_text: Mapped[str] = mapped_column(Text, default="", info={"personal": True})
    to_learner: Mapped[str] = mapped_column(Text, default="", info={"personal": True})
    to_school: Mapped[str] = mapped_column(Text, default="", info={"personal": True})
    comment: Mapped[str] = mapped_column(Text, default="", info={"personal": True})  # why it was returned
    confirmed_at: Mapped[datetime | None]
    confirmed_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))

    placement: Mapped[Placement] = relationship()
    confirmed_by: Mapped[Person | None] = relationship()

    @property
    def complete(self) -> bool:
        """All three aspects, each with its words."""
        return all(getattr(self, name) and getattr(self, f"{name}_text").strip() for name in ASPECTS)

    @property
    def aspects(self) -> list[tuple[Said, Grip | None, str]]:
        """As shown: title, how, words."""
        return [(ASPECT_LABELS[name], getattr(self, name), getattr(self, f"{name}_text")) for name in ASPECTS]

    @property
    def called(self) -> str:
        """As the bell names it."""
        return self.placement.learner.person.name

    @property
    def trail_subject(self) -> str:
        """Told in the placement's history."""
        return f"placement:{self.placement_id}"

    @property
    def address(self) -> str:
        """Its page."""
        return f"/vietas/{self.placement_id}/raksturojums"

    def organisation_of(self, person: Person) -> int:
        """As the placement says."""
        return self.placement.organisation_of(person)

    @classmethod
    def visible_to(cls, actor: Any) -> Select[Any]:
        """Whoever sees the placement."""
        return of_seen_placements(cls, actor)


class ReportState(StrEnum):
    """The learner writes it, the school accepts it or returns it."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    ACCEPTED = "accepted"

    @property
    def label(self) -> Said:
        """As shown."""
        return REPORTS[self]


REPORTS = {
    ReportState.DRAFT: _("Being written"),
    ReportState.SUBMITTED: _("Waiting for the school"),
    ReportState.RETURNED: _("Returned for correction"),
    ReportState.ACCEPTED: _("Accepted"),
}
WRITABLE = (ReportState.DRAFT, ReportState.RETURNED)


class Report(Versioned, Base):
    """By the school's headings, or as a file (481: 6.1.4)."""

    placement_id: Mapped[int] = mapped_column(ForeignKey("placement.id"), unique=True)
    state: Mapped[ReportState] = mapped_column(default=ReportState.DRAFT)
    due_on: Mapped[date | None]
    headings: Mapped[list[str]] = mapped_column(default=list)
    texts: Mapped[list[str]] = mapped_column(default=list, info={"personal": True})  # one for each heading
    file: Mapped[str] = mapped_column(String(64), default="", info={"file": True})  # its SHA-256 in the store
    filename: Mapped[str] = mapped_column(String(200), default="", info={"personal": True})
    saved_at: Mapped[datetime | None]
    submitted_at: Mapped[datetime | None]
    decided_at: Mapped[datetime | None]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    comment: Mapped[str] = mapped_column(Text, default="", info={"personal": True})

    placement: Mapped[Placement] = relationship()
    decided_by: Mapped[Person | None] = relationship()

    @property
    def late(self) -> bool:
        """The school's deadline has passed."""
        return self.state in WRITABLE and self.due_on is not None and self.due_on < today()

    @property
    def written(self) -> bool:
        """There is something to submit: a file, or words under each heading."""
        return bool(self.file) or (bool(self.texts) and all(text.strip() for text in self.texts))

    @property
    def called(self) -> str:
        """As the bell names it."""
        return self.placement.learner.person.name

    @property
    def trail_subject(self) -> str:
        """Told in the placement's history."""
        return f"placement:{self.placement_id}"

    @property
    def address(self) -> str:
        """Its page."""
        return f"/vietas/{self.placement_id}/parskats"

    def organisation_of(self, person: Person) -> int:
        """As the placement says."""
        return self.placement.organisation_of(person)

    @classmethod
    def visible_to(cls, actor: Any) -> Select[Any]:
        """Whoever sees the placement."""
        return of_seen_placements(cls, actor)
