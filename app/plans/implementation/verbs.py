"""The life of an implementation plan: drafted, approved, opened again as the next edition."""

from __future__ import annotations

from app.identity.actor import Actor
from app.identity.roles import Role
from app.kit.verbs import Verb
from app.kit.words import _
from app.plans.implementation.models import Implementation, ImplementationRow, State
from app.plans.implementation.queries import before_approving
from app.schools.models import Programme


def _of(actor: Actor, programme: Programme, *roles: Role) -> bool:
    return actor.has(*roles) and programme.school_id == actor.organisation_id


def programme_office(actor: Actor, programme: Programme) -> bool:
    """The school's coordinator or administrator."""
    return _of(actor, programme, Role.COORDINATOR, Role.SCHOOL_ADMIN)


def implementation_drafter(actor: Actor, plan: Implementation) -> bool:
    """The same, of the plan's programme."""
    return programme_office(actor, plan.programme)


def implementation_row_drafter(actor: Actor, row: ImplementationRow) -> bool:
    """Whoever drafts the plan of the row."""
    return implementation_drafter(actor, row.implementation)


def school_head(actor: Actor, plan: Implementation) -> bool:
    """The director, or whom the school has given the director's role."""
    return _of(actor, plan.programme, Role.DIRECTOR)


_CHANGED = _("changed the implementation plan")

OPEN = Verb("plans.open_implementation", _("began the implementation plan"), who=(programme_office,))
FILL_CELL = Verb(
    "plans.fill_implementation_cell", _CHANGED, who=(implementation_row_drafter,), of=(State.DRAFT,)
)
FILL_ROW = Verb(
    "plans.fill_implementation_row", _CHANGED, who=(implementation_row_drafter,), of=(State.DRAFT,)
)
ADD_ROW = Verb(
    "plans.add_implementation_row",
    _("added a module to the implementation plan"),
    who=(implementation_drafter,),
    of=(State.DRAFT,),
)
SPLIT_ROW = Verb(
    "plans.split_implementation_row",
    _("split a row of the implementation plan"),
    who=(implementation_row_drafter,),
    of=(State.DRAFT,),
)
REMOVE_ROW = Verb(
    "plans.remove_implementation_row",
    _("removed a row of the implementation plan"),
    who=(implementation_row_drafter,),
    of=(State.DRAFT,),
)
APPROVE = Verb(
    "plans.approve_implementation",
    _("approved the implementation plan"),
    who=(school_head,),
    of=(State.DRAFT,),
    to=State.APPROVED,
    rules=before_approving,
)
REOPEN = Verb(
    "plans.reopen_implementation",
    _("opened a new edition of the implementation plan"),
    who=(implementation_drafter,),
    of=(State.APPROVED,),
)
