"""Signing in three ways, declining, withdrawing."""

from __future__ import annotations

from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import object_session

from app.documents.issuing import asked, with_takers
from app.documents.models import (
    PENDING,
    Brought,
    Circuit,
    Delegation,
    Document,
    Party,
    Signature,
    Signer,
    State,
    Step,
    Verdict,
)
from app.documents.models.delegations import TAKERS
from app.identity.actor import Actor
from app.identity.models import Person
from app.identity.roles import COMPANY_OFFICE, SCHOOL_STAFF, Role
from app.kit.clock import aware
from app.kit.verbs import Verb
from app.kit.words import _

# in which role each party signs: whoever came in by a link as a guardian does not sign as the director
SIGNS_AS: Final = {
    Party.LEARNER: Role.LEARNER,
    Party.GUARDIAN: Role.GUARDIAN,
    Party.COMPANY: Role.SIGNATORY,
    Party.SCHOOL: Role.DIRECTOR,
}


def oneself(actor: Actor, signer: Signer) -> bool:
    """The person expected to sign, acting in the name and the role they sign in."""
    return (
        signer.person_id == actor.person_id
        and signer.organisation_id == actor.organisation_id
        and actor.has(SIGNS_AS[signer.party])
        and signer.step is not Step.REPLACED
    )


def delegation_of(actor: Actor, signer: Signer) -> Delegation | None:
    """By which the actor signs here for the person expected; None when there is none today."""
    db = object_session(signer)
    here = signer.organisation_id == actor.organisation_id and bool(actor.roles & TAKERS)
    if db is None or not here or signer.step is Step.REPLACED:
        return None
    lent = Delegation.lent_to(actor).where(Delegation.giver_id == signer.person_id)
    return db.scalars(lent.limit(1)).first()


def delegate(actor: Actor, signer: Signer) -> bool:
    """Somebody who signs for them today."""
    return delegation_of(actor, signer) is not None


def issuer(actor: Actor, document: Document) -> bool:
    """The staff of the school that issued it."""
    return bool(actor.roles & SCHOOL_STAFF) and document.organisation_id == actor.organisation_id


def concerned(actor: Actor, document: Document) -> bool:
    """Whoever may bring a signature, and with it the last one: a signer or their delegate, the office of a
    company that signs, the staff of the school."""
    office = bool(actor.roles & COMPANY_OFFICE)
    for signer in document.parties:
        if signer.person_id == actor.person_id or delegate(actor, signer):
            return True
        if office and signer.organisation_id == actor.organisation_id:
            return True
    return issuer(actor, document)


def settles(actor: Actor, document: Document) -> bool:
    """Whoever may bring about what the document is for: its signers, others once all have signed."""
    if any(signer.person_id == actor.person_id or delegate(actor, signer) for signer in document.parties):
        return True
    return document.all_signed and concerned(actor, document)


def concerned_by(actor: Actor, brought: Brought) -> bool:
    """Whoever may bring a signature to its document."""
    return concerned(actor, brought.document)


def next_in_turn(signer: Signer) -> list[Person]:
    """Those who are asked because of this signature, and those who sign in their stead."""
    db = object_session(signer)
    last = select(func.max(Signature.recorded_at)).where(Signature.signer_id == signer.id)
    since = db.scalar(last) if db else None
    new = [
        each
        for each in signer.document.signers
        if each.step is Step.ASKED and each.asked_at and since and each.asked_at >= aware(since)
    ]
    return with_takers(new)


def those_who_signed(signer: Signer) -> list[Person]:
    """The others who have signed already."""
    return [s.person for s in signer.document.signers if s.step is Step.SIGNED]


def all_asked(document: Document) -> list[Person]:
    """Everybody who was asked or has signed."""
    return [signer.person for signer in document.parties if signer.step is not Step.WAITING]


def whom_a_change_concerns(document: Document) -> list[Person]:
    """Those whose signature became void, and whoever is asked now."""
    db = object_session(document)
    given = select(Signature.signer_id).where(Signature.edition_id.in_([e.id for e in document.editions]))
    signed = set(db.scalars(given)) if db else set()
    void = [signer.person for signer in document.parties if signer.id in signed]
    return list(dict.fromkeys([*void, *asked(document)]))


def bringer(brought: Brought) -> list[Person]:
    """Whoever brought the file."""
    return [brought.person]


def keeps_circuits(actor: Actor, circuit: Circuit) -> bool:
    """The director or the administrator of the school."""
    return actor.has(Role.DIRECTOR, Role.SCHOOL_ADMIN) and circuit.organisation_id == actor.organisation_id


SET_CIRCUIT = Verb(
    "documents.set_circuit", _("changed how a kind of document goes round"), who=(keeps_circuits,)
)
OPEN = Verb("documents.open", _("opened the document"), who=(oneself, delegate))
ASK_CODE = Verb(
    "documents.ask_code", _("asked for a signing code"), who=(oneself, delegate), of=(Step.ASKED,)
)
SIGN = Verb(
    "documents.sign", _("signed the document"), who=(oneself, delegate), of=(Step.ASKED,), tells=next_in_turn
)
DECLINE = Verb(
    "documents.decline",
    _("declined to sign"),
    who=(oneself, delegate),
    of=(Step.ASKED,),
    tells=those_who_signed,
)
BRING = Verb("documents.bring", _("brought a signed file"), who=(concerned,), of=(State.OUT,))
SETTLE = Verb(
    "documents.settle",
    _("learned that the brought file holds"),
    who=(concerned_by,),
    of=(Verdict.WAITING,),
    to=Verdict.ACCEPTED,
)
REFUSE = Verb(
    "documents.refuse",
    _("found that the brought file does not hold"),
    who=(concerned_by,),
    of=(Verdict.WAITING,),
    to=Verdict.REFUSED,
    tells=bringer,
)
RECORD_PAPER = Verb(
    "documents.record_paper", _("recorded signatures on paper"), who=(issuer,), of=(State.OUT,)
)


def of_its_document(actor: Actor, signer: Signer) -> bool:
    """Whoever may bring a signature to the document."""
    return concerned(actor, signer.document)


ACCEPT = Verb(
    "documents.accept",
    _("recorded a signature"),
    who=(of_its_document,),
    of=tuple(sorted(PENDING)),
    tells=next_in_turn,
)
# whom the last signature concerns, the room knows whose document it is
COMPLETE = Verb(
    "documents.complete",
    _("gave the last signature"),
    who=(concerned,),
    of=(State.OUT,),
    to=State.COMPLETE,
)
WITHDRAW = Verb(
    "documents.withdraw",
    _("withdrew the document from signing"),
    who=(issuer,),
    of=(State.OUT,),
    to=State.WITHDRAWN,
    tells=all_asked,
)
CHANGE = Verb(
    "documents.change",
    _("issued a new version of the document"),
    who=(issuer,),
    of=(State.OUT,),
    tells=whom_a_change_concerns,
)
