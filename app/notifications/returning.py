"""The round that empties the mailbox of what came back."""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import Any

from sqlalchemy.orm import Session

from app.jobs.rounds import every, rounds
from app.jobs.work import After, Workshop, on
from app.notifications import settling
from app.notifications.bounces import Bounce, read
from app.notifications.mailbox import unread
from app.notifications.models import Message

log = logging.getLogger(__name__)
KIND = "notifications.collect"
rounds[KIND] = every(timedelta(minutes=2))


@on(KIND, tries=1)
def collect(shop: Workshop, db: Session, payload: dict[str, Any]) -> After | None:
    """Settles what the reports are about; only then are they marked as read, so none is lost."""
    if not shop.settings.bounce_mailbox:
        return None
    return lambda: _empty(shop)


def _empty(shop: Workshop) -> None:
    with unread(shop.settings.bounce_mailbox) as letters:
        if not letters.data:
            return
        with shop.database.session() as db:
            for data in letters.data:
                _settle(shop, db, data)
        letters.seen()


def _settle(shop: Workshop, db: Session, data: bytes) -> None:
    try:
        found = read(shop.settings, data)
    except (ValueError, LookupError, AssertionError) as broken:  # letters from anywhere may be written anyhow
        log.warning("a returned letter cannot be read: %s", type(broken).__name__)
        return
    message = db.get(Message, found.message_id) if found else None
    if found and message:
        _note(db, message, found)


def _note(db: Session, message: Message, found: Bounce) -> None:
    if found.failed:
        settling.bounce(db, message, found.status, found.said)
    elif not message.undelivered:
        message.status, message.error = found.status, found.said[: settling.MOST]
