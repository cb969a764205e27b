"""What is done about pay, insurance and funding, and by whom."""

from __future__ import annotations

from typing import Any

from app.companies.verbs import own_office, partner
from app.identity.actor import Actor
from app.kit.verbs import Verb
from app.kit.words import _
from app.pay.models import Policy
from app.placements import verbs as placements
from app.placements.models import LIVE, Placement, State
from app.schools.models import School
from app.schools.verbs import office as school_office


def _placement(thing: Any) -> Placement:
    return thing if isinstance(thing, Placement) else thing.placement


def pay_coordinator(actor: Actor, thing: Any) -> bool:
    """A coordinator of the school of the placement."""
    return placements.coordinator(actor, _placement(thing))


def employer(actor: Actor, thing: Any) -> bool:
    """The company's office, which pays."""
    return placements.company_office(actor, _placement(thing))


def insurer_of(actor: Actor, thing: Any) -> bool:
    """The school's office; for a company's policies the company or a school that works with it."""
    if isinstance(thing, School) or (isinstance(thing, Policy) and not thing.of_company):
        return school_office(actor, thing)
    return partner(actor, thing) or own_office(actor, thing)


PAYERS = (pay_coordinator, employer)
BEGUN = (*LIVE, State.COMPLETED, State.TERMINATED)

AGREE = Verb("pay.agree", _("entered what is agreed about pay"), who=PAYERS, of=LIVE)
CORRECT = Verb("pay.correct", _("corrected what is agreed about pay"), who=PAYERS, of=BEGUN)
END = Verb("pay.end", _("ended what was agreed about pay"), who=PAYERS, of=BEGUN)
REMOVE = Verb("pay.remove", _("removed a mistaken entry about pay"), who=PAYERS, of=BEGUN)

ADD_POLICY = Verb("pay.add_policy", _("entered an insurance policy"), who=(insurer_of,))
CORRECT_POLICY = Verb("pay.correct_policy", _("corrected an insurance policy"), who=(insurer_of,))
CANCEL_POLICY = Verb("pay.cancel_policy", _("withdrew an insurance policy"), who=(insurer_of,))
RESTORE_POLICY = Verb("pay.restore_policy", _("restored an insurance policy"), who=(insurer_of,))

ADD_FUNDING = Verb("pay.add_funding", _("added a funding programme"), who=(school_office,))
EDIT_FUNDING = Verb("pay.edit_funding", _("changed a funding programme"), who=(school_office,))
FUND = Verb("pay.fund", _("chose who funds the placement"), who=(pay_coordinator,), of=BEGUN)
NOTE_CHECK = Verb("pay.note_check", _("noted the company's check for undeclared work"), who=(insurer_of,))
