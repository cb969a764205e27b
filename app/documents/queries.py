"""Finding documents: mine to sign, and all I may see."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from app.documents.models import Document, Signer, State, Step
from app.identity.actor import Actor
from app.identity.models import Person
from app.kit.names import search_words


def mine(db: Session, actor: Actor, document: Document) -> Signer | None:
    """My place among its signers, in the name I act in."""
    for signer in document.signers:
        if signer.person_id == actor.person_id and signer.organisation_id == actor.organisation_id:
            return signer
    return None


def to_sign(db: Session, actor: Actor) -> list[Signer]:
    """What waits for my signature, the longest waiting first."""
    wanted = (
        select(Signer)
        .join(Document, Document.id == Signer.document_id)
        .where(
            Signer.person_id == actor.person_id,
            Signer.organisation_id == actor.organisation_id,
            Signer.step == Step.ASKED,
            Document.state == State.OUT,
        )
        .options(joinedload(Signer.document).selectinload(Document.editions))
        .order_by(Signer.asked_at, Signer.id)
    )
    return list(db.scalars(wanted))


VIEWS = {
    "parakstisanai": (State.OUT,),
    "parakstiti": (State.COMPLETE,),
    "atteikti": (State.DECLINED, State.WITHDRAWN),
}


def listed(actor: Actor, view: str, words: str) -> Select[Any]:
    """The documents the actor may see, newest first, by state and by number, title or signer."""
    wanted = Document.visible_to(actor).options(
        selectinload(Document.signers).joinedload(Signer.person), selectinload(Document.editions)
    )
    if view in VIEWS:
        wanted = wanted.where(Document.state.in_(VIEWS[view]))
    for word in search_words(words):
        by_person = (
            select(Signer.document_id).join(Person).where(Person.search_key.contains(word, autoescape=True))
        )
        wanted = wanted.where(
            or_(
                Document.number.icontains(word, autoescape=True),
                Document.title.icontains(word, autoescape=True),
                Document.id.in_(by_person),
            )
        )
    return wanted.order_by(Document.id.desc())
