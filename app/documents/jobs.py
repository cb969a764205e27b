"""Sending signing codes; the code exists only in the message."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.documents import reminding, sealing
from app.documents.codes import fill
from app.documents.containers import sealed
from app.documents.models import Document, OneTimeCode, Signer, Step
from app.documents.seals import seal_of
from app.documents.signatures import canonical
from app.identity.models import Person
from app.jobs.work import After, Workshop, on
from app.kit.db import store_of
from app.notifications.jobs import post

ROUNDS = (reminding,)  # have handlers of their own


@on("documents.seal")
def seal_complete(shop: Workshop, db: Session, payload: dict[str, Any]) -> None:
    """Seals the package of a document that all have signed; a portal without a key leaves it unsealed."""
    document = db.get_one(Document, payload["document"])
    seal = seal_of(shop.settings, document.organisation.reg_no or "")
    if seal is not None and not sealed(db, document):
        sealing.seal(db, document, seal)


@on("documents.keep_evidence")
def keep_evidence(shop: Workshop, db: Session, payload: dict[str, Any]) -> None:
    """Writes what proves a signature that was given before evidence was kept in files."""
    store_of(db).put(canonical(payload["evidence"]))


@on("documents.mail_code")
def mail_code(shop: Workshop, db: Session, payload: dict[str, Any]) -> After | None:
    """One code for all the documents asked for; sent again it is a new one."""
    asked = db.get_one(OneTimeCode, payload["code"])
    wanted = select(Signer).where(Signer.id.in_([int(i) for i in asked.covers]), Signer.step == Step.ASKED)
    signers = list(db.scalars(wanted.order_by(Signer.id)))
    if not signers or asked.used_at:
        return None
    values = {
        "code": fill(asked),
        "documents": [signer.document for signer in signers],
        "link": "",
        "organisation": None,
        "doer": None,
        "thing": None,
    }
    person = db.get_one(Person, asked.person_id)
    return post(shop, db, person, "documents.ask_code", signers[0].organisation_id, values)
