"""The files of a document that somebody may take away: to sign, merged, sealed."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.documents.issuing import content, content_of
from app.documents.models import Brought, Document, Edition, Sealed, Verdict
from app.esign.making.asice import Unmergeable, merge


def name_of(document: Document, ending: str) -> str:
    """The same for everybody, so that separately signed containers can be merged."""
    return f"{document.number or document.kind}-{document.id}.{ending}".replace("/", "-").replace(" ", "_")


def _accepted(db: Session, edition: Edition) -> list[Brought]:
    wanted = select(Brought).where(Brought.edition_id == edition.id, Brought.state != Verdict.REFUSED)
    return list(db.scalars(wanted.order_by(Brought.id)))


def to_sign(db: Session, document: Document) -> bytes:
    """The issued PDF, or with the signatures that came in it so far: a PDF is signed one after the other."""
    pdfs = [each for each in _accepted(db, document.edition) if each.is_pdf]
    if not pdfs:
        return content(db, document.edition)
    return content_of(db, max(pdfs, key=lambda each: each.size).sha256, "signed PDF")


def merged(db: Session, document: Document) -> bytes | None:
    """One container with every signature that came in a container; the largest when they do not fit."""
    edition = document.edition
    found = [content_of(db, b.sha256, "container") for b in _accepted(db, edition) if not b.is_pdf]
    if len(found) < 2:
        return found[0] if found else None
    try:
        return merge(found)
    except Unmergeable:
        return max(found, key=len)


def sealed(db: Session, document: Document) -> list[Sealed]:
    """What the portal sealed of the newest edition."""
    wanted = select(Sealed).where(Sealed.edition_id == document.edition.id)
    return list(db.scalars(wanted.order_by(Sealed.id)))
