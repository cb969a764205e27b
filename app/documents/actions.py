"""Signing with a one-time code; the evidence is bound to the hash of what was shown."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy.orm import Session

from app.documents import codes, verbs
from app.documents.codes import Proof
from app.documents.issuing import add_edition, ask_next, content
from app.documents.models import Document, Signer, State, Step, Strength, Way
from app.documents.signatures import Given, record
from app.documents.superseding import refuse_old
from app.documents.verbs import delegation_of
from app.documents.wording import statement
from app.identity.actor import Actor
from app.jobs.work import later
from app.kit.clock import now
from app.kit.errors import Refused
from app.kit.verbs import does
from app.kit.words import Words, _


@does(verbs.OPEN)
def open_(db: Session, actor: Actor, signer: Signer) -> None:
    """Seen for the first time by whoever is to sign it."""
    signer.opened_at = signer.opened_at or now()


@does(verbs.ASK_CODE)
def ask_code(db: Session, actor: Actor, signer: Signer, *, also: Sequence[Signer] = ()) -> None:
    """A code to the signer's own e-mail or phone; `also` are other documents signed with the same one."""
    signers = [signer, *also]
    for each in signers:
        _must_be_out(each)
        _may_use_a_code(each)
    if not codes.address_of(actor.person):
        raise Refused(_("The school has neither an e-mail nor a phone of yours. Call the school."))
    if codes.too_many(db, actor.person_id, signers):
        raise Refused(_("Five codes were sent within an hour. Wait a little before you ask for another."))
    for each in signers:
        each.opened_at = each.opened_at or now()
    asked = codes.ask(db, signers, actor.person)
    later(db, "documents.mail_code", {"code": asked.id})


def _may_use_a_code(signer: Signer) -> None:
    if signer.outside:
        raise Refused(
            _("This document is signed with eParaksts or on paper. Download it, sign it and bring it back.")
        )


def _must_be_out(signer: Signer) -> None:
    if signer.document.state is not State.OUT or signer.step is not Step.ASKED:
        raise Refused(_("The document is not out for signature any more."))


@does(verbs.SIGN)
def sign(db: Session, actor: Actor, signer: Signer, *, code: str | Proof, sha256: str) -> None:
    """Signs the version whose hash was shown; an older one is refused. A page proves the code first."""
    edition = signer.document.edition
    _must_be_out(signer)
    _may_use_a_code(signer)
    refuse_old(db, signer.document, sha256)
    content(db, edition)
    proof = (
        codes.prove(db, actor.person_id, {str(signer.id): sha256}, code) if isinstance(code, str) else code
    )
    if not isinstance(proof, Proof):
        raise Refused(proof)
    if proof.person_id != actor.person_id or proof.covers.get(str(signer.id)) != sha256:
        raise Refused(_("The code was sent for another document."))
    record(
        db,
        actor,
        signer,
        Given(
            person=actor.person,
            way=Way.PORTAL,
            strength=Strength.SIMPLE,
            signed_at=now(),
            proof=_proof(actor, signer, proof),
            delegation=delegation_of(actor, signer) if signer.person_id != actor.person_id else None,
        ),
    )


def _proof(actor: Actor, signer: Signer, proof: Proof) -> dict[str, Any]:
    lang = actor.person.language
    return {
        "method": "one-time code",
        "statement": Words.of(lang).text(statement(signer, actor.person)),
        "language": lang,
        "channel": proof.channel,
        "sent_to": codes.masked(proof.sent_to),
        "code_sent_at": proof.sent_at.isoformat(),
        "roles": sorted(actor.roles),
        "via": actor.via,
        "ip": actor.ip,
        "agent": actor.agent,
    }


@does(verbs.COMPLETE)
def complete(db: Session, actor: Actor, document: Document) -> None:
    """Everybody has signed: it is in force (Law on the Legal Force of Documents, 4)."""
    document.completed_at = now()


@does(verbs.DECLINE)
def decline(db: Session, actor: Actor, signer: Signer, *, reason: str) -> None:
    """Says why; the document does not come into force."""
    _must_be_out(signer)
    if not reason.strip():
        raise Refused(_("Write why you do not sign."))
    signer.step, signer.declined_at, signer.reason = Step.DECLINED, now(), reason.strip()
    signer.document.state = State.DECLINED


@does(verbs.WITHDRAW)
def withdraw(db: Session, actor: Actor, document: Document) -> None:
    """Signatures given so far are void."""
    for signer in document.signers:
        if signer.step in {Step.SIGNED, Step.ASKED}:
            signer.step = Step.VOID


@does(verbs.CHANGE)
def change(db: Session, actor: Actor, document: Document, *, template: str, values: dict[str, Any]) -> None:
    """A new version while it is out: earlier signatures are void, and everybody is asked again in turn."""
    add_edition(db, document, template, values)
    ask_next(document)
