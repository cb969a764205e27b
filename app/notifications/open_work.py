"""What waits for a person: the rooms above know, and are wired in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from sqlalchemy.orm import Session

from app.identity.actor import Actor
from app.kit.words import Said

MOST: Final = 12


@dataclass(frozen=True)
class OpenWork:
    """One thing to do: what, about whom, and where."""

    title: Said
    detail: Said | None
    address: str


sources: Final[list[Callable[[Session, Actor], list[OpenWork]]]] = []


def open_work(db: Session, actor: Actor) -> list[OpenWork]:
    """At most a dozen; the rest is behind the link to all."""
    return [work for source in sources for work in source(db, actor)][:MOST]
