"""Finding documents: my place in one, and all that waits for my signature."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from app.documents.listing import lent_turn, own_turn
from app.documents.models import Document, Signer, State, Step
from app.documents.verbs import delegate, oneself
from app.identity.actor import Actor


def mine(actor: Actor, document: Document) -> Signer | None:
    """My place among its signers, in the name and role I act in; where I am asked comes first."""
    places = [signer for signer in document.signers if oneself(actor, signer)]
    if not any(signer.step is Step.ASKED for signer in places):
        places += [signer for signer in document.signers if delegate(actor, signer)]
    return next((s for s in places if s.step is Step.ASKED), places[0] if places else None)


def elsewhere(actor: Actor, document: Document) -> Signer | None:
    """Where I am asked, but in a name or a role I do not act in now."""
    return next(
        (
            s
            for s in document.signers
            if s.person_id == actor.person_id and s.step is Step.ASKED and not oneself(actor, s)
        ),
        None,
    )


def to_sign(db: Session, actor: Actor) -> list[Signer]:
    """What waits for my signature, the longest waiting first."""
    wanted = (
        select(Signer)
        .join(Document, Document.id == Signer.document_id)
        .where(
            own_turn(actor) | lent_turn(actor),
            Document.state == State.OUT,
            Document.restored_at.is_(None),
        )
        .options(
            joinedload(Signer.person),
            joinedload(Signer.document).selectinload(Document.editions),
            joinedload(Signer.document).selectinload(Document.signers),
        )
        .order_by(Signer.asked_at, Signer.id)
    )
    return list(db.scalars(wanted))
