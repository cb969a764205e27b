"""Signing, declining, withdrawing."""

from __future__ import annotations

from typing import Final

from app.documents.issuing import asked
from app.documents.models import Document, Party, Signer, State, Step
from app.identity.actor import Actor
from app.identity.models import Person
from app.identity.roles import SCHOOL_STAFF, Role
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
    )


def a_signer(actor: Actor, document: Document) -> bool:
    """Whoever signed last: completing follows from signing."""
    return any(oneself(actor, signer) for signer in document.signers)


def issuer(actor: Actor, document: Document) -> bool:
    """The staff of the school that issued it."""
    return bool(actor.roles & SCHOOL_STAFF) and document.organisation_id == actor.organisation_id


def next_in_turn(signer: Signer) -> list[Person]:
    """Whoever is asked after this signature."""
    return asked(signer.document)


def those_who_signed(signer: Signer) -> list[Person]:
    """The others who have signed already."""
    return [s.person for s in signer.document.signers if s.step is Step.SIGNED]


def all_asked(document: Document) -> list[Person]:
    """Everybody who was asked or has signed."""
    return [signer.person for signer in document.signers if signer.step is not Step.WAITING]


def whom_a_change_concerns(document: Document) -> list[Person]:
    """Those whose signature became void, and whoever is asked now."""
    void = [signer.person for signer in document.signers if signer.evidence.get("void")]
    return list(dict.fromkeys([*void, *asked(document)]))


ASK_CODE = Verb("documents.ask_code", _("asked for a signing code"), who=(oneself,), of=(Step.ASKED,))
SIGN = Verb("documents.sign", _("signed the document"), who=(oneself,), of=(Step.ASKED,), tells=next_in_turn)
DECLINE = Verb(
    "documents.decline",
    _("declined to sign"),
    who=(oneself,),
    of=(Step.ASKED,),
    tells=those_who_signed,
)
# whom the last signature concerns, the room knows whose document it is
COMPLETE = Verb(
    "documents.complete",
    _("gave the last signature"),
    who=(a_signer,),
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
