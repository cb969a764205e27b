"""Which document or version replaced which, what differs, and what is said to whoever holds the old one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from sqlalchemy.orm import Session

from app.documents.differences import Change, between
from app.documents.models import Document, Edition, State
from app.identity.actor import Actor
from app.kit.errors import Reason, Refused
from app.kit.words import Said, _

GONE: Final = (State.DECLINED, State.WITHDRAWN)
MOST: Final = 12  # changes told in a refusal; the page tells all


@dataclass(frozen=True)
class Replaced:
    """A version and the one that took its place."""

    old: Edition
    new: Edition
    changes: list[Change]

    @property
    def other(self) -> bool:
        """Whether the new one is another document, with a number of its own."""
        return self.old.document_id != self.new.document_id


def _replaced(old: Edition, new: Edition) -> Replaced:
    return Replaced(old, new, between(old, new))


def before(document: Document) -> Replaced | None:
    """What the newest version replaced: the version before it, or the document before."""
    if len(document.editions) > 1:
        return _replaced(document.editions[-2], document.edition)
    return _replaced(document.supersedes.edition, document.edition) if document.supersedes else None


def successor(db: Session, actor: Actor, document: Document) -> Document | None:
    """The document that replaced a withdrawn or declined one, if the actor may see it."""
    if document.state not in GONE:
        return None
    wanted = Document.visible_to(actor).where(
        Document.supersedes_id == document.id, Document.state != State.DRAFT
    )
    return db.scalars(wanted.order_by(Document.id.desc()).limit(1)).first()


def after(db: Session, actor: Actor, document: Document) -> Replaced | None:
    """What replaced a document that is not signed any more."""
    newer = successor(db, actor, document)
    return _replaced(document.edition, newer.edition) if newer else None


def older_hashes(document: Document) -> tuple[str, ...]:
    """Of every version that must not be signed any more, also of the documents that it replaced."""
    found = [edition.sha256 for edition in document.editions[:-1]]
    earlier, seen = document.supersedes, {document.id}
    while earlier is not None and earlier.id not in seen:
        seen.add(earlier.id)
        found += [edition.sha256 for edition in earlier.editions]
        earlier = earlier.supersedes
    return tuple(found)


def _told(first: Said, replaced: Replaced) -> list[Reason]:
    """What happened, what differs, and where the new version is."""
    changes = [Reason(change.said) for change in replaced.changes[:MOST]]
    url = f"{replaced.new.document.address}#atskiribas"
    fix = _("Read the new version, {name}", name=replaced.new.document.named)
    return [Reason(first, fix=fix, url=url), *changes]


def refuse_old(db: Session, document: Document, sha256: str) -> None:
    """A signature on a version that is not the newest is refused, with what has changed since."""
    if sha256 == document.edition.sha256:
        return
    first = _("The document was changed after you opened it. Read the new version before you sign.")
    old = next((edition for edition in document.editions if edition.sha256 == sha256), None)
    raise Refused(*(_told(first, _replaced(old, document.edition)) if old else [Reason(first)]))


def refuse_replaced(db: Session, actor: Actor, document: Document) -> None:
    """Nobody signs a document in whose place another one is sent."""
    if replaced := after(db, actor, document):
        raise Refused(*_told(_("This document is not signed any more: another one replaces it."), replaced))


def differences_of(document: Document) -> list[Reason]:
    """For whoever has brought a signed file of an earlier version."""
    replaced = before(document)
    return _told(_("The version that was signed is not the newest one."), replaced) if replaced else []
