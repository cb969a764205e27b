"""What papers are about, as the rooms above know it: `placement:12`."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy.orm import Session


class About(NamedTuple):
    """Something a paper may be about."""

    subject: str
    label: str
    address: str


# wired: what the actor may choose from, or which of `subjects` they may see
named: list[Callable[[Session, Any, Collection[str] | None], list[About]]] = []
# wired: the last day of each subject that has ended
ended: list[Callable[[Session, Collection[str]], dict[str, date]]] = []


def choices(db: Session, actor: Any) -> list[About]:
    """For the form."""
    return [one for source in named for one in source(db, actor, None)]


def known(db: Session, actor: Any, subjects: Collection[str]) -> dict[str, About]:
    """Those of `subjects` that the actor may see."""
    wanted = {subject for subject in subjects if subject}
    if not wanted:
        return {}
    return {one.subject: one for source in named for one in source(db, actor, wanted)}


def endings(db: Session, subjects: Collection[str]) -> dict[str, date]:
    """When they ended, as far as they have."""
    found: dict[str, date] = {}
    for source in ended:
        found |= source(db, subjects)
    return found
