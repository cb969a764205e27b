"""What an amendment does when its document is signed by all, or declined, and when its day comes."""

from __future__ import annotations

from sqlalchemy.orm import Session

from app.contracts.amendments.actions import apply_amendment, decline_amendment, settle_amendment
from app.contracts.amendments.models import Amendment
from app.contracts.amendments.queries import of_document
from app.contracts.calendar import on_the_day
from app.documents.models import Document, Signer
from app.identity.actor import Actor
from app.kit.clock import today


def settle_when_signed(db: Session, actor: Actor, document: Document) -> None:
    """Follows `documents.complete`."""
    if amendment := of_document(db, document.id):
        settle_amendment(db, actor, amendment)


def apply_when_due(db: Session, actor: Actor, amendment: Amendment) -> None:
    """Follows `contracts.settle_amendment`: at once, or on its day."""
    if amendment.since <= today():
        apply_amendment(db, actor, amendment)
    else:
        on_the_day(db, amendment.since)


def decline_when_declined(db: Session, actor: Actor, signer: Signer) -> None:
    """Follows `documents.decline`."""
    if amendment := of_document(db, signer.document_id):
        decline_amendment(db, actor, amendment)
