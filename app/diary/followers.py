"""What another deed about the placement means for its diary."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from app.diary.actions import follow_schedule
from app.diary.verbs import FOLLOW
from app.identity.actor import Actor


def schedule_changed(db: Session, actor: Actor, thing: Any) -> None:
    """Follows what changes the weeks from `thing.since` on; `thing.pauses` are the days without learning."""
    if thing.placement.state in FOLLOW.of:
        follow_schedule(db, actor, thing.placement, since=thing.since, pauses=thing.pauses)
