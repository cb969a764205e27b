"""Asking for a dossier, bringing one back, restoring it."""

from __future__ import annotations

from typing import Any

from app.dossier.models import Stage
from app.identity.verbs import portal_administrator
from app.kit.verbs import Verb
from app.kit.words import _
from app.placements.verbs import party


class Reading(Verb):
    """Changes nothing of its thing, so it is also done to what was restored and is only read."""

    def permits(self, actor: Any, thing: Any) -> bool:
        """May you? Any of `who`."""
        return any(who(actor, thing) for who in self.who)


MAKE = Reading("dossier.make", _("asked for the dossier"), who=(party,))
BRING = Reading("dossier.bring", _("brought a dossier"), who=(portal_administrator,))
RESTORE = Reading(
    "dossier.restore",
    _("restored a dossier"),
    who=(portal_administrator,),
    of=(Stage.SOUND, Stage.FAILED),
    to=Stage.RESTORING,
)
