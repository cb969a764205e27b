"""Mending a slip."""

from __future__ import annotations

from app.contracts import verbs as contracts
from app.contracts.endings.verbs import parties
from app.contracts.models import State
from app.kit.verbs import Verb
from app.kit.words import _

SET_RIGHT = Verb(
    "contracts.set_right",
    _("corrected contact data of the contract"),
    who=(contracts.coordinator,),
    of=(State.ACTIVE,),
    tells=parties,
)
