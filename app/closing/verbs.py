"""Telling VIIS, and the statement for whoever leaves."""

from __future__ import annotations

from app.closing.models import Errand
from app.identity.actor import Actor
from app.identity.roles import Role
from app.kit.verbs import Verb
from app.kit.words import _


def registrar(actor: Actor, errand: Errand) -> bool:
    """The coordinator or the administrator of the school."""
    staff = actor.has(Role.COORDINATOR, Role.SCHOOL_ADMIN)
    return staff and errand.placement.school_id == actor.organisation_id


RUN = Verb("closing.run_errand", _("entered it in VIIS or issued the statement"), who=(registrar,))
REOPEN = Verb("closing.reopen_errand", _("took the mark of the entry back"), who=(registrar,))
