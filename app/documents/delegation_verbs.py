"""Letting somebody sign in one's stead, and ending it."""

from __future__ import annotations

from typing import Final

from app.documents.models import Delegation
from app.identity.actor import Actor
from app.identity.models import Person
from app.identity.roles import Role
from app.kit.verbs import Verb
from app.kit.words import _

GIVERS: Final = frozenset({Role.DIRECTOR, Role.SIGNATORY})  # learners and guardians sign themselves
ADMINISTRATORS: Final = frozenset({Role.SCHOOL_ADMIN, Role.COMPANY_ADMIN})


def lends(actor: Actor, delegation: Delegation) -> bool:
    """Whoever signs for the organisation lends their own signature; its administrator also another's."""
    if delegation.organisation_id != actor.organisation_id:
        return False
    own = delegation.giver.id == actor.person_id and actor.has(*GIVERS)
    return own or actor.has(*ADMINISTRATORS)


def both(delegation: Delegation) -> list[Person]:
    """Who signs, and for whom."""
    return [delegation.taker, delegation.giver]


DELEGATE = Verb("documents.delegate", _("let somebody sign in another's stead"), who=(lends,), tells=both)
END_DELEGATION = Verb(
    "documents.end_delegation", _("ended signing in another's stead"), who=(lends,), tells=both
)
