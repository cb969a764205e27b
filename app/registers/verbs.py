"""What a school's office does with its registers, and who decides."""

from __future__ import annotations

from typing import Any

from app.identity.actor import Actor
from app.identity.models import Kind, Organisation
from app.identity.roles import Role
from app.kit.verbs import Verb
from app.kit.words import _
from app.registers.models import Destruction, State


def _own(actor: Actor, thing: Any) -> bool:
    if isinstance(thing, Organisation):
        return thing.kind is Kind.SCHOOL and thing.id == actor.organisation_id
    return bool(thing.organisation_id == actor.organisation_id)


def registrar(actor: Actor, thing: Any) -> bool:
    """Who registers papers at the school."""
    return actor.has(Role.COORDINATOR, Role.SCHOOL_ADMIN, Role.DIRECTOR) and _own(actor, thing)


def keeper(actor: Actor, thing: Any) -> bool:
    """Who answers for what is kept, and how long."""
    return actor.has(Role.SCHOOL_ADMIN, Role.DIRECTOR) and _own(actor, thing)


def director(actor: Actor, thing: Any) -> bool:
    """The school's director."""
    return actor.has(Role.DIRECTOR) and _own(actor, thing)


def proposer(destruction: Destruction) -> list[Any]:
    """Who made the list."""
    return [destruction.proposed_by]


REGISTER = Verb("registers.register", _("registered a paper that came"), who=(registrar,))
CORRECT = Verb("registers.correct", _("corrected an entry of the register"), who=(registrar,))
FILE_AWAY = Verb("registers.file_away", _("put a paper into its case file"), who=(registrar,))
ADD_CASE_FILE = Verb("registers.add_case_file", _("added a row to the list of case files"), who=(keeper,))
EDIT_CASE_FILE = Verb("registers.edit_case_file", _("changed a row of the list of case files"), who=(keeper,))
TAKE_USUAL = Verb("registers.take_usual", _("took over the usual list of case files"), who=(keeper,))
SET_SCHEME = Verb("registers.set_scheme", _("set how papers are numbered"), who=(keeper,))
HOLD = Verb("registers.hold", _("forbade to destroy a paper"), who=(keeper,))
LIFT = Verb("registers.lift", _("allowed to destroy a paper again"), who=(keeper,))
PROPOSE = Verb("registers.propose", _("proposed papers for destruction"), who=(registrar,))
APPROVE = Verb(
    "registers.approve",
    _("approved the destruction of papers"),
    who=(director,),
    of=(State.PROPOSED,),
    to=State.APPROVED,
    tells=proposer,
)
REJECT = Verb(
    "registers.reject",
    _("did not approve the destruction of papers"),
    who=(director, registrar),
    of=(State.PROPOSED,),
    to=State.REJECTED,
    tells=proposer,
)
