"""What each row of a list makes and changes, so that it can be shown before and taken back after."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, time
from decimal import Decimal
from enum import Enum
from typing import Any, TypeVar

from sqlalchemy.orm import Session

from app.kit.db import Base
from app.kit.words import Said

T = TypeVar("T", bound=Base)


def plain(value: Any) -> Any:
    """As JSON keeps it."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    return value


@dataclass
class Ledger:
    """`row` is the row being landed; everything made or changed is booked on it."""

    db: Session
    row: int = 0
    made: dict[int, list[Base]] = field(default_factory=lambda: defaultdict(list))
    changed: dict[int, list[tuple[Base, str, Any, Any, Said]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    new: set[int] = field(default_factory=set)
    errors: dict[int, list[tuple[str, Said]]] = field(default_factory=lambda: defaultdict(list))

    def make(self, thing: T, main: bool = False) -> T:
        """Adds a row; `main` makes the list's row a new one."""
        self.db.add(thing)
        self.made[self.row].append(thing)
        if main:
            self.new.add(self.row)
        return thing

    def change(
        self, thing: Base, name: str, value: Any, label: Said, shown: tuple[Any, Any] | None = None
    ) -> None:
        """Sets a column when it differs; a blank in the list never erases what the portal knows."""
        old = getattr(thing, name)
        if value in (None, "") or old == value:
            return
        setattr(thing, name, value)
        before, after = shown or (old, value)
        self.changed[self.row].append((thing, name, plain(old), plain(value), label))
        self.shown[self.row].append((label, plain(before), plain(after)))

    def refuse(self, field_name: str, said: Said) -> None:
        """The row cannot be taken; said at the cell."""
        self.errors[self.row].append((field_name, said))

    shown: dict[int, list[tuple[Said, Any, Any]]] = field(default_factory=lambda: defaultdict(list))

    def before(self, row: int) -> list[list[Any]]:
        """What undoing this row needs: made things, then old and new values of changed ones."""
        made = [["made", thing.__tablename__, thing.id] for thing in self.made[row]]
        new = {id(thing) for thing in self.made[row]}
        changed = [
            ["changed", thing.__tablename__, thing.id, name, old, value]
            for thing, name, old, value, _label in self.changed[row]
            if id(thing) not in new
        ]
        return made + changed
