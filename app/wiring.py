"""What follows from what: the only calls that go up."""

from __future__ import annotations

from app.audit import actions as audit
from app.kit import verbs
from app.notifications import actions as notifications


def connect() -> None:
    """Followers run at once, in order, in the same transaction."""
    verbs.after_every[:] = [audit.record, notifications.tell]
    verbs.then.clear()
