"""Documents, their immutable versions, and those who sign or read them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    ColumnElement,
    ForeignKey,
    Index,
    Select,
    String,
    Text,
    UniqueConstraint,
    or_,
    select,
)
from sqlalchemy.orm import Mapped, mapped_column, object_session, relationship

from app.documents.models.delegations import Delegation
from app.documents.models.states import ASIDE, PENDING, Party, State, Step, Way
from app.identity.models import Organisation, Person
from app.identity.roles import COMPANY_OFFICE, SCHOOL_STAFF
from app.kit.clock import now
from app.kit.db import Base, Unchanging, Versioned

# documents seen by what they are about, as selects of ids; the rooms above are wired in
also_seen: list[Callable[[Any], Select[Any]]] = []


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
    sent_at: Mapped[datetime | None]
    sender_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    completed_at: Mapped[datetime | None]
    note: Mapped[str] = mapped_column(
        Text, default="", info={"personal": True}
    )  # goes with it when it is sent
    any_of: Mapped[list[str]] = mapped_column(default=list)  # parties of which one signature is enough
    search_key: Mapped[str] = mapped_column(String(600), default="", info={"personal": True})
    supersedes_id: Mapped[int | None] = mapped_column(ForeignKey("document.id"), index=True)  # void
    restored_at: Mapped[datetime | None]  # from a dossier: it is only read

    organisation: Mapped[Organisation] = relationship()
    editions: Mapped[list[Edition]] = relationship(back_populates="document", order_by="Edition.no")
    signers: Mapped[list[Signer]] = relationship(
        back_populates="document", order_by="(Signer.position, Signer.id)"
    )
    readers: Mapped[list[Reader]] = relationship(back_populates="document", order_by="Reader.id")
    sender: Mapped[Person | None] = relationship(foreign_keys=sender_id)
    supersedes: Mapped[Document | None] = relationship(remote_side="Document.id")

    @property
    def parties(self) -> list[Signer]:
        """The signers that count: not those replaced, or spared because another has signed."""
        return [signer for signer in self.signers if signer.counts]

    @property
    def all_signed(self) -> bool:
        """Whether nobody is left to sign."""
        return bool(self.parties) and all(signer.step is Step.SIGNED for signer in self.parties)

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
        return self.lent_to(person) or self.organisation_id

    def lent_to(self, person: Person) -> int | None:
        """In whose name this person signs in another's stead today."""
        givers = {(signer.person_id, signer.organisation_id) for signer in self.signers}
        db = object_session(self)
        held = Delegation.held_for([giver for giver, _here in givers]).where(Delegation.taker_id == person.id)
        for each in db.scalars(held) if db and givers else ():
            if (each.giver_id, each.organisation_id) in givers:
                return int(each.organisation_id)
        return None

    @classmethod
    def visible_to(cls, actor: Any) -> Select[Any]:
        """The issuer's staff; once out, its signers, the offices of their companies, and whoever sees
        it with what it is about."""
        mine = select(Signer.document_id).where(
            Signer.person_id == actor.person_id, Signer.step != Step.REPLACED
        )
        lent = signers_for(actor).with_only_columns(Signer.document_id)
        sent = select(Reader.document_id).where(Reader.person_id == actor.person_id)
        told: list[ColumnElement[bool]] = [cls.id.in_(mine), cls.id.in_(lent), cls.id.in_(sent)]
        told += [cls.id.in_(others(actor)) for others in also_seen]
        if actor.roles & COMPANY_OFFICE:
            ours = select(Signer.document_id).where(Signer.organisation_id == actor.organisation_id)
            told.append(cls.id.in_(ours))
        seen = (cls.state != State.DRAFT) & or_(*told)
        if actor.roles & SCHOOL_STAFF:
            seen |= cls.organisation_id == actor.organisation_id
        return select(cls).where(seen)


class Edition(Unchanging, Base):
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
    """One expected person and where they stand. None has signed without evidence, says the table too."""

    __table_args__ = (
        Index("ix_signer_person_step", "person_id", "step"),
        CheckConstraint(
            "step != 'signed' OR (evidence_sha256 IS NOT NULL AND signed_sha256 IS NOT NULL)", name="proved"
        ),
    )

    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"), index=True)
    position: Mapped[int]
    turn: Mapped[int] = mapped_column(default=1)  # those of one turn are asked together
    party: Mapped[Party]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    capacity: Mapped[str] = mapped_column(String(200), default="")
    step: Mapped[Step] = mapped_column(default=Step.WAITING)
    outside: Mapped[bool] = mapped_column(default=False)  # with eParaksts or on paper, not with a code
    asked_at: Mapped[datetime | None]
    opened_at: Mapped[datetime | None]
    way: Mapped[Way | None]
    signed_at: Mapped[datetime | None]
    signed_sha256: Mapped[str | None] = mapped_column(String(64))  # of the edition that was signed
    evidence_sha256: Mapped[str | None] = mapped_column(String(64))  # of what proves it
    declined_at: Mapped[datetime | None]
    reason: Mapped[str] = mapped_column(Text, default="")
    instead: Mapped[str] = mapped_column(String(500), default="", info={"personal": True})  # who signed
    suggests: Mapped[str] = mapped_column(Text, default="", info={"personal": True})  # who should
    stopped: Mapped[str] = mapped_column(String(300), default="")  # why they are not reminded any more

    document: Mapped[Document] = relationship(back_populates="signers")
    person: Mapped[Person] = relationship()

    @property
    def state(self) -> Step:
        """So that verbs can ask for it."""
        return self.step

    @property
    def restored_at(self) -> datetime | None:
        """As its document."""
        return self.document.restored_at

    @property
    def counts(self) -> bool:
        """Whether the document waits for this signature, or has it."""
        return self.step not in ASIDE

    @property
    def pending(self) -> bool:
        """Not signed yet."""
        return self.step in PENDING

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
        """Where to sign; whoever was replaced does not see it any more."""
        return "/dokumenti" if self.step is Step.REPLACED else self.document.address

    def organisation_of(self, person: Person) -> int:
        """Each is told in the name they sign in."""
        return self.document.organisation_of(person)

    @classmethod
    def visible_to(cls, actor: Any) -> Select[Any]:
        """Whoever sees the document."""
        return select(cls).where(
            cls.document_id.in_(Document.visible_to(actor).with_only_columns(Document.id))
        )


class Reader(Versioned, Base):
    """Somebody to whom a document was sent to be read, with a covering note."""

    __table_args__ = (UniqueConstraint("document_id", "person_id", "organisation_id"),)

    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    sender_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    note: Mapped[str] = mapped_column(Text, default="", info={"personal": True})
    sent_at: Mapped[datetime] = mapped_column(default=now)
    opened_at: Mapped[datetime | None]

    document: Mapped[Document] = relationship(back_populates="readers")
    person: Mapped[Person] = relationship(foreign_keys=person_id)
    sender: Mapped[Person] = relationship(foreign_keys=sender_id)

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
        """Where it is read."""
        return self.document.address

    @classmethod
    def visible_to(cls, actor: Any) -> Select[Any]:
        """Whoever sees the document."""
        seen = Document.visible_to(actor).with_only_columns(Document.id)
        return select(cls).where(cls.document_id.in_(seen))


def signers_for(actor: Any) -> Select[Any]:
    """The places at which the actor may sign here: their own, and those delegated to them."""
    lent = Delegation.lent_to(actor).with_only_columns(Delegation.giver_id)
    return select(Signer).where(
        Signer.organisation_id == actor.organisation_id,
        Signer.step != Step.REPLACED,
        (Signer.person_id == actor.person_id) | Signer.person_id.in_(lent),
    )
