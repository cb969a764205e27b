"""Saved filters: the only thing the desk writes."""

from __future__ import annotations

from app.desk.models import SavedFilter
from app.identity.actor import Actor
from app.identity.models import Organisation
from app.kit.verbs import Verb
from app.kit.words import _


def member(actor: Actor, organisation: Organisation) -> bool:
    """Anybody who acts for the organisation."""
    return actor.organisation_id == organisation.id


def owner(actor: Actor, saved: SavedFilter) -> bool:
    """Whoever saved it."""
    return saved.person_id == actor.person_id


SAVE_FILTER = Verb("desk.save_filter", _("saved a filter"), who=(member,))
DROP_FILTER = Verb("desk.drop_filter", _("removed a filter"), who=(owner,))
