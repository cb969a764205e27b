"""Beginning, going on and giving up."""

from __future__ import annotations

from app.documents.models import Step
from app.documents.verbs import delegate, oneself
from app.identity.actor import Actor
from app.kit.verbs import Verb
from app.kit.words import _
from app.providers.models import SigningSession, State


def own(actor: Actor, session: SigningSession) -> bool:
    """The person who signs."""
    return session.person_id == actor.person_id


START = Verb("providers.start", _("began to sign with a provider"), who=(oneself, delegate), of=(Step.ASKED,))
GO_ON = Verb("providers.go_on", _("came back from the signing provider"), who=(own,), of=(State.GOING,))
LEAVE = Verb(
    "providers.leave",
    _("gave up signing with a provider"),
    who=(own,),
    of=(State.GOING, State.WORKING),
    to=State.LEFT,
)
