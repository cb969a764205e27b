"""A contract pauses, goes on, or ends before its time."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from app.contracts import verbs as contracts
from app.contracts.endings.checks import found_wrong
from app.contracts.endings.models import Pause, State, Termination
from app.contracts.models import State as ContractState
from app.documents.issuing import asked
from app.documents.verbs import settles
from app.identity.actor import Actor
from app.identity.models import Person
from app.kit.rules import Rule, Unmet
from app.kit.verbs import Verb
from app.kit.words import _
from app.placements import verbs as placements
from app.placements.parties import concludes, coordinators, office


def coordinator(actor: Actor, thing: Any) -> bool:
    """A coordinator of the school."""
    return placements.coordinator(actor, thing.placement)


def signer(actor: Actor, termination: Termination) -> bool:
    """Whoever signs it: the last signature settles it, a refusal ends it."""
    document = termination.document
    return document is not None and settles(actor, document)


def by_calendar(actor: Actor, thing: Any) -> bool:
    """Its day has come: the portal does it by itself, in the coordinator's name."""
    return actor.via == "system"


def parties(thing: Any) -> list[Person]:
    """Everybody of the placement: the learner and who concludes for them, the company, the school."""
    placement = thing.placement
    concluder = concludes(placement)
    people = [placement.learner.person, *([concluder] if concluder else [])]
    people += [each.person for each in (placement.mentor, placement.deputy) if each]
    people += [*office(placement), *coordinators(placement)]
    return list(dict.fromkeys(people))


def everybody(termination: Termination) -> list[Person]:
    """The parties and whoever signed."""
    signed = [s.person for s in termination.document.signers] if termination.document else []
    return list(dict.fromkeys([*signed, *parties(termination)]))


def whose_turn(termination: Termination) -> list[Person]:
    """The first signer."""
    return asked(termination.document) if termination.document else []


def its_coordinators(thing: Any) -> list[Person]:
    """The school is told."""
    return coordinators(thing.placement)


def before_sending(db: Session, termination: Termination) -> list[Unmet]:
    """The day may have come too near since it was drafted."""
    wrong = found_wrong(
        termination.placement,
        ground=termination.ground,
        last_day=termination.last_day,
        words=termination.words,
        endangered=termination.endangered,
    )
    fix = _("the coordinator, in the termination")
    return [
        Unmet(Rule("termination", "484: 6.3", said, lambda _f: False, fix=fix), termination.address)
        for said in wrong.values()
    ]


SUSPEND = Verb(
    "contracts.suspend",
    _("agreed that the learning pauses"),
    who=(contracts.coordinator,),
    of=(ContractState.ACTIVE,),
    tells=parties,
)
BEGIN_PAUSE = Verb(
    "contracts.begin_pause",
    _("suspended the contract"),
    who=(coordinator, by_calendar),
    of=(Pause.PLANNED,),
    to=Pause.ON,
)
RESUME = Verb(
    "contracts.resume",
    _("resumed the contract"),
    who=(coordinator,),
    of=(Pause.PLANNED, Pause.ON),
    to=Pause.OVER,
    tells=parties,
)
END_EARLY = Verb(
    "contracts.end_early",
    _("drafted the termination of the contract"),
    who=(contracts.coordinator,),
    of=(ContractState.ACTIVE,),
)
TRANSFER = Verb(
    "contracts.transfer",
    _("began the transfer to another company"),
    who=(contracts.coordinator,),
    of=(ContractState.ACTIVE,),
)
RENEW = Verb(
    "contracts.renew",
    _("prepared the next period at the same company"),
    who=(contracts.coordinator,),
    of=(ContractState.ACTIVE,),
)
REWRITE = Verb(
    "contracts.rewrite_termination",
    _("changed the draft of the termination"),
    who=(coordinator,),
    of=(State.DRAFT,),
)
DISCARD = Verb(
    "contracts.discard_termination",
    _("discarded the draft of the termination"),
    who=(coordinator,),
    of=(State.DRAFT,),
    to=State.WITHDRAWN,
)
SEND = Verb(
    "contracts.send_termination",
    _("sent the termination for signature"),
    who=(coordinator,),
    of=(State.DRAFT,),
    to=State.SENT,
    rules=before_sending,
    tells=whose_turn,
)
WITHDRAW = Verb(
    "contracts.withdraw_termination",
    _("withdrew the termination from signing"),
    who=(coordinator,),
    of=(State.SENT,),
    to=State.WITHDRAWN,
)
DECLINED = Verb(
    "contracts.decline_termination",
    _("declined the termination"),
    who=(signer,),
    of=(State.SENT,),
    to=State.DECLINED,
    tells=its_coordinators,
)
SETTLE = Verb(
    "contracts.settle_termination",
    _("signed the termination, the last of those who had to"),
    who=(signer,),
    of=(State.SENT,),
    to=State.SIGNED,
    tells=everybody,
)
END = Verb(
    "contracts.end",
    _("ended the contract"),
    who=(signer, by_calendar),
    of=(State.SIGNED,),
    to=State.ENDED,
)
