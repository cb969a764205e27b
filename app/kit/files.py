"""Which columns name files in the store: every one called …sha256, and those that say so."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from app.kit.db import Base


@dataclass(frozen=True)
class Naming:
    """A column whose values are the SHA-256 of stored files."""

    model: type[Base]
    key: str

    @property
    def name(self) -> str:
        """`edition.sha256`."""
        return f"{self.model.__tablename__}.{self.key}"

    @property
    def column(self) -> InstrumentedAttribute[Any]:
        """For selects."""
        found: InstrumentedAttribute[Any] = getattr(self.model, self.key)
        return found


def namings() -> list[Naming]:
    """All of them, by name. A hash that is no file says `info={"file": False}` where it is made."""
    found = [
        Naming(mapper.class_, attribute.key)
        for mapper in Base.registry.mappers
        for attribute in mapper.column_attrs
        if attribute.columns[0].info.get("file", attribute.columns[0].name.endswith("sha256"))
    ]
    return sorted(found, key=lambda naming: naming.name)


def rows_after(db: Session, naming: Naming, after: int, most: int) -> list[tuple[int, str]]:
    """The next rows that name a file: id and hash, in the order of ids."""
    column, number = naming.column, naming.model.id
    wanted = select(number, column).where(number > after, column.is_not(None), column != "")
    return [(row[0], row[1]) for row in db.execute(wanted.order_by(number).limit(most))]


def count(db: Session) -> int:
    """How many rows name a file."""
    total = 0
    for naming in namings():
        column = naming.column
        total += db.scalar(select(func.count()).where(column.is_not(None), column != "")) or 0
    return total


def named_by(db: Session, digests: Collection[str]) -> dict[str, list[tuple[str, int]]]:
    """Who names these files: by hash, the tables and the ids of their rows."""
    found: dict[str, list[tuple[str, int]]] = {}
    for naming in namings():
        wanted = select(naming.column, naming.model.id).where(naming.column.in_(digests))
        for digest, number in db.execute(wanted):
            found.setdefault(digest, []).append((naming.model.__tablename__, number))
    return found


def called(db: Session, named: Collection[tuple[str, int]]) -> dict[tuple[str, int], tuple[str, str]]:
    """What rows call themselves and where they are found, one select a table."""
    models = {mapper.class_.__tablename__: mapper.class_ for mapper in Base.registry.mappers}
    found: dict[tuple[str, int], tuple[str, str]] = {}
    for table in {table for table, _number in named}:
        ids = [number for each, number in named if each == table]
        for row in db.scalars(select(models[table]).where(models[table].id.in_(ids))):
            whole = getattr(row, "document", None) or row  # an edition or a signature is its document's
            title = getattr(whole, "named", None) or getattr(whole, "called", "")
            found[table, row.id] = (str(title), getattr(whole, "address", ""))
    return found
