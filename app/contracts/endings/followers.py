"""What a suspension or a termination does when it is signed, declined, or its day comes."""

from __future__ import annotations

from sqlalchemy.orm import Session

from app.contracts.calendar import on_the_day
from app.contracts.endings.actions import begin_pause, decline_termination, end, settle_termination
from app.contracts.endings.models import Suspension, Termination
from app.contracts.endings.queries import termination_of_document
from app.documents.models import Document, Signer
from app.identity.actor import Actor
from app.kit.clock import today


def begin_when_due(db: Session, actor: Actor, suspension: Suspension) -> None:
    """Follows `contracts.suspend`: at once, or on its day."""
    if suspension.starts <= today():
        begin_pause(db, actor, suspension)
    else:
        on_the_day(db, suspension.starts)


def settle_when_signed(db: Session, actor: Actor, document: Document) -> None:
    """Follows `documents.complete`."""
    if termination := termination_of_document(db, document.id):
        settle_termination(db, actor, termination)


def end_when_due(db: Session, actor: Actor, termination: Termination) -> None:
    """Follows `contracts.settle_termination`: at once, or on its day."""
    if termination.last_day <= today():
        end(db, actor, termination)
    else:
        on_the_day(db, termination.last_day)


def decline_when_declined(db: Session, actor: Actor, signer: Signer) -> None:
    """Follows `documents.decline`."""
    if termination := termination_of_document(db, signer.document_id):
        decline_termination(db, actor, termination)
