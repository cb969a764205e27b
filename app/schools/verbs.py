"""What is done with a school, what it teaches, and whom."""

from __future__ import annotations

from typing import Any

from app.identity.actor import Actor
from app.identity.roles import SCHOOL_STAFF, Role
from app.kit.verbs import Verb
from app.kit.words import _
from app.schools.facts import before_removing_group, before_removing_module, before_removing_programme
from app.schools.models import Guardianship, Module, School


def school_of(thing: Any) -> int:
    """The id of the school a thing belongs to."""
    if isinstance(thing, School):
        return thing.id
    if isinstance(thing, Module):
        return thing.programme.school_id
    if isinstance(thing, Guardianship):
        return thing.learner.school_id
    school_id: int = thing.school_id
    return school_id


def staff(actor: Actor, thing: Any) -> bool:
    """Anybody with a staff role at the thing's school."""
    return bool(actor.roles & SCHOOL_STAFF) and actor.organisation_id == school_of(thing)


def office(actor: Actor, thing: Any) -> bool:
    """The school's coordinator or administrator."""
    return actor.has(Role.COORDINATOR, Role.SCHOOL_ADMIN) and actor.organisation_id == school_of(thing)


def administrator(actor: Actor, thing: Any) -> bool:
    """The school's administrator."""
    return actor.has(Role.SCHOOL_ADMIN) and actor.organisation_id == school_of(thing)


EDIT_SCHOOL = Verb("schools.edit_school", _("changed the school's settings"), who=(administrator,))
ADD_STAFF = Verb("schools.add_staff", _("added a staff member"), who=(administrator,))
END_ROLE = Verb("schools.end_role", _("ended a staff member's role"), who=(administrator,))
SET_YEAR = Verb("schools.set_year", _("set the school year"), who=(office,))

ADD_PROGRAMME = Verb("schools.add_programme", _("added an education programme"), who=(office,))
EDIT_PROGRAMME = Verb("schools.edit_programme", _("changed an education programme"), who=(office,))
REMOVE_PROGRAMME = Verb(
    "schools.remove_programme",
    _("removed an education programme"),
    who=(office,),
    rules=before_removing_programme,
)
ADD_MODULE = Verb("schools.add_module", _("added a module"), who=(office,))
EDIT_MODULE = Verb("schools.edit_module", _("changed a module"), who=(office,))
REMOVE_MODULE = Verb(
    "schools.remove_module", _("removed a module"), who=(office,), rules=before_removing_module
)

ADD_GROUP = Verb("schools.add_group", _("added a group"), who=(office,))
EDIT_GROUP = Verb("schools.edit_group", _("changed a group"), who=(office,))
REMOVE_GROUP = Verb("schools.remove_group", _("removed a group"), who=(office,), rules=before_removing_group)

ADD_LEARNER = Verb("schools.add_learner", _("added a learner"), who=(office,))
EDIT_LEARNER = Verb("schools.edit_learner", _("changed a learner's data"), who=(office,))
ADD_GUARDIAN = Verb("schools.add_guardian", _("added a legal representative"), who=(office,))
EDIT_GUARDIAN = Verb("schools.edit_guardian", _("changed a legal representative's data"), who=(office,))
END_GUARDIAN = Verb("schools.end_guardian", _("ended a legal representation"), who=(office,))
