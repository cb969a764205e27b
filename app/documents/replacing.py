"""Somebody else signs instead of a person who has left; and the signer who says that it is not for them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from sqlalchemy.orm import Session

from app.documents.delegations import people
from app.documents.issuing import ask_next, with_takers
from app.documents.models import PENDING, Party, Signer, State, Step
from app.documents.reminding import issuer_of_its_document, those_responsible
from app.documents.verbs import SIGNS_AS, oneself
from app.identity.actor import Actor
from app.identity.models import Person
from app.kit.errors import Refused
from app.kit.verbs import Verb, does
from app.kit.words import _

Others = list[tuple[Person, str]]  # with the capacity that stands under the signature
others_of: Final[list[Callable[[Session, Signer], Others]]] = []  # of the rooms above, wired in


def whose_place(signer: Signer) -> list[Person]:
    """Whoever need not sign any more."""
    return [signer.person]


def who_is_asked(signer: Signer) -> list[Person]:
    """The new one, when it is their turn."""
    return with_takers([signer]) if signer.step is Step.ASKED else []


REPLACE = Verb(
    "documents.replace",
    _("let somebody else sign instead"),
    who=(issuer_of_its_document,),
    of=tuple(sorted(PENDING)),
    tells=whose_place,
)
NAME_SIGNER = Verb(
    "documents.name_signer",
    _("named who signs instead"),
    who=(issuer_of_its_document,),
    of=(Step.WAITING,),
    tells=who_is_asked,
)
SUGGEST = Verb(
    "documents.suggest",
    _("said who should sign instead"),
    who=(oneself,),
    of=tuple(sorted(PENDING)),
    tells=those_responsible,
)


def candidates(db: Session, signer: Signer) -> Others:
    """Others of the same party and organisation who do not sign this document yet."""
    found = [one for each in others_of for one in each(db, signer)]
    if not found and signer.party in {Party.COMPANY, Party.SCHOOL}:
        found = [(one, "") for one in people(db, signer.organisation_id, [SIGNS_AS[signer.party]])]
    there = {each.person_id for each in signer.document.parties if each.party is signer.party}
    return [(person, capacity) for person, capacity in found if person.id not in there | {signer.person_id}]


def _out(signer: Signer) -> None:
    if signer.document.state is not State.OUT:
        raise Refused(_("The document is not out for signature any more."))


@does(REPLACE)
def replace(db: Session, actor: Actor, signer: Signer, *, person: Person, reason: str) -> None:
    """The old one cannot sign any more; the new one is asked at once when it is their turn."""
    _out(signer)
    capacity = {one.id: capacity for one, capacity in candidates(db, signer)}
    if person.id not in capacity:
        raise Refused(_("Choose somebody of the same party."))
    if not reason.strip():
        raise Refused(_("Write why."))
    signer.step, signer.reason, signer.suggests = Step.REPLACED, reason.strip(), ""
    instead = Signer(
        document=signer.document,
        position=signer.position,
        turn=signer.turn,
        party=signer.party,
        person=person,
        organisation_id=signer.organisation_id,
        capacity=capacity[person.id],
        outside=signer.outside,
        step=Step.WAITING,
    )
    db.add(instead)
    name_signer(db, actor, instead)


@does(NAME_SIGNER)
def name_signer(db: Session, actor: Actor, signer: Signer) -> None:
    """Asked like any other of that turn."""
    ask_next(signer.document)


@does(SUGGEST)
def suggest(db: Session, actor: Actor, signer: Signer, *, name: str, reason: str = "") -> None:
    """Only a suggestion: the school decides, and until then the signer is still asked."""
    _out(signer)
    if not name.strip():
        raise Refused(_("Write who should sign."))
    signer.suggests = ": ".join(part for part in (name.strip(), reason.strip()) if part)[:500]
