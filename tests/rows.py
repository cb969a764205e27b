"""What a set-up changed in the tables, row by row, and how that is put back."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import psycopg
from psycopg import sql
from psycopg.types.string import TextLoader
from sqlalchemy import Connection, Table

Row = tuple[Any, ...]
Rows = dict[Row, Row]
PutBack = Callable[[Connection], bool]  # False when the database would not have it


@dataclass(frozen=True)
class Change:
    """A table before and after: rows by their key, as the driver gives them."""

    table: Table
    before: Rows
    after: Rows

    @property
    def names(self) -> list[str]:
        return [column.name for column in self.table.columns]

    @property
    def keys(self) -> list[str]:
        return [column.name for column in self.table.primary_key]

    @property
    def gone(self) -> list[Row]:
        return sorted(set(self.before) - set(self.after), reverse=True)

    @property
    def new(self) -> list[Row]:
        return [row for key, row in sorted(self.after.items()) if key not in self.before]

    @property
    def changed(self) -> list[Row]:
        """The new values, and the key once more."""
        pairs = ((key, row) for key, row in self.after.items() if self.before.get(key, row) != row)
        return [row + key for key, row in pairs]


def read(connection: Connection, table: Table) -> Rows:
    """All rows; what is JSON stays text."""
    cursor: Any = driver(connection).cursor()
    if isinstance(cursor, psycopg.Cursor):
        for kind in ("json", "jsonb"):
            cursor.adapters.register_loader(kind, TextLoader)
    names = [column.name for column in table.columns]
    key = [names.index(column.name) for column in table.primary_key]
    cursor.execute("SELECT {} FROM {}".format(", ".join(map(quoted, names)), quoted(table.name)))
    return {tuple(row[number] for number in key): tuple(row) for row in cursor.fetchall()}


def driver(connection: Connection) -> Any:
    return connection.connection.driver_connection


def quoted(name: str) -> str:
    return f'"{name}"'


def statements(changes: list[Change], sign: str) -> Iterator[tuple[str, list[Row]]]:
    """What goes, what comes, what changes; `changes` has what is referred to before what refers to it."""
    for change in reversed(changes):
        where = " AND ".join(f"{quoted(name)} = {sign}" for name in change.keys)
        yield f"DELETE FROM {quoted(change.table.name)} WHERE {where}", change.gone
    for change in changes:
        names = ", ".join(map(quoted, change.names))
        values = ", ".join(sign for _name in change.names)
        yield f"INSERT INTO {quoted(change.table.name)} ({names}) VALUES ({values})", change.new
    for change in changes:
        values = ", ".join(f"{quoted(name)} = {sign}" for name in change.names)
        where = " AND ".join(f"{quoted(name)} = {sign}" for name in change.keys)
        yield f"UPDATE {quoted(change.table.name)} SET {values} WHERE {where}", change.changed


def in_sqlite(changes: list[Change]) -> PutBack:
    """One call for each statement."""
    todo = [(text, rows) for text, rows in statements(changes, "?") if rows]

    def put_back(connection: Connection) -> bool:
        cursor = driver(connection).cursor()
        cursor.execute("SAVEPOINT kept")
        try:
            for text, rows in todo:
                cursor.executemany(text, rows)
        except sqlite3.Error:
            cursor.execute("ROLLBACK TO kept")
            return False
        finally:
            cursor.execute("RELEASE kept")
        return True

    return put_back


def in_postgresql(changes: list[Change]) -> PutBack:
    """All statements in one, and the counters of ids where the set-up left them."""
    parts = [
        text % tuple(sql.Literal(value).as_string() for value in row)
        for text, rows in statements(changes, "%s")
        for row in rows
    ]
    for change in changes:
        if change.new and change.keys == ["id"]:
            parts.append(
                f"SELECT setval(pg_get_serial_sequence('{quoted(change.table.name)}', 'id'), "
                f"{max(key[0] for key in change.after)})"
            )
    script = ";\n".join(["SAVEPOINT kept", *parts, "RELEASE SAVEPOINT kept"]).encode()

    def put_back(connection: Connection) -> bool:
        try:
            driver(connection).execute(script, prepare=False)
        except psycopg.Error:
            driver(connection).execute("ROLLBACK TO SAVEPOINT kept; RELEASE SAVEPOINT kept", prepare=False)
            return False
        return True

    return put_back


PUT_BACK = {"sqlite": in_sqlite, "postgresql": in_postgresql}
