"""Documents, their immutable versions, their signers and the one-time codes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, ForeignKey, Index, Select, String, Text, UniqueConstraint, or_, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.identity.models import Organisation, Person
from app.identity.roles import COMPANY_OFFICE, SCHOOL_STAFF
from app.kit.clock import now
from app.kit.db import Base, Versioned
from app.kit.words import Said, _

# documents seen by what they are about, as selects of ids; the rooms above are wired in
also_seen: list[Callable[[Any], Select[Any]]] = []


class State(StrEnum):
    """The life of a document."""

    DRAFT = "draft"
    ISSUED = "issued"  # a letter: nobody signs it in the portal
    OUT = "out"
    COMPLETE = "complete"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"

    @property
    def label(self) -> Said:
        """As shown."""
        return LABELS[self]


LABELS = {
    State.DRAFT: _("Draft"),
    State.ISSUED: _("Issued"),
    State.OUT: _("Waiting for signatures"),
    State.COMPLETE: _("Signed by all"),
    State.DECLINED: _("Declined"),
    State.WITHDRAWN: _("Withdrawn"),
}


class Party(StrEnum):
    """In whose name somebody signs."""

    LEARNER = "learner"
    GUARDIAN = "guardian"
    COMPANY = "company"
    SCHOOL = "school"

    @property
    def label(self) -> Said:
        """As shown."""
        return PARTIES[self]


PARTIES = {
    Party.LEARNER: _("Learner"),
    Party.GUARDIAN: _("Legal representative"),
    Party.COMPANY: _("Company"),
    Party.SCHOOL: _("Education institution"),
}


class Step(StrEnum):
    """Where one signer stands."""

    WAITING = "waiting"  # not yet their turn
    ASKED = "asked"
    SIGNED = "signed"
    DECLINED = "declined"
    VOID = "void"  # the document changed or was withdrawn


class Document(Versioned, Base):
    """Issued by an organisation about a subject (`placement:12`); the content is in its versions."""

    __table_args__ = (Index("ix_document_subject", "subject"),)

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    kind: Mapped[str] = mapped_column(String(40))
    number: Mapped[str] = mapped_column(String(60), default="")
    title: Mapped[str] = mapped_column(String(300), info={"personal": True})
    subject: Mapped[str] = mapped_column(String(60))
    state: Mapped[State] = mapped_column(default=State.DRAFT)
    created_at: Mapped[datetime] = mapped_column(default=now)
    completed_at: Mapped[datetime | None]
    search_key: Mapped[str] = mapped_column(String(600), default="", info={"personal": True})

    organisation: Mapped[Organisation] = relationship()
    editions: Mapped[list[Edition]] = relationship(back_populates="document", order_by="Edition.no")
    signers: Mapped[list[Signer]] = relationship(back_populates="document", order_by="Signer.position")

    @property
    def edition(self) -> Edition:
        """The newest version: the only one that may be signed."""
        return self.editions[-1]

    @property
    def called(self) -> str:
        """As the bell names it."""
        return self.title

    @property
    def named(self) -> str:
        """With its number, as letters and statements name it."""
        return f"{self.title}, Nr. {self.number}" if self.number else self.title

    @property
    def trail_subject(self) -> str:
        """The history of what the document is about tells its deeds too."""
        return self.subject

    @property
    def address(self) -> str:
        """Where its signers find it."""
        return f"/dokumenti/{self.id}"

    def organisation_of(self, person: Person) -> int:
        """A signer is told in the name they sign in."""
        for signer in self.signers:
            if signer.person_id == person.id:
                return signer.organisation_id
        return self.organisation_id

    @classmethod
    def visible_to(cls, actor: Any) -> Select[Any]:
        """The issuer's staff; once out, its signers, the offices of their companies, and whoever sees
        it with what it is about."""
        mine = select(Signer.document_id).where(Signer.person_id == actor.person_id)
        told: list[ColumnElement[bool]] = [cls.id.in_(mine)]
        told += [cls.id.in_(others(actor)) for others in also_seen]
        if actor.roles & COMPANY_OFFICE:
            ours = select(Signer.document_id).where(Signer.organisation_id == actor.organisation_id)
            told.append(cls.id.in_(ours))
        seen = (cls.state != State.DRAFT) & or_(*told)
        if actor.roles & SCHOOL_STAFF:
            seen |= cls.organisation_id == actor.organisation_id
        return select(cls).where(seen)


class Edition(Base):
    """The bytes once issued, by their hash; never rendered again, never changed."""

    __table_args__ = (UniqueConstraint("document_id", "no"),)

    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"))
    no: Mapped[int]
    sha256: Mapped[str] = mapped_column(String(64), index=True)
    size: Mapped[int]
    template: Mapped[str] = mapped_column(String(60))
    values: Mapped[dict[str, Any]] = mapped_column(info={"personal": True})
    created_at: Mapped[datetime] = mapped_column(default=now)

    document: Mapped[Document] = relationship(back_populates="editions")


class Signer(Versioned, Base):
    """One expected person and what they did. `evidence` is bound to the SHA-256 they were shown."""

    __table_args__ = (Index("ix_signer_person_step", "person_id", "step"),)

    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"), index=True)
    position: Mapped[int]
    party: Mapped[Party]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    capacity: Mapped[str] = mapped_column(String(200), default="")
    step: Mapped[Step] = mapped_column(default=Step.WAITING)
    asked_at: Mapped[datetime | None]
    signed_at: Mapped[datetime | None]
    signed_sha256: Mapped[str | None] = mapped_column(String(64))
    declined_at: Mapped[datetime | None]
    reason: Mapped[str] = mapped_column(Text, default="")
    evidence: Mapped[dict[str, Any]] = mapped_column(default=dict, info={"personal": True})

    document: Mapped[Document] = relationship(back_populates="signers")
    person: Mapped[Person] = relationship()

    @property
    def state(self) -> Step:
        """So that verbs can ask for it."""
        return self.step

    @property
    def called(self) -> str:
        """As the bell names it."""
        return self.document.title

    @property
    def trail_subject(self) -> str:
        """Told in the history of what the document is about."""
        return self.document.subject

    @property
    def address(self) -> str:
        """Where to sign."""
        return self.document.address

    @classmethod
    def visible_to(cls, actor: Any) -> Select[Any]:
        """Whoever sees the document."""
        return select(cls).where(
            cls.document_id.in_(Document.visible_to(actor).with_only_columns(Document.id))
        )


class OneTimeCode(Base):
    """Six digits for one person: hashed, bound to the versions in `covers`, ten minutes, five tries."""

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    covers: Mapped[dict[str, Any]]  # the signer's id → the SHA-256 they were shown
    code_hash: Mapped[str] = mapped_column(String(64), default="")  # empty until the message leaves
    channel: Mapped[str] = mapped_column(String(10))
    sent_to: Mapped[str] = mapped_column(String(254), info={"personal": True})
    created_at: Mapped[datetime] = mapped_column(default=now)
    sent_at: Mapped[datetime | None]
    expires_at: Mapped[datetime]
    tries: Mapped[int] = mapped_column(default=0)
    used_at: Mapped[datetime | None]


class Series(Base):
    """The last number given in an organisation's own series; a unique row, locked while counting."""

    __table_args__ = (UniqueConstraint("organisation_id", "kind", "year"),)

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    kind: Mapped[str] = mapped_column(String(40))
    year: Mapped[int]
    last: Mapped[int] = mapped_column(default=0)
