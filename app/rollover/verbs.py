"""A move to the next year is tried out, chosen from, applied, and can be taken back for a day."""

from __future__ import annotations

from app.identity.actor import Actor
from app.identity.roles import Role
from app.kit.verbs import Verb
from app.kit.words import _
from app.rollover.models import Rollover, State
from app.schools.models import School


def of_school(actor: Actor, school: School) -> bool:
    """A coordinator or administrator of the school."""
    return actor.has(Role.COORDINATOR, Role.SCHOOL_ADMIN) and actor.organisation_id == school.id


def of_rollover(actor: Actor, rollover: Rollover) -> bool:
    """The same, of the school that moves."""
    return of_school(actor, rollover.school)


TRY_OUT = Verb("rollover.try_out", _("tried out the move to the next school year"), who=(of_school,))
CHOOSE = Verb(
    "rollover.choose",
    _("chose what moves to the next school year"),
    who=(of_rollover,),
    of=(State.TRIED,),
)
APPLY = Verb(
    "rollover.apply",
    _("moved the school to the next school year"),
    who=(of_rollover,),
    of=(State.TRIED,),
    to=State.APPLIED,
)
UNDO = Verb(
    "rollover.undo",
    _("took back the move to the next school year"),
    who=(of_rollover,),
    of=(State.APPLIED,),
    to=State.UNDONE,
)
