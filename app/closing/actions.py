"""Marking what was done outside the portal."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from app.closing import verbs
from app.closing.models import Errand, Event
from app.identity.actor import Actor
from app.kit.clock import now, today
from app.kit.errors import Refused
from app.kit.verbs import does
from app.kit.words import _


@does(verbs.RUN)
def run_errand(
    db: Session, actor: Actor, errand: Errand, *, on: date | None = None, number: str = ""
) -> None:
    """It is done; a statement has its number."""
    day = on or today()
    if errand.done_on is not None:
        raise Refused(_("This is marked as done already."))
    if day > today():
        raise Refused(_("The day is in the future."))
    if errand.event is Event.STATEMENT and not number.strip():
        raise Refused(_("Write the number of the statement."))
    errand.done_on, errand.done_at, errand.done_by_id = day, now(), actor.person_id
    errand.number = number.strip()


@does(verbs.REOPEN)
def reopen_errand(db: Session, actor: Actor, errand: Errand) -> None:
    """It was marked by mistake."""
    if errand.done_on is None:
        raise Refused(_("This is not marked as done."))
    errand.done_on = errand.done_at = errand.done_by_id = None
    errand.number = ""
