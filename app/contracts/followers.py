"""What a contract does when its document is signed by all, or declined."""

from __future__ import annotations

from sqlalchemy.orm import Session

from app.contracts.actions import activate, decline
from app.contracts.queries import of_document
from app.documents.models import Document, Signer
from app.identity.actor import Actor


def activate_when_signed(db: Session, actor: Actor, document: Document) -> None:
    """Follows `documents.complete`."""
    if contract := of_document(db, document.id):
        activate(db, actor, contract)


def decline_when_declined(db: Session, actor: Actor, signer: Signer) -> None:
    """Follows `documents.decline`."""
    if contract := of_document(db, signer.document_id):
        decline(db, actor, contract)
