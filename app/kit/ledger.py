"""What a large deed makes and changes, row by row, so that it can be shown before and taken back after."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, time
from decimal import Decimal
from enum import Enum
from typing import Any, TypeVar

from sqlalchemy import Date, Numeric, UniqueConstraint, delete, inspect
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
        made = [["made", t.__tablename__, t.id, getattr(t, "version", None)] for t in self.made[row]]
        new = {id(thing) for thing in self.made[row]}
        changed = [
            ["changed", thing.__tablename__, thing.id, name, old, value]
            for thing, name, old, value, _label in self.changed[row]
            if id(thing) not in new
        ]
        return made + changed


Entry = Sequence[Any]  # as `Ledger.before` tells it


def _models() -> dict[str, type[Base]]:
    return {mapper.class_.__tablename__: mapper.class_ for mapper in Base.registry.mappers}


def touched(db: Session, entries: Iterable[Entry]) -> list[Base]:
    """Made or changed things that somebody has changed or removed since."""
    tables = _models()
    found = []
    for kind, table, key, *more in entries:
        thing = db.get(tables[table], key)
        if kind == "made":
            if thing is not None and more and more[0] != getattr(thing, "version", None):
                found.append(thing)
        elif thing is not None and getattr(thing, more[0]) != _typed(thing, more[0], more[2]):
            found.append(thing)
    return found


def take_back(db: Session, entries: Iterable[Entry]) -> None:
    """Made things go, changed ones get their old values unless somebody changed them since."""
    tables = _models()
    made: list[tuple[type[Base], int]] = []
    for kind, table, key, *more in reversed(list(entries)):
        if kind == "made":
            made.append((tables[table], key))
        elif (thing := db.get(tables[table], key)) is not None:
            name, old, new = more
            if _typed(thing, name, new) == getattr(thing, name):
                setattr(thing, name, _typed(thing, name, old))
                if _unique(thing, name):
                    db.flush()  # the value is free for the thing that had it before
    _remove(db, made)


def _unique(thing: Base, name: str) -> bool:
    table = type(thing).__table__
    constraints = getattr(table, "constraints", ())
    return any(name in each.columns for each in constraints if isinstance(each, UniqueConstraint))


def _typed(thing: Base, name: str, value: Any) -> Any:
    kind: Any = inspect(type(thing)).columns[name].type
    if value is None:
        return None
    if isinstance(kind, Date):
        return date.fromisoformat(value)
    if isinstance(kind, Numeric):
        return Decimal(value)
    return kind.enum_class(value) if getattr(kind, "enum_class", None) else value


def _remove(db: Session, made: list[tuple[type[Base], int]]) -> None:
    """By table, those that point at others first."""
    order = {table.name: n for n, table in enumerate(Base.metadata.sorted_tables)}
    db.flush()  # restored values before the rows they point at go
    for model in sorted({model for model, _key in made}, key=lambda m: order[m.__tablename__], reverse=True):
        keys = [key for found, key in made if found is model]
        for start in range(0, len(keys), 500):
            key_column = inspect(model).primary_key[0]
            db.execute(delete(model).where(key_column.in_(keys[start : start + 500])))
    db.expire_all()
