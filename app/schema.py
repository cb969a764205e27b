"""Bringing the database up to the newest migration."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

ROOT = Path(__file__).resolve().parent.parent


def config(url: str) -> Config:
    """Alembic's settings for this database."""
    found = Config(str(ROOT / "alembic.ini"))
    found.set_main_option("script_location", str(ROOT / "migrations"))
    found.attributes["url"] = url
    return found


def migrate(url: str, to: str = "head") -> None:
    """Runs what is missing."""
    command.upgrade(config(url), to)


def at_head(connection: Connection) -> bool:
    """Whether nothing is missing."""
    head = ScriptDirectory(str(ROOT / "migrations")).get_current_head()
    return MigrationContext.configure(connection).get_current_revision() == head
