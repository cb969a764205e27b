"""Who writes a practice programme, who agrees to it, and who orders the internship."""

from __future__ import annotations

from typing import Any

from app.documents.issuing import asked
from app.documents.verbs import settles
from app.identity.actor import Actor
from app.identity.models import Person
from app.identity.roles import Role
from app.internships import facts
from app.internships.models import OrderState, Practice, PracticeOrder, Settlement, SettlementState, State
from app.kit.verbs import Verb
from app.kit.words import _
from app.placements import parties
from app.placements import verbs as placements
from app.placements.models import LIVE, Placement
from app.schools import verbs as schools


def opener(actor: Actor, placement: Placement) -> bool:
    """The coordinator who makes the placement."""
    return placements.coordinator(actor, placement)


def writer(actor: Actor, thing: Any) -> bool:
    """The school's coordinator or internship supervisor."""
    return actor.has(Role.COORDINATOR, Role.SUPERVISOR) and schools.staff(actor, thing)


def place_side(actor: Actor, practice: Practice) -> bool:
    """The company's office or the supervisor there; in the school itself its supervisor or director."""
    placement = practice.placement
    if placement.in_school:
        director = actor.has(Role.DIRECTOR) and placements.staff(actor, placement)
        return director or placements.mentor(actor, placement)
    return placements.company_side(actor, placement)


def place_office(actor: Actor, practice: Practice) -> bool:
    """Whoever answers for the place: the company's office."""
    return placements.company_office(actor, practice.placement)


def order_signer(actor: Actor, order: PracticeOrder) -> bool:
    """The director, whose signature or refusal decides."""
    document = order.document
    return document is not None and settles(actor, document)


def settler(actor: Actor, placement: Placement) -> bool:
    """The coordinator, or the company's office (481: 11)."""
    return placements.coordinator(actor, placement) or placements.company_office(actor, placement)


def its_settler(actor: Actor, settlement: Settlement) -> bool:
    """The same, of an agreement."""
    return settler(actor, settlement.placement)


def settlement_signer(actor: Actor, settlement: Settlement) -> bool:
    """Whoever signs it."""
    document = settlement.document
    return document is not None and settles(actor, document)


def place_people(practice: Practice) -> list[Person]:
    """Who is asked to agree."""
    return parties.company_people(practice.placement)


def coordinators(practice: Practice) -> list[Person]:
    """Who goes on with the internship."""
    named = [practice.supervisor] if practice.supervisor else []
    return list(dict.fromkeys([*named, *parties.coordinators(practice.placement)]))


def director(order: PracticeOrder) -> list[Person]:
    """The director signs."""
    return asked(order.document) if order.document else []


def its_coordinators(order: PracticeOrder) -> list[Person]:
    """Whoever prepares the internships in it."""
    return list(dict.fromkeys(p for row in order.rows for p in parties.coordinators(row.placement)))


def whose_turn(settlement: Settlement) -> list[Person]:
    """The first signer."""
    return asked(settlement.document) if settlement.document else []


def both(settlement: Settlement) -> list[Person]:
    """Who signed it, and the learner."""
    people = [s.person for s in settlement.document.signers] if settlement.document else []
    return list(dict.fromkeys([*people, settlement.placement.learner.person]))


OPEN = Verb("internships.open_for", _("opened the practice programme"), who=(opener,))
WRITE_PROGRAMME = Verb(
    "internships.write_programme", _("wrote the practice programme"), who=(writer,), of=(State.DRAFT,)
)
TAKE_OUTLINE = Verb(
    "internships.take_outline",
    _("took the practice programme from the library"),
    who=(writer,),
    of=(State.DRAFT,),
)
PROPOSE = Verb(
    "internships.propose",
    _("sent the practice programme to be agreed"),
    who=(writer,),
    of=(State.DRAFT,),
    to=State.PROPOSED,
    rules=facts.before_proposing,
    tells=place_people,
)
TAKE_BACK = Verb(
    "internships.take_back",
    _("took the practice programme back"),
    who=(writer,),
    of=(State.PROPOSED,),
    to=State.DRAFT,
)
AGREE = Verb(
    "internships.agree",
    _("agreed to the practice programme for the place"),
    who=(place_side,),
    of=(State.PROPOSED,),
    to=State.AGREED,
    tells=coordinators,
)
SEND_BACK = Verb(
    "internships.send_back",
    _("returned the practice programme with a comment"),
    who=(place_side,),
    of=(State.PROPOSED,),
    to=State.DRAFT,
    tells=coordinators,
)
REOPEN = Verb(
    "internships.reopen",
    _("opened a new edition of the practice programme"),
    who=(writer,),
    of=(State.AGREED,),
    to=State.DRAFT,
    rules=facts.not_out_for_signature,
)
START_OVER = Verb(
    "internships.start_over",
    _("opened the practice programme again, because the place changed"),
    who=(writer,),
    of=(State.PROPOSED, State.AGREED),
    to=State.DRAFT,
)
NAME_SUPERVISOR = Verb(
    "internships.name_supervisor", _("named the school's internship supervisor"), who=(writer,)
)
CONFIRM_OCCUPATION = Verb(
    "internships.confirm_occupation",
    _("confirmed that the supervisor works in the matching occupation"),
    who=(writer, place_office),
)

WRITE_OUTLINE = Verb(
    "internships.write_outline", _("added a practice programme to the library"), who=(writer,)
)
EDIT_OUTLINE = Verb(
    "internships.edit_outline", _("changed a practice programme of the library"), who=(writer,)
)
RETIRE_OUTLINE = Verb(
    "internships.retire_outline", _("took a practice programme out of the library"), who=(writer,)
)

DRAFT_ORDER = Verb("internships.draft_order", _("drafted an order on practice"), who=(writer,))
EDIT_ORDER = Verb(
    "internships.edit_order", _("changed the order on practice"), who=(writer,), of=(OrderState.DRAFT,)
)
DROP_ORDER = Verb(
    "internships.drop_order", _("discarded the draft of an order"), who=(writer,), of=(OrderState.DRAFT,)
)
SEND_ORDER = Verb(
    "internships.send_order",
    _("sent the order on practice to the director"),
    who=(writer,),
    of=(OrderState.DRAFT,),
    to=OrderState.OUT,
    rules=facts.before_sending_order,
    tells=director,
)
COMPLETE_ORDER = Verb(
    "internships.complete_order",
    _("signed the order on practice"),
    who=(order_signer,),
    of=(OrderState.OUT,),
    to=OrderState.SIGNED,
    tells=its_coordinators,
)
DECLINE_ORDER = Verb(
    "internships.decline_order",
    _("declined the order on practice"),
    who=(order_signer,),
    of=(OrderState.OUT,),
    to=OrderState.DECLINED,
    tells=its_coordinators,
)
WITHDRAW_ORDER = Verb(
    "internships.withdraw_order",
    _("withdrew the order on practice"),
    who=(writer,),
    of=(OrderState.OUT,),
    to=OrderState.WITHDRAWN,
)
CORRECT_ORDER = Verb(
    "internships.correct_order",
    _("began a corrected order on practice"),
    who=(writer,),
    of=(OrderState.DECLINED, OrderState.WITHDRAWN),
)
AMEND_ORDER = Verb(
    "internships.amend_order",
    _("began an amendment of the order on practice"),
    who=(writer,),
    of=(OrderState.SIGNED,),
)
ENTER = Verb("internships.enter", _("ordered the internship by the school's order"), who=(placements.staff,))

DRAFT_SETTLEMENT = Verb(
    "internships.draft_settlement", _("wrote a settlement agreement"), who=(settler,), of=LIVE
)
RECORD_SETTLEMENT = Verb(
    "internships.record_settlement", _("recorded a settlement agreement"), who=(settler,), of=LIVE
)
EDIT_SETTLEMENT = Verb(
    "internships.edit_settlement",
    _("changed the settlement agreement"),
    who=(its_settler,),
    of=(SettlementState.DRAFT,),
)
SEND_SETTLEMENT = Verb(
    "internships.send_settlement",
    _("sent the settlement agreement for signature"),
    who=(its_settler,),
    of=(SettlementState.DRAFT,),
    to=SettlementState.OUT,
    tells=whose_turn,
)
COMPLETE_SETTLEMENT = Verb(
    "internships.complete_settlement",
    _("concluded the settlement agreement"),
    who=(settlement_signer,),
    of=(SettlementState.OUT,),
    to=SettlementState.SIGNED,
    tells=both,
)
DECLINE_SETTLEMENT = Verb(
    "internships.decline_settlement",
    _("declined the settlement agreement"),
    who=(settlement_signer,),
    of=(SettlementState.OUT,),
    to=SettlementState.DECLINED,
    tells=both,
)
