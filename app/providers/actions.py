"""What the person does with a session."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.documents.models import Signer
from app.documents.models import State as Stage
from app.identity.actor import Actor
from app.kit.clock import now
from app.kit.errors import Refused
from app.kit.verbs import does
from app.kit.words import _
from app.providers import verbs
from app.providers.carrying import carry
from app.providers.models import ENDED, LIVES, SigningSession, State
from app.settings import Settings


@does(verbs.START)
def start(db: Session, actor: Actor, signer: Signer, *, code: str, settings: Settings) -> SigningSession:
    """One at a time: an earlier session of the same person for the same signature is given up."""
    document = signer.document
    if document.state is not Stage.OUT:
        raise Refused(_("The document is not out for signature any more."))
    for earlier in _open(db, actor, signer):
        earlier.state, earlier.ended_at = State.LEFT, now()
    made = SigningSession(
        person=actor.person,
        organisation_id=actor.organisation_id,
        signer=signer,
        edition=document.edition,
        sha256=document.edition.sha256,
        provider=code,
        expires_at=now() + LIVES,
    )
    db.add(made)
    db.flush()  # its address and its job name it
    carry(db, settings, made)
    return made


def _open(db: Session, actor: Actor, signer: Signer) -> list[SigningSession]:
    wanted = select(SigningSession).where(
        SigningSession.person_id == actor.person_id,
        SigningSession.signer_id == signer.id,
        SigningSession.state.not_in(ENDED),
    )
    return list(db.scalars(wanted))


@does(verbs.GO_ON)
def go_on(
    db: Session, actor: Actor, session: SigningSession, *, answer: dict[str, Any], settings: Settings
) -> None:
    """The person is back, with what the provider gave them."""
    session.answer, session.state = answer, State.WORKING
    carry(db, settings, session)


@does(verbs.LEAVE)
def leave(db: Session, actor: Actor, session: SigningSession) -> None:
    """Nothing is signed; the provider's answer, should it come, is not waited for."""
    session.ended_at, session.kept, session.answer = now(), {}, {}
