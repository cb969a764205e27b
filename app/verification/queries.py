"""What the portal knows of a file, as far as anybody who holds it may know."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from app.documents.kinds import label
from app.documents.models import Document, Edition, State, Step
from app.kit.words import Said


@dataclass(frozen=True)
class Known:
    """One issued edition, without a name in it."""

    kind: Said
    number: str
    organisation: str
    state: State
    version: int
    latest: bool
    issued_at: datetime
    completed_at: datetime | None
    signed: int
    wanted: int

    @classmethod
    def of(cls, edition: Edition) -> Known:
        """The edition and where its document stands."""
        document = edition.document
        parties = document.parties
        return cls(
            kind=label(document.kind),
            number=document.number,
            organisation=document.organisation.name,
            state=document.state,
            version=edition.no,
            latest=edition.no == document.edition.no,
            issued_at=edition.created_at,
            completed_at=document.completed_at,
            signed=sum(signer.step is Step.SIGNED for signer in parties),
            wanted=len(parties),
        )

    def to_json(self) -> dict[str, Any]:
        """Plain values; the kind in English, as in the code."""
        return {
            "kind": str(self.kind),
            "number": self.number,
            "organisation": self.organisation,
            "state": self.state.value,
            "version": self.version,
            "latest": self.latest,
            "issued_at": self.issued_at.isoformat(),
            "completed_at": self.completed_at.isoformat() if self.completed_at else None,
            "signed": self.signed,
            "wanted": self.wanted,
        }


def issued(db: Session, hashes: Iterable[str]) -> list[Known]:
    """Editions that left the house and have one of these hashes."""
    wanted = (
        select(Edition)
        .join(Edition.document)
        .where(Edition.sha256.in_(set(hashes)), Document.state != State.DRAFT)
        .options(
            joinedload(Edition.document, innerjoin=True).options(
                joinedload(Document.organisation, innerjoin=True),
                selectinload(Document.editions),
                selectinload(Document.signers),
            )
        )
        .order_by(Edition.id)
    )
    return [Known.of(edition) for edition in db.scalars(wanted)]


def numbered(db: Session, number: str, sha256: str) -> Known | None:
    """Both must be right, and the answer does not tell which one was not."""
    asked = " ".join(number.split()).casefold()
    for known in issued(db, [sha256]):
        if known.number and known.number.casefold() == asked:
            return known
    return None
