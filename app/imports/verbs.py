"""A list is uploaded, looked at, applied and can be taken back for a day."""

from __future__ import annotations

from app.identity.actor import Actor
from app.identity.roles import Role
from app.imports.models import Batch, State
from app.kit.verbs import Verb
from app.kit.words import _
from app.schools.models import School


def of_school(actor: Actor, school: School) -> bool:
    """A coordinator or administrator of the school."""
    return actor.has(Role.COORDINATOR, Role.SCHOOL_ADMIN) and actor.organisation_id == school.id


def of_batch(actor: Actor, batch: Batch) -> bool:
    """The same, of the batch's school."""
    return actor.has(Role.COORDINATOR, Role.SCHOOL_ADMIN) and actor.organisation_id == batch.school_id


UPLOAD = Verb("imports.upload", _("uploaded a list"), who=(of_school,))
REMAP = Verb("imports.remap", _("changed how a list is read"), who=(of_batch,), of=(State.UPLOADED,))
APPLY = Verb(
    "imports.apply", _("applied an imported list"), who=(of_batch,), of=(State.UPLOADED,), to=State.APPLIED
)
UNDO = Verb(
    "imports.undo", _("undid an imported list"), who=(of_batch,), of=(State.APPLIED,), to=State.UNDONE
)
