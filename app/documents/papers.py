"""Signatures on paper: the scan, who compared it with the original, and when."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy.orm import Session

from app.documents import verbs
from app.documents.bringing import accept
from app.documents.models import Document, Signer, Strength, Way
from app.documents.signatures import Given
from app.identity.actor import Actor
from app.kit.clock import midday, today
from app.kit.db import store_of
from app.kit.errors import Refused
from app.kit.uploads import Upload
from app.kit.verbs import does
from app.kit.words import _


@does(verbs.RECORD_PAPER)
def record_paper(
    db: Session,
    actor: Actor,
    document: Document,
    *,
    signers: Sequence[Signer],
    scan: Upload,
    signed_on: date,
    place: str = "",
) -> None:
    """The actor has compared the scan with the original; `place` says where the original is kept."""
    if not signers or any(not signer.pending or signer.document_id != document.id for signer in signers):
        raise Refused(_("Choose those who have signed on paper and have not signed otherwise."))
    sent = document.sent_at.date() if document.sent_at else None
    if signed_on > today() or (sent and signed_on < sent):
        raise Refused(_("The day of signing is between the day of sending and today."))
    kept = store_of(db).put(scan.data)
    for signer in sorted(signers, key=lambda each: each.position):
        given = Given(
            person=signer.person,
            way=Way.PAPER,
            strength=Strength.HANDWRITTEN,
            signed_at=midday(signed_on),
            proof={
                "method": "paper",
                "scan": {"name": scan.filename, "sha256": kept, "media_type": scan.media_type},
                "signed_on": signed_on.isoformat(),
                "compared_by": actor.person.name,
                "compared_on": today().isoformat(),
                "original": place,
            },
            file_sha256=kept,
        )
        if signer.pending:  # one of a party may be enough
            accept(db, actor, signer, given=given)
