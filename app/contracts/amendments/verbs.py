"""The life of an amendment: drafted, sent, signed by all, in force on its day; or it changes nothing."""

from __future__ import annotations

from sqlalchemy.orm import Session

from app.contracts import verbs as contracts
from app.contracts.amendments.checks import found_wrong
from app.contracts.amendments.models import Amendment, State
from app.contracts.amendments.supposing import amended
from app.contracts.effective import history
from app.contracts.models import State as ContractState
from app.documents.issuing import asked
from app.documents.verbs import settles
from app.identity.actor import Actor
from app.identity.models import Person
from app.kit.rules import Moment, Rule, Unmet
from app.kit.verbs import Verb
from app.kit.words import _
from app.law.queries import judge_supposed
from app.placements import verbs as placements
from app.placements.parties import coordinators, office


def coordinator(actor: Actor, amendment: Amendment) -> bool:
    """A coordinator of the school."""
    return placements.coordinator(actor, amendment.placement)


def signer(actor: Actor, amendment: Amendment) -> bool:
    """Whoever signs it: the last signature settles it, a refusal ends it."""
    document = amendment.document
    return document is not None and settles(actor, document)


def by_calendar(actor: Actor, amendment: Amendment) -> bool:
    """Its day has come: the portal does it by itself, in the coordinator's name."""
    return actor.via == "system"


def whose_turn(amendment: Amendment) -> list[Person]:
    """The first signer."""
    return asked(amendment.document) if amendment.document else []


def its_coordinators(amendment: Amendment) -> list[Person]:
    """The school is told."""
    return coordinators(amendment.placement)


def everybody(amendment: Amendment) -> list[Person]:
    """All parties, the supervisor of before and of now."""
    placement = amendment.placement
    people = [s.person for s in amendment.document.signers] if amendment.document else []
    mentor = [placement.mentor.person] if placement.mentor else []
    found = [*people, *mentor, placement.learner.person, *office(placement), *coordinators(placement)]
    return list(dict.fromkeys(found))


def newcomer(amendment: Amendment) -> list[Person]:
    """Who supervises from now on: until now they have not seen the placement."""
    mentor = amendment.placement.mentor
    return [mentor.person] if mentor and "mentor_id" in amendment.changes else []


def _still_right(db: Session, amendment: Amendment) -> list[Unmet]:
    """What was right when it was drafted may have changed since."""
    known = history(db, amendment.placement)
    if known is None:
        return []
    before = known.terms(amendment.takes_effect_on)
    wrong = found_wrong(db, amendment.contract, before, amendment.after, amendment.takes_effect_on)
    fix = _("the coordinator, in the amendment")
    return [
        Unmet(Rule("amendment", "484: 6.3", said, lambda _f: False, fix=fix), amendment.address)
        for said in wrong.values()
    ]


def before_sending(db: Session, amendment: Amendment) -> list[Unmet]:
    """The law over the contract as it would be, and the same checks as in the draft."""
    known = history(db, amendment.placement)
    if known is None:
        return []
    after = known.terms(amendment.takes_effect_on).changed(amendment.after)
    would = judge_supposed(db, amendment.placement, lambda case: amended(case, after), Moment.AMEND)
    return would + _still_right(db, amendment)


AMEND = Verb(
    "contracts.amend",
    _("drafted an amendment of the contract"),
    who=(contracts.coordinator,),
    of=(ContractState.ACTIVE,),
)
REWRITE = Verb(
    "contracts.rewrite_amendment",
    _("changed the draft of the amendment"),
    who=(coordinator,),
    of=(State.DRAFT,),
)
DISCARD = Verb(
    "contracts.discard_amendment",
    _("discarded the draft of the amendment"),
    who=(coordinator,),
    of=(State.DRAFT,),
    to=State.WITHDRAWN,
)
SEND = Verb(
    "contracts.send_amendment",
    _("sent the amendment for signature"),
    who=(coordinator,),
    of=(State.DRAFT,),
    to=State.SENT,
    rules=before_sending,
    tells=whose_turn,
)
WITHDRAW = Verb(
    "contracts.withdraw_amendment",
    _("withdrew the amendment from signing"),
    who=(coordinator,),
    of=(State.SENT,),
    to=State.WITHDRAWN,
)
DECLINED = Verb(
    "contracts.decline_amendment",
    _("declined the amendment"),
    who=(signer,),
    of=(State.SENT,),
    to=State.DECLINED,
    tells=its_coordinators,
)
SETTLE = Verb(
    "contracts.settle_amendment",
    _("agreed the amendment with the last signature"),
    who=(signer,),
    of=(State.SENT,),
    to=State.SIGNED,
    tells=everybody,
)
APPLY = Verb(
    "contracts.apply_amendment",
    _("brought the amendment into force"),
    who=(signer, by_calendar),
    of=(State.SIGNED,),
    to=State.IN_FORCE,
    tells=newcomer,
)
