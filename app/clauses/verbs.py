"""Who words the school's documents."""

from __future__ import annotations

from typing import Any

from app.identity.actor import Actor
from app.identity.roles import Role
from app.kit.verbs import Verb
from app.kit.words import _
from app.schools.verbs import school_of


def wording_keeper(actor: Actor, thing: Any) -> bool:
    """The school's administrator or director."""
    return actor.has(Role.SCHOOL_ADMIN, Role.DIRECTOR) and actor.organisation_id == school_of(thing)


CHANGE = Verb("clauses.change", _("changed the wording of the school's documents"), who=(wording_keeper,))
RESTORE = Verb("clauses.restore", _("took back a change of the wording"), who=(wording_keeper,))
