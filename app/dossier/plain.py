"""Rows as plain values without the ids of this database, and back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time
from decimal import Decimal
from enum import Enum
from typing import Any, Final

from sqlalchemy import Column, Date, DateTime, Numeric, Time, inspect
from sqlalchemy import Enum as EnumType
from sqlalchemy.types import TypeDecorator

from app.kit.db import Base, UtcDateTime

LEFT_OUT: Final = {"version", "password_hash", "restored_at"}
Named = Callable[[str, int], str | None]  # table and id → the key in the dossier
Found = dict[str, int]  # the key in the dossier → the id here


def columns_of(model: type[Base]) -> dict[str, Column[Any]]:
    """By attribute; the id only where it is another table's."""
    found: dict[str, Any] = {each.key: each.columns[0] for each in inspect(model).column_attrs}
    return {
        key: column
        for key, column in found.items()
        if key not in LEFT_OUT and (key != "id" or column.foreign_keys)
    }


def target(column: Column[Any]) -> str:
    """The table that a column points at; empty when it is a value."""
    for key in column.foreign_keys:
        return str(key.column.table.name)
    return ""


def told(row: Base, named: Named) -> dict[str, Any]:
    """The row's values; ids become keys, and those of rows that do not travel become nothing."""
    found: dict[str, Any] = {}
    for key, column in columns_of(type(row)).items():
        value = getattr(row, key)
        other = target(column)
        found[key] = (named(other, value) if value is not None else None) if other else _plain(value)
    return found


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date | datetime | time):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


class Unreadable(ValueError):
    """A value that its column cannot hold."""


def read(model: type[Base], values: dict[str, Any], found: Found) -> dict[str, Any]:
    """What `told` wrote, for this database; values of columns that are not known here are left out."""
    made: dict[str, Any] = {}
    for key, column in columns_of(model).items():
        if key not in values:
            continue
        value = values[key]
        if target(column):
            made[key] = found.get(value) if value is not None else None
        else:
            try:
                made[key] = _typed(column, value)
            except (ValueError, TypeError, ArithmeticError) as wrong:
                raise Unreadable(f"{model.__tablename__}.{key}") from wrong
    return made


def _typed(column: Column[Any], value: Any) -> Any:
    if value is None:
        return None
    kind: Any = column.type
    if isinstance(kind, EnumType) and kind.enum_class:
        return kind.enum_class(value)
    if isinstance(kind, UtcDateTime | DateTime):
        return datetime.fromisoformat(value)
    if isinstance(kind, Date):
        return date.fromisoformat(value)
    if isinstance(kind, Time):
        return time.fromisoformat(value)
    if isinstance(kind, Numeric):
        return Decimal(value)
    assert not isinstance(kind, TypeDecorator), kind
    return value
