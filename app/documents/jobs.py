"""Sending signing codes; the code exists only in the message."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.documents.codes import make_code
from app.documents.models import Signer, Step
from app.jobs.work import After, Workshop, on
from app.notifications.jobs import post


@on("documents.mail_code")
def mail_code(shop: Workshop, db: Session, payload: dict[str, Any]) -> After | None:
    """One code for all the documents asked for."""
    wanted = select(Signer).where(Signer.id.in_(payload["signers"]), Signer.step == Step.ASKED)
    signers = list(db.scalars(wanted.order_by(Signer.id)))
    if not signers:
        return None
    code = make_code(db, *signers)
    values = {
        "code": code,
        "titles": [signer.document.title for signer in signers],
        "link": "",
        "organisation": None,
        "doer": None,
        "thing": None,
    }
    return post(shop, db, signers[0].person, "documents.ask_code", signers[0].organisation_id, values)
