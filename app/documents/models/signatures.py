"""Signatures given and signed files brought: rows that never change, over files that never do."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any, ClassVar

from sqlalchemy import ForeignKey, Select, String, UniqueConstraint, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.documents.models.delegations import Delegation
from app.documents.models.documents import Document, Edition, Signer
from app.documents.models.states import Strength, Way
from app.identity.models import Person
from app.kit.clock import now
from app.kit.db import Base, Unchanging
from app.kit.words import Said, _


def _of_seen_documents(column: Any, actor: Any) -> Any:
    return column.in_(Document.visible_to(actor).with_only_columns(Document.id))


class Signature(Unchanging, Base):
    """One signature on one edition, with the hashes of what proves it."""

    signer_id: Mapped[int] = mapped_column(ForeignKey("signer.id"), index=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey("edition.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))  # who signed: the signer or a delegate
    recorder_id: Mapped[int] = mapped_column(ForeignKey("person.id"))  # who brought it to the portal
    delegation_id: Mapped[int | None] = mapped_column(ForeignKey("delegation.id"))
    way: Mapped[Way]
    strength: Mapped[Strength]
    signed_at: Mapped[datetime]
    recorded_at: Mapped[datetime] = mapped_column(default=now)
    evidence_sha256: Mapped[str] = mapped_column(String(64))
    file_sha256: Mapped[str | None] = mapped_column(String(64), index=True)  # container, signed PDF or scan
    report_sha256: Mapped[str | None] = mapped_column(String(64))

    signer: Mapped[Signer] = relationship()
    edition: Mapped[Edition] = relationship()
    person: Mapped[Person] = relationship(foreign_keys=person_id)
    recorder: Mapped[Person] = relationship(foreign_keys=recorder_id)
    delegation: Mapped[Delegation | None] = relationship()

    @classmethod
    def visible_to(cls, actor: Any) -> Select[Any]:
        """Whoever sees the document."""
        signers = select(Signer.id).where(_of_seen_documents(Signer.document_id, actor))
        return select(cls).where(cls.signer_id.in_(signers))


class Verdict(StrEnum):
    """What became of a file that was brought."""

    WAITING = "waiting"  # sound, but revocation is not known yet
    ACCEPTED = "accepted"
    REFUSED = "refused"

    @property
    def label(self) -> Said:
        """As shown."""
        return VERDICTS[self]


VERDICTS = {
    Verdict.WAITING: _("Being checked"),
    Verdict.ACCEPTED: _("Accepted"),
    Verdict.REFUSED: _("Not accepted"),
}


class Brought(Base):
    """A signed file that somebody brought; the same file brought twice is one row."""

    __table_args__ = (UniqueConstraint("document_id", "sha256"),)

    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"), index=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey("edition.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    name: Mapped[str] = mapped_column(String(200), info={"personal": True})
    sha256: Mapped[str] = mapped_column(String(64))
    size: Mapped[int]
    at: Mapped[datetime] = mapped_column(default=now)
    state: Mapped[Verdict]
    report_sha256: Mapped[str] = mapped_column(String(64))
    answers: Mapped[list[str]] = mapped_column(
        default=list, info={"file": "list"}
    )  # hashes of OCSP answers fetched later
    provider: Mapped[str] = mapped_column(String(40), default="")  # empty: uploaded by hand

    document: Mapped[Document] = relationship()
    edition: Mapped[Edition] = relationship()
    person: Mapped[Person] = relationship()

    @property
    def is_pdf(self) -> bool:
        """Its ending was checked against its bytes when it came."""
        return self.name.lower().endswith(".pdf")

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
        """The document's page."""
        return self.document.address

    @classmethod
    def visible_to(cls, actor: Any) -> Select[Any]:
        """Whoever sees the document."""
        return select(cls).where(_of_seen_documents(cls.document_id, actor))


class Sealed(Unchanging, Base):
    """A file that the portal or the school has sealed: the package of a document that all have signed."""

    untold: ClassVar[bool] = True

    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"), index=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey("edition.id"))
    media_type: Mapped[str] = mapped_column(String(100))
    sha256: Mapped[str] = mapped_column(String(64))
    size: Mapped[int]
    report_sha256: Mapped[str] = mapped_column(String(64))
    by: Mapped[str] = mapped_column(String(200))  # the name in the seal's certificate
    test: Mapped[bool] = mapped_column(default=False)
    at: Mapped[datetime] = mapped_column(default=now)

    document: Mapped[Document] = relationship()

    @classmethod
    def visible_to(cls, actor: Any) -> Select[Any]:
        """Whoever sees the document."""
        return select(cls).where(_of_seen_documents(cls.document_id, actor))
