"""The life of a contract: drafted, sent, signed by all; or declined, withdrawn, corrected."""

from __future__ import annotations

from app.contracts.facts import before_sending
from app.contracts.models import Contract, State
from app.documents.issuing import asked
from app.documents.verbs import settles
from app.identity.actor import Actor
from app.identity.models import Person
from app.kit.verbs import Verb
from app.kit.words import _
from app.placements import verbs as placements
from app.placements.models import Placement
from app.placements.models import State as PlacementState
from app.placements.parties import coordinators


def coordinator(actor: Actor, contract: Contract) -> bool:
    """A coordinator of the school."""
    return placements.coordinator(actor, contract.placement)


def of_placement(actor: Actor, placement: Placement) -> bool:
    """The same, before there is a contract."""
    return placements.coordinator(actor, placement)


def signer(actor: Actor, contract: Contract) -> bool:
    """Whoever signs it: the last signature makes it active, a refusal ends it."""
    document = contract.document
    return document is not None and settles(actor, document)


def whose_turn(contract: Contract) -> list[Person]:
    """The first signer."""
    return asked(contract.document) if contract.document else []


def its_coordinators(contract: Contract) -> list[Person]:
    """The school is told."""
    return coordinators(contract.placement)


def everybody(contract: Contract) -> list[Person]:
    """All signers, the mentor, the coordinator, and the learner even when somebody else signs."""
    people = [s.person for s in contract.document.signers] if contract.document else []
    mentor = [contract.placement.mentor.person] if contract.placement.mentor else []
    school = its_coordinators(contract)
    return list(dict.fromkeys([*people, *mentor, contract.placement.learner.person, *school]))


DRAFT = Verb("contracts.draft", _("drafted the contract"), who=(of_placement,), of=(PlacementState.DRAFT,))
SET_TERMS = Verb(
    "contracts.set_terms", _("wrote the terms of the contract"), who=(coordinator,), of=(State.DRAFT,)
)
SEND = Verb(
    "contracts.send",
    _("sent the contract for signature"),
    who=(coordinator,),
    of=(State.DRAFT,),
    to=State.SENT,
    rules=before_sending,
    tells=whose_turn,
)
ACTIVATE = Verb(
    "contracts.activate",
    _("concluded the contract with the last signature"),
    who=(signer,),
    of=(State.SENT,),
    to=State.ACTIVE,
    tells=everybody,
)
DECLINED = Verb(
    "contracts.decline",
    _("declined the contract"),
    who=(signer,),
    of=(State.SENT,),
    to=State.DECLINED,
    tells=its_coordinators,
)
WITHDRAW = Verb(
    "contracts.withdraw",
    _("withdrew the contract from signing"),
    who=(coordinator,),
    of=(State.SENT,),
    to=State.WITHDRAWN,
)
CORRECT = Verb(
    "contracts.correct",
    _("began a corrected contract"),
    who=(coordinator,),
    of=(State.DECLINED, State.WITHDRAWN),
)
