"""Signing with a one-time code; the evidence is bound to the hash of what was shown."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from sqlalchemy.orm import Session

from app.documents import codes, verbs
from app.documents.issuing import ask_next
from app.documents.models import Document, Signer, State, Step
from app.identity.actor import Actor
from app.jobs.work import later
from app.kit.clock import now
from app.kit.errors import Refused
from app.kit.verbs import does
from app.kit.words import Said, Words, _

STATEMENT: Final = _("I have read the document “{title}” and sign it.")


@does(verbs.ASK_CODE)
def ask_code(db: Session, actor: Actor, signer: Signer, *, also: Sequence[Signer] = ()) -> None:
    """A code to the signer's own e-mail or phone; `also` are other documents signed with the same one."""
    if codes.too_many(db, signer):
        raise Refused(_("Five codes were sent within an hour. Wait a little before you ask for another."))
    if not (signer.person.email or signer.person.phone):
        raise Refused(_("The school has neither an e-mail nor a phone of yours. Call the school."))
    later(db, "documents.mail_code", {"signers": [signer.id, *(other.id for other in also)]})


@does(verbs.SIGN)
def sign(db: Session, actor: Actor, signer: Signer, *, code: str, sha256: str) -> None:
    """Signs the version whose hash was shown; an older one is refused."""
    edition = signer.document.edition
    if signer.document.state is not State.OUT:
        raise Refused(_("The document is not out for signature any more."))
    if sha256 != edition.sha256:
        raise Refused(
            _("The document was changed after you opened it. Read the new version before you sign.")
        )
    if found := codes.trouble(db, signer, code, sha256):
        raise Refused(found)
    used = codes.newest(db, signer)
    assert used is not None
    used.used_at = now()
    signer.step, signer.signed_at, signer.signed_sha256 = Step.SIGNED, now(), sha256
    signer.evidence = {
        "method": "one-time code",
        "statement": Words.of("lv").text(STATEMENT, title=signer.document.title),
        "channel": used.channel,
        "sent_to": codes.masked(used.sent_to),
        "code_sent_at": used.created_at.isoformat(),
        "signed_at": now().isoformat(),
        "sha256": sha256,
        "edition": edition.no,
        "roles": sorted(actor.roles),
        "via": actor.via,
        "ip": actor.ip,
        "agent": actor.agent,
    }
    if ask_next(signer.document) is None:
        complete(db, actor, signer.document)


@does(verbs.COMPLETE)
def complete(db: Session, actor: Actor, document: Document) -> None:
    """Everybody has signed: it is in force (Law on the Legal Force of Documents, 4)."""
    document.completed_at = now()


@does(verbs.DECLINE)
def decline(db: Session, actor: Actor, signer: Signer, *, reason: str) -> None:
    """Says why; the document does not come into force."""
    if not reason.strip():
        raise Refused(_("Write why you do not sign."))
    signer.step, signer.declined_at, signer.reason = Step.DECLINED, now(), reason.strip()
    signer.document.state = State.DECLINED


@does(verbs.WITHDRAW)
def withdraw(db: Session, actor: Actor, document: Document) -> None:
    """Signatures given so far are void."""
    for signer in document.signers:
        if signer.step in (Step.SIGNED, Step.ASKED):
            signer.step = Step.VOID


def statement(title: str) -> Said:
    """What one confirms by signing."""
    return _("I have read the document “{title}” and sign it.", title=title)
