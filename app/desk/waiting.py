"""What waits for somebody in one of their organisations, for a letter that brings all of it."""

from __future__ import annotations

from sqlalchemy.orm import Session

from app.desk.lines import lines
from app.desk.own import of_others
from app.identity.actor import Actor
from app.notifications.open_work import OpenWork


def open_work(db: Session, actor: Actor) -> list[OpenWork]:
    """The rows of their first page, the most urgent first."""
    tasks = of_others(db, actor, lines(db, actor))
    return [OpenWork(task.title, task.sub or task.detail, task.url) for task in tasks]
