"""The database: one base class, one engine, one transaction a request, on SQLite or PostgreSQL."""

from __future__ import annotations

import asyncio
import enum
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    Date,
    DateTime,
    Dialect,
    Engine,
    Enum,
    MetaData,
    String,
    create_engine,
    event,
)
from sqlalchemy.engine import Connection
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, declared_attr, mapped_column, object_session
from sqlalchemy.types import TypeDecorator

from app.kit.store import Store

THREADS = 8  # equal to the pool, so that nobody holds a thread while waiting for a connection


class UtcDateTime(TypeDecorator[datetime]):
    """Aware UTC in Python; `timestamptz` on PostgreSQL, UTC text on SQLite."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuses naive times: nobody knows which zone they mean."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time without a zone")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Gives the zone back."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def order_key(length: int) -> String:
    """The type of a column of `names.sort_key`: compared byte by byte, whatever the database's own order."""
    return String(length).with_variant(String(length, collation="C"), "postgresql")


def _values(members: type[enum.Enum]) -> list[str]:
    return [str(member.value) for member in members]


class Base(DeclarativeBase):
    """Every table: snake-case name, integer id, named constraints."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_N_label)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {
        datetime: UtcDateTime(),
        date: Date(),
        dict[str, Any]: JSON(),
        list[Any]: JSON(),
        list[str]: JSON(),
        list[int]: JSON(),
        enum.Enum: Enum(
            enum.Enum, native_enum=False, create_constraint=True, length=40, values_callable=_values
        ),
    }

    @declared_attr.directive
    def __tablename__(cls) -> str:
        """`PlanRow` is stored in `plan_row`."""
        return re.sub(r"(?<!^)(?=[A-Z])", "_", cls.__name__).lower()

    id: Mapped[int] = mapped_column(primary_key=True)

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.__dict__.get('id', '?')}>"


class Versioned:
    """Two people at once: the second writer gets `StaleDataError`, answered with 409."""

    version: Mapped[int] = mapped_column(default=1)

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:
        """SQLAlchemy counts the version in each UPDATE."""
        return {"version_id_col": cls.version}


class Unchanging:
    """Written once: a row that proves something is neither changed nor taken out by the portal's own hand."""


class Unchanged(Exception):
    """Somebody tried to change what never changes."""


@event.listens_for(Unchanging, "before_update", propagate=True)
def _keep(_mapper: Any, _connection: Any, row: Any) -> None:
    session = object_session(row)
    if session is not None and session.is_modified(row, include_collections=False):
        raise Unchanged(repr(row))


@event.listens_for(Unchanging, "before_delete", propagate=True)
def _keep_whole(_mapper: Any, _connection: Any, row: Any) -> None:
    raise Unchanged(repr(row))


def _prepare_sqlite(engine: Engine) -> None:
    @event.listens_for(engine, "connect")
    def connect(connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # BEGIN is ours, below
        for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON", "busy_timeout=5000"):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        # a write that starts as a read can fail when it turns into a write
        write = connection.get_execution_options().get("write", True)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")


def make_engine(url: str) -> Engine:
    """An engine for `url` with the pragmas and the pool of this house."""
    if url.startswith("postgresql://"):
        url = url.replace("postgresql://", "postgresql+psycopg://", 1)
    options: dict[str, Any] = {"pool_size": THREADS, "max_overflow": 2, "pool_timeout": 10}
    options["hide_parameters"] = True  # values in an error's text would carry people's data into the log
    if url.startswith("sqlite"):
        options["connect_args"] = {"check_same_thread": False}
    else:
        options |= {"pool_pre_ping": True, "connect_args": {"connect_timeout": 5}}
    engine = create_engine(url, **options)
    if engine.dialect.name == "sqlite":
        _prepare_sqlite(engine)
    return engine


class Database:
    """Opens transactions. `turn` lets one SQLite writer in at a time without holding a thread."""

    def __init__(self, url: str, store: Store | None = None) -> None:
        self.engine = make_engine(url)
        self.store = store
        self.turn: asyncio.Lock | None = asyncio.Lock() if self.engine.dialect.name == "sqlite" else None

    @contextmanager
    def session(self, write: bool = True) -> Iterator[Session]:
        """Leaving commits, raising rolls back. Reads commit too: it keeps prepared statements."""
        bind = self.engine.execution_options(write=write)
        with Session(bind, expire_on_commit=False, info={"store": self.store}) as session, session.begin():
            yield session


@contextmanager
def trial(session: Session) -> Iterator[None]:
    """What is done inside is seen inside, and taken back at the end; nor will the trail tell it."""
    told = len(session.info.setdefault("changes", []))
    savepoint = session.begin_nested()
    try:
        yield
    finally:
        savepoint.rollback()
        del session.info["changes"][told:]


def store_of(session: Session) -> Store:
    """Where this database's files are kept."""
    store = session.info["store"]
    assert isinstance(store, Store)
    return store
