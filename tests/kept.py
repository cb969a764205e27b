"""Set-ups that many tests repeat: a worker plays each once; afterwards its rows are put back.

@pytest.fixture
@kept
def sent(db: Session, cast: Cast, draft: Contract) -> Contract: …

That holds while nothing but kept set-ups has written, in the same order and at the same set clock;
else the function is simply called. A set-up gives back rows, or lists, tuples and dataclasses of them.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import Enum
from typing import Any, ParamSpec, TypeVar, cast

from fastapi import FastAPI
from sqlalchemy import Connection, Engine, event, inspect
from sqlalchemy.orm import Session, make_transient_to_detached

from app.kit import clock, verbs
from app.kit.db import Base
from tests.rows import PUT_BACK, Change, PutBack, Rows, read

P = ParamSpec("P")
R = TypeVar("R")
Path = tuple[Any, ...]
ASIDE = {"sign_in"}  # who has come in changes nothing of what they find


class Unkept(Exception):
    """This cannot be told by rows."""


@dataclass(frozen=True)
class Page:
    """What a set-up gave, how it left the tables it wrote to, and what puts them so again."""

    gave: Any
    tables: dict[str, Rows]
    put_back: PutBack


Album = dict[Path, Page | None]


@dataclass
class Place:
    """Where the present test has come: the kept set-ups it went through; None when off their ways."""

    album: Album
    at: Path | None = ()
    touched: set[str] = field(default_factory=set)

    def rows(self, table: str) -> Rows:
        """What stands in the table here; the database itself is empty."""
        assert self.at is not None
        for length in range(len(self.at), 0, -1):
            page = self.album[self.at[:length]]
            if page and table in page.tables:
                return page.tables[table]
        return {}


def watch(engine: Engine) -> Album:
    """Notes from now on what is written; gives the empty album."""
    event.listen(engine, "before_cursor_execute", _note)
    event.listen(engine, "rollback_savepoint", _taken_back)
    return {}


def _note(connection: Connection, _cursor: Any, statement: str, *_rest: Any) -> None:
    place: Place | None = connection.info.get("place")
    if place is None or (word := statement[:6]) not in {"INSERT", "UPDATE", "DELETE"}:
        return
    table = statement.split(None, 3)[1 if word == "UPDATE" else 2].strip('"')
    place.touched.add(table)
    if table not in ASIDE:
        place.at = None


def _taken_back(connection: Connection, *_rest: Any) -> None:
    if place := connection.info.get("place"):
        place.at = None


def kept(play: Callable[P, R]) -> Callable[P, R]:
    """Makes a set-up one that is played once; it takes `db`."""

    @functools.wraps(play)
    def act(*args: P.args, **kwargs: P.kwargs) -> R:
        db = cast(Session, kwargs["db"] if "db" in kwargs else args[0])
        connection = db.connection()
        place: Place | None = connection.info.get("place")
        db.flush()
        said: Path = ()
        try:
            said = (_put(args), _put(tuple(sorted(kwargs.items()))))
        except Unkept:
            place = None
        if place is None or place.at is None:
            return play(*args, **kwargs)
        wired = (len(verbs.after_every), sum(map(len, verbs.then.values())))
        path = (*place.at, (play.__module__, play.__qualname__, clock._set_to.get(), wired, *said))
        if path not in place.album:
            return _first(connection, place, path, db, lambda: play(*args, **kwargs))
        page = place.album[path]
        if page is None or not page.put_back(connection):
            place.album[path] = None
            return play(*args, **kwargs)
        db.expire_all()
        place.at, place.touched = path, place.touched | set(page.tables)
        return cast(R, _take(db, page.gave))

    return act


def _first(connection: Connection, place: Place, path: Path, db: Session, play: Callable[[], R]) -> R:
    start, before = Place(place.album, place.at), place.touched
    place.touched = set()
    made = play()
    db.flush()
    touched, place.touched = place.touched, place.touched | before
    place.album[path], place.at = None, None
    if touched & ASIDE:
        return made
    tables = [table for table in Base.metadata.sorted_tables if table.name in touched]
    changes = [Change(table, start.rows(table.name), read(connection, table)) for table in tables]
    try:
        gave = _put(made)
    except Unkept:
        return made
    put_back = PUT_BACK[connection.dialect.name](changes)
    place.album[path] = Page(gave, {change.table.name: change.after for change in changes}, put_back)
    place.at = path
    return made


def _put(value: Any) -> Any:
    """A value as it can be kept: a row is told by its class and id."""
    if isinstance(value, Base):
        if (identity := inspect(value).identity) is None:
            raise Unkept
        return ("row", type(value), identity)
    if isinstance(value, tuple | list):
        return (type(value).__name__, *map(_put, value))
    if isinstance(value, dict):
        return ("dict", *((key, _put(each)) for key, each in value.items()))
    if is_dataclass(value) and not isinstance(value, type):
        return ("data", type(value), *((f.name, _put(getattr(value, f.name))) for f in fields(value)))
    if isinstance(value, Session | FastAPI):
        return ("of the test", type(value))
    if value is None or isinstance(value, str | int | Decimal | date | timedelta | Enum | type):
        return ("plain", value)
    raise Unkept


def _take(db: Session, put: Any) -> Any:
    match put:
        case ("row", kind, identity):
            return _row(db, kind, identity)
        case ("tuple", *parts):
            return tuple(_take(db, each) for each in parts)
        case ("list", *parts):
            return [_take(db, each) for each in parts]
        case ("dict", *parts):
            return {key: _take(db, each) for key, each in parts}
        case ("data", kind, *parts):
            return kind(**{name: _take(db, each) for name, each in parts})
        case ("plain", value):
            return value
        case (_of_the_test, kind):
            assert issubclass(kind, Session), "a set-up gives back no portal"
            return db
    raise AssertionError(put)


def _row(db: Session, kind: type[Base], identity: tuple[Any, ...]) -> Base:
    """The thing of this id, which is asked for only when it is looked at."""
    key = inspect(kind).identity_key_from_primary_key(identity)
    found: Base | None = db.identity_map.get(key)
    if found is None:
        found = kind()
        for column, value in zip(inspect(kind).primary_key, identity, strict=True):
            setattr(found, column.name, value)
        make_transient_to_detached(found)
        db.add(found)
    return found
