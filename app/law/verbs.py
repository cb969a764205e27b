"""A change of the law in the portal: proposed for trial, switched on, withdrawn."""

from __future__ import annotations

from app.identity.verbs import portal_administrator
from app.kit.verbs import Verb
from app.kit.words import _
from app.law.models import State

PROPOSE = Verb("law.propose", _("proposed a change of a rule"), who=(portal_administrator,))
SWITCH_ON = Verb(
    "law.switch_on",
    _("switched a changed rule on"),
    who=(portal_administrator,),
    of=(State.PROPOSED,),
    to=State.ON,
)
WITHDRAW = Verb(
    "law.withdraw",
    _("withdrew the change of a rule"),
    who=(portal_administrator,),
    of=(State.PROPOSED, State.ON),
    to=State.WITHDRAWN,
)
