"""The school's list of files, its numbers, the register of papers, and what stops their destruction."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    Index,
    Select,
    String,
    Text,
    UniqueConstraint,
    false,
    select,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.documents.models import Document
from app.identity.models import Person
from app.identity.roles import SCHOOL_STAFF
from app.kit.clock import now, today
from app.kit.db import Base, Versioned
from app.kit.words import Said, _
from app.registers import kinds


def of_office(model: Any, actor: Any) -> Select[Any]:
    """What belongs to the actor's own school, for its staff."""
    if not actor.roles & SCHOOL_STAFF:
        return select(model).where(false())
    return select(model).where(model.organisation_id == actor.organisation_id)


class Direction(StrEnum):
    """Whether a paper came or went."""

    OUT = "out"
    IN = "in"

    @property
    def label(self) -> Said:
        """As shown."""
        return _("Outgoing") if self is Direction.OUT else _("Incoming")


class Term(StrEnum):
    """From when the years are counted."""

    YEAR = "year"
    PLACEMENT = "placement"
    PERMANENT = "permanent"

    @property
    def label(self) -> Said:
        """As shown."""
        return TERMS[self]


TERMS = {
    Term.YEAR: _("years after the end of the year"),
    Term.PLACEMENT: _("years after the end of the placement"),
    Term.PERMANENT: _("permanently"),
}


class CaseFile(Versioned, Base):
    """A row of the *lietu nomenklatūra*: what is kept together, how long, and by which law."""

    __table_args__ = (
        UniqueConstraint("organisation_id", "code"),
        CheckConstraint("(term = 'permanent') = (years IS NULL)", name="years_unless_permanent"),
    )

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    code: Mapped[str] = mapped_column(String(20))  # 05-12
    title: Mapped[str] = mapped_column(String(300))
    kinds: Mapped[list[str]] = mapped_column(default=list)  # of papers that go in by themselves
    term: Mapped[Term]
    years: Mapped[int | None]
    basis: Mapped[str] = mapped_column(String(300), default="")
    certain: Mapped[bool] = mapped_column(default=True)  # False: from the usual set, not yet looked at
    closed_at: Mapped[datetime | None]

    @property
    def called(self) -> str:
        """As lists name it."""
        return f"{self.code} {self.title}"

    @property
    def address(self) -> str:
        """The list it stands in."""
        return "/registri/nomenklatura"

    @classmethod
    def visible_to(cls, actor: Any) -> Select[Any]:
        """The school's staff."""
        return of_office(cls, actor)


class Scheme(Base):
    """How a school numbers papers of a kind that came or went; `{year} {n} {index}`."""

    __table_args__ = (UniqueConstraint("organisation_id", "direction", "kind"),)

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    direction: Mapped[Direction]
    kind: Mapped[str] = mapped_column(String(40), default="")  # empty: all that have none of their own
    pattern: Mapped[str] = mapped_column(String(60))

    @classmethod
    def visible_to(cls, actor: Any) -> Select[Any]:
        """The school's staff."""
        return of_office(cls, actor)


class Entry(Versioned, Base):
    """A paper in the register. It stays when the paper itself is destroyed."""

    __table_args__ = (
        Index("ix_entry_organisation_direction_dated", "organisation_id", "direction", "dated", "id"),
        Index("ix_entry_organisation_destroy_after", "organisation_id", "destroy_after"),
    )

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    direction: Mapped[Direction]
    number: Mapped[str] = mapped_column(String(60))
    dated: Mapped[date] = mapped_column(default=today)
    kind: Mapped[str] = mapped_column(String(40))
    title: Mapped[str] = mapped_column(String(300), info={"personal": True})
    party: Mapped[str] = mapped_column(String(300), default="", info={"personal": True})  # to or from whom
    their_number: Mapped[str] = mapped_column(String(60), default="")
    their_date: Mapped[date | None]
    case_file_id: Mapped[int | None] = mapped_column(ForeignKey("case_file.id"), index=True)
    document_id: Mapped[int | None] = mapped_column(ForeignKey("document.id"), unique=True)
    subject: Mapped[str] = mapped_column(String(60), default="", index=True)
    file_sha256: Mapped[str | None] = mapped_column(String(64), index=True)
    file_name: Mapped[str] = mapped_column(String(200), default="", info={"personal": True})
    note: Mapped[str] = mapped_column(Text, default="", info={"personal": True})
    ended_on: Mapped[date | None]  # of what it is about, for terms that are counted from there
    destroy_after: Mapped[date | None]  # None: permanently, or not known yet
    destruction_id: Mapped[int | None] = mapped_column(ForeignKey("destruction.id"), index=True)
    destroyed_on: Mapped[date | None]
    registered_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))  # None: the portal
    created_at: Mapped[datetime] = mapped_column(default=now)
    search_key: Mapped[str] = mapped_column(String(900), default="", info={"personal": True})

    case_file: Mapped[CaseFile | None] = relationship(lazy="selectin")
    document: Mapped[Document | None] = relationship()
    registered_by: Mapped[Person | None] = relationship()
    destruction: Mapped[Destruction | None] = relationship(back_populates="entries")
    holds: Mapped[list[Hold]] = relationship(back_populates="entry", order_by="Hold.id", lazy="selectin")

    @property
    def called(self) -> str:
        """As the bell names it."""
        return f"{self.number} {self.title}"

    @property
    def kind_label(self) -> Said:
        """The kind, as shown."""
        return kinds.label(self.kind)

    @property
    def address(self) -> str:
        """Its own page."""
        return f"/registri/ieraksti/{self.id}"

    @property
    def held(self) -> Hold | None:
        """What stops its destruction now."""
        return next((hold for hold in self.holds if hold.lifted_at is None), None)

    @property
    def due(self) -> bool:
        """Whether its time is over."""
        over = self.destroy_after is not None and self.destroy_after < today()
        return over and self.destroyed_on is None

    @classmethod
    def visible_to(cls, actor: Any) -> Select[Any]:
        """The school's staff."""
        return of_office(cls, actor)


class Hold(Base):
    """Destruction is forbidden while it is not lifted: a dispute, an inspection."""

    entry_id: Mapped[int] = mapped_column(ForeignKey("entry.id"), index=True)
    reason: Mapped[str] = mapped_column(Text, info={"personal": True})
    put_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    put_at: Mapped[datetime] = mapped_column(default=now)
    lifted_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    lifted_at: Mapped[datetime | None]
    lifted_because: Mapped[str] = mapped_column(Text, default="", info={"personal": True})

    entry: Mapped[Entry] = relationship(back_populates="holds")
    put_by: Mapped[Person] = relationship(foreign_keys=put_by_id)
    lifted_by: Mapped[Person | None] = relationship(foreign_keys=lifted_by_id)


class State(StrEnum):
    """Of a list for destruction."""

    PROPOSED = "proposed"
    APPROVED = "approved"
    REJECTED = "rejected"

    @property
    def label(self) -> Said:
        """As shown."""
        return STATES[self]


STATES = {
    State.PROPOSED: _("Waits for approval"),
    State.APPROVED: _("Approved"),
    State.REJECTED: _("Not approved"),
}


class Destruction(Versioned, Base):
    """Papers whose time is over: proposed by one, approved by another, then their bytes are deleted."""

    __table_args__ = (
        CheckConstraint("state <> 'approved' OR decided_by_id <> proposed_by_id", name="two_people"),
        CheckConstraint(
            "state <> 'approved' OR (decided_by_id IS NOT NULL AND act_sha256 IS NOT NULL)",
            name="approved_with_act",
        ),
    )

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    state: Mapped[State] = mapped_column(default=State.PROPOSED)
    number: Mapped[str] = mapped_column(String(60), default="")
    proposed_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    proposed_at: Mapped[datetime] = mapped_column(default=now)
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    decided_at: Mapped[datetime | None]
    reason: Mapped[str] = mapped_column(Text, default="")  # why it was not approved
    act_sha256: Mapped[str | None] = mapped_column(String(64))
    erased_at: Mapped[datetime | None]

    proposed_by: Mapped[Person] = relationship(foreign_keys=proposed_by_id)
    decided_by: Mapped[Person | None] = relationship(foreign_keys=decided_by_id)
    entries: Mapped[list[Entry]] = relationship(
        back_populates="destruction", order_by="Entry.dated, Entry.id"
    )
    erased: Mapped[list[Erased]] = relationship(back_populates="destruction")

    @property
    def called(self) -> Said:
        """As the bell names it."""
        return _("list for destruction of {day}", day=self.proposed_at.date())

    @property
    def address(self) -> str:
        """Its own page."""
        return f"/registri/iznicinasana/{self.id}"

    @classmethod
    def visible_to(cls, actor: Any) -> Select[Any]:
        """The school's staff."""
        return of_office(cls, actor)


class Erased(Base):
    """A file that is gone by an act: the nightly check does not miss it."""

    sha256: Mapped[str] = mapped_column(String(64), unique=True, info={"file": False})
    destruction_id: Mapped[int] = mapped_column(ForeignKey("destruction.id"), index=True)
    erased_at: Mapped[datetime] = mapped_column(default=now)

    destruction: Mapped[Destruction] = relationship(back_populates="erased")
