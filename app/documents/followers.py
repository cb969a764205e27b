"""What follows from a signature."""

from __future__ import annotations

from sqlalchemy.orm import Session

from app.documents.actions import complete
from app.documents.models import Signer
from app.identity.actor import Actor


def complete_when_signed(db: Session, actor: Actor, signer: Signer) -> None:
    """Follows `documents.sign` and `documents.accept`: nobody is left to ask."""
    if signer.document.all_signed:
        complete(db, actor, signer.document)
