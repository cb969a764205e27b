"""Which columns name files in the store: every one called …sha256, and those that say so.

A hash that is no file says `info={"file": False}` where it is made, a list of hashes `info={"file": "list"}`.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, String, and_, cast, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from app.kit.db import Base


@dataclass(frozen=True)
class Naming:
    """A column whose values are the SHA-256 of stored files."""

    model: type[Base]
    key: str
    listed: bool = False

    @property
    def name(self) -> str:
        """`edition.sha256`."""
        return f"{self.model.__tablename__}.{self.key}"

    @property
    def column(self) -> InstrumentedAttribute[Any]:
        """For selects."""
        found: InstrumentedAttribute[Any] = getattr(self.model, self.key)
        return found

    @property
    def given(self) -> ColumnElement[bool]:
        """Rows that name at least one."""
        if self.listed:
            return cast(self.column, String).not_in(("[]", "null"))
        return and_(self.column.is_not(None), self.column != "")

    def naming(self, digests: Collection[str]) -> ColumnElement[bool]:
        """Rows that name one of these."""
        if self.listed:
            return or_(False, *(cast(self.column, String).contains(digest) for digest in digests))
        return or_(False, self.column.in_(digests))

    def hashes(self, value: Any) -> list[str]:
        """Out of what the column holds."""
        return list(value) if self.listed else [value] if value else []


def namings() -> list[Naming]:
    """All of them, by name."""
    found = [
        Naming(mapper.class_, attribute.key, told == "list")
        for mapper in Base.registry.mappers
        for attribute in mapper.column_attrs
        for column in attribute.columns[:1]
        if (told := column.info.get("file", column.name.endswith("sha256")))
    ]
    return sorted(found, key=lambda naming: naming.name)


def rows_after(db: Session, naming: Naming, after: int, most: int) -> list[tuple[int, str]]:
    """What the next rows name: id and hash, in the order of ids."""
    number = naming.model.id
    wanted = select(number, naming.column).where(number > after, naming.given)
    found = db.execute(wanted.order_by(number).limit(most))
    return [(row[0], digest) for row in found for digest in naming.hashes(row[1])]


def count(db: Session) -> int:
    """How many rows name a file."""
    wanted = (select(func.count(naming.model.id)).where(naming.given) for naming in namings())
    return sum(db.scalar(one) or 0 for one in wanted)


def named_by(db: Session, digests: Collection[str]) -> dict[str, list[tuple[str, int]]]:
    """Who names these files: by hash, the tables and the ids of their rows."""
    found: dict[str, list[tuple[str, int]]] = {}
    asked = sorted(digests)
    for start in range(0, len(asked), 100):  # a statement has a limited number of places
        some = set(asked[start : start + 100])
        for naming in namings():
            wanted = select(naming.column, naming.model.id).where(naming.naming(some))
            for value, number in db.execute(wanted):
                for digest in some.intersection(naming.hashes(value)):
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
