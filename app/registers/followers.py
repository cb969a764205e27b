"""Each document that is sent stands in the register at once."""

from __future__ import annotations

from typing import Any

from sqlalchemy import event
from sqlalchemy.orm import Session, object_session

from app.documents.models import Document, State
from app.identity.actor import Actor
from app.kit.verbs import Verb
from app.registers import keeping


@event.listens_for(Document.state, "set")
def _sent(document: Document, state: State, old: object, _initiator: object) -> None:
    """Rooms send in many ways; all of them set the state."""
    session = object_session(document)
    if session is not None and state in keeping.SENT:
        session.info.setdefault("sent", {})[id(document)] = document


def register_sent(db: Session, actor: Actor, verb: Verb, thing: Any) -> None:
    """After every deed, before it is told in the trail."""
    if sent := list(db.info.pop("sent", {}).values()):
        db.flush()  # the ids of the documents
        keeping.register(db, [document for document in sent if document in db])
