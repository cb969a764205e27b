"""Runs the migrations on SQLite and PostgreSQL; `python -m app migrate` and `alembic` both come here."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from alembic import context
from alembic.autogenerate.api import AutogenContext
from sqlalchemy import Connection, Engine, create_engine, event, pool, text
from sqlalchemy.types import TypeDecorator

from app import rooms
from app.kit.db import Base
from app.settings import Settings

rooms.load_models()
LOCK = 481_484  # any number, the same in every process that migrates this database


def engine() -> Engine:
    url = context.config.attributes.get("url") or Settings.read().database_url
    if url.startswith("postgresql://"):
        url = url.replace("postgresql://", "postgresql+psycopg://", 1)
    made = create_engine(url, poolclass=pool.NullPool)
    if made.dialect.name == "sqlite":
        event.listen(made, "connect", plain_sqlite)
        event.listen(made, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
    return made


def plain_sqlite(connection: Any, _record: object) -> None:
    """Transactions are ours; dropping a table to make it anew must not take its children along."""
    connection.isolation_level = None
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute("PRAGMA busy_timeout = 60000")


@contextmanager
def alone(connection: Connection) -> Iterator[None]:
    """One migration at a time; the waiting ones may wait, the migrating one may not hold others up."""
    if connection.dialect.name != "postgresql":
        yield
        return
    connection.execute(text("SELECT pg_advisory_lock(:lock)"), {"lock": LOCK})
    connection.execute(text("SET lock_timeout = '4s'"))
    connection.execute(text("SET statement_timeout = '5s'"))
    connection.commit()
    try:
        yield
    finally:
        connection.rollback()
        connection.execute(text("SELECT pg_advisory_unlock(:lock)"), {"lock": LOCK})
        connection.commit()


def plain_type(kind: str, thing: Any, found: AutogenContext) -> str | bool:
    """A step is history: it names SQLAlchemy's types, never ours, which may change."""
    if kind == "type" and isinstance(thing, TypeDecorator):
        return f"sa.{thing.impl_instance!r}"
    return False


def run(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_as_batch=True,
        render_item=plain_type,
        compare_type=True,
        compare_server_default=True,
        transaction_per_migration=connection.dialect.name == "postgresql",
    )
    with context.begin_transaction():
        context.run_migrations()
        if connection.dialect.name == "sqlite":
            broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
            if broken:
                raise RuntimeError(f"The migration left rows without what they point to: {broken[:5]}")


if context.is_offline_mode():
    raise SystemExit("Migrations run on a database only; there is no --sql.")
with engine().connect() as connection, alone(connection):
    run(connection)
