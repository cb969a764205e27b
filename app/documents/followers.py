"""What follows from a signature."""

from __future__ import annotations

from sqlalchemy.orm import Session

from app.documents.actions import complete
from app.documents.letters import come_back, give_back
from app.documents.models import Document, Signer
from app.identity.actor import Actor
from app.jobs.work import later


def seal_when_complete(db: Session, actor: Actor, document: Document) -> None:
    """Follows `documents.complete`: sealing asks others for the time, so it is done later."""
    later(db, "documents.seal", {"document": document.id})


def complete_when_signed(db: Session, actor: Actor, signer: Signer) -> None:
    """Follows `documents.sign` and `documents.accept`: nobody is left to ask."""
    if signer.document.all_signed:
        complete(db, actor, signer.document)


def give_back_when_complete(db: Session, actor: Actor, document: Document) -> None:
    """Follows `documents.complete`: no room above speaks for a document that was written elsewhere."""
    if not document.edition.template:
        give_back(db, actor, document)


def come_back_when_declined(db: Session, actor: Actor, signer: Signer) -> None:
    """Follows `documents.decline`: the same."""
    if not signer.document.edition.template:
        come_back(db, actor, signer.document)
