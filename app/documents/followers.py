"""What follows from a signature."""

from __future__ import annotations

from sqlalchemy.orm import Session

from app.documents.actions import complete
from app.documents.models import Signer, Step
from app.identity.actor import Actor


def complete_when_signed(db: Session, actor: Actor, signer: Signer) -> None:
    """Follows `documents.sign`: nobody is left to ask."""
    if all(each.step is Step.SIGNED for each in signer.document.signers):
        complete(db, actor, signer.document)
