"""Signing, declining, withdrawing."""

from __future__ import annotations

from app.documents.issuing import asked
from app.documents.models import Document, Signer, State, Step
from app.identity.actor import Actor
from app.identity.models import Person
from app.identity.roles import SCHOOL_STAFF
from app.kit.verbs import Verb
from app.kit.words import _


def oneself(actor: Actor, signer: Signer) -> bool:
    """The person expected to sign, acting in the name they sign in."""
    return signer.person_id == actor.person_id and signer.organisation_id == actor.organisation_id


def a_signer(actor: Actor, document: Document) -> bool:
    """Whoever signed last: completing follows from signing."""
    return any(oneself(actor, signer) for signer in document.signers)


def issuer(actor: Actor, document: Document) -> bool:
    """The staff of the school that issued it."""
    return bool(actor.roles & SCHOOL_STAFF) and document.organisation_id == actor.organisation_id


def next_in_turn(signer: Signer) -> list[Person]:
    """Whoever is asked after this signature."""
    return asked(signer.document)


def all_signers(document: Document) -> list[Person]:
    """Everybody who was asked or has signed."""
    return [signer.person for signer in document.signers if signer.step is not Step.WAITING]


ASK_CODE = Verb("documents.ask_code", _("asked for a signing code"), who=(oneself,), of=(Step.ASKED,))
SIGN = Verb("documents.sign", _("signed the document"), who=(oneself,), of=(Step.ASKED,), tells=next_in_turn)
DECLINE = Verb("documents.decline", _("declined to sign"), who=(oneself,), of=(Step.ASKED,))
COMPLETE = Verb(
    "documents.complete",
    _("gave the last signature"),
    who=(a_signer,),
    of=(State.OUT,),
    to=State.COMPLETE,
    tells=all_signers,
)
WITHDRAW = Verb(
    "documents.withdraw",
    _("withdrew the document from signing"),
    who=(issuer,),
    of=(State.OUT,),
    to=State.WITHDRAWN,
    tells=all_signers,
)
