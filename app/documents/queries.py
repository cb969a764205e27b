"""Finding documents: mine to sign, and all I may see."""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, joinedload, selectinload

from app.documents.models import Document, Signer, State, Step, signers_for
from app.documents.verbs import SIGNS_AS, delegate, oneself
from app.identity.actor import Actor
from app.kit.names import search_words


def mine(actor: Actor, document: Document) -> Signer | None:
    """My place among its signers, in the name and role I act in; where I am asked comes first."""
    places = [signer for signer in document.signers if oneself(actor, signer)]
    places = places or [signer for signer in document.signers if delegate(actor, signer)]
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
    parties = [party for party, role in SIGNS_AS.items() if actor.has(role)]
    own = (
        (Signer.person_id == actor.person_id)
        & (Signer.organisation_id == actor.organisation_id)
        & Signer.party.in_(parties)
    )
    lent = signers_for(actor).where(Signer.person_id != actor.person_id).with_only_columns(Signer.id)
    wanted = (
        select(Signer)
        .join(Document, Document.id == Signer.document_id)
        .where(
            own | Signer.id.in_(lent),
            Signer.step == Step.ASKED,
            Document.state == State.OUT,
        )
        .options(joinedload(Signer.person), joinedload(Signer.document).selectinload(Document.editions))
        .order_by(Signer.asked_at, Signer.id)
    )
    return list(db.scalars(wanted))


VIEWS: Final = {
    "parakstisanai": (State.OUT,),
    "parakstiti": (State.COMPLETE,),
    "atteikti": (State.DECLINED, State.WITHDRAWN),
}


def listed(actor: Actor, view: str, words: str) -> Select[Any]:
    """The documents the actor may see, newest first, by state and by number, title or people."""
    # without the editions: their values are long and no list shows them
    wanted = Document.visible_to(actor).options(selectinload(Document.signers).joinedload(Signer.person))
    if view in VIEWS:
        wanted = wanted.where(Document.state.in_(VIEWS[view]))
    for word in search_words(words):
        wanted = wanted.where(Document.search_key.contains(word, autoescape=True))
    return wanted.order_by(Document.created_at.desc(), Document.id.desc())
