"""The whole demo year in one database, for what only shows with many rows.

The fixtures are known everywhere through tests/conftest.py: one that each file imports is one for each file.
"""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from sqlalchemy import event

from app.demo.world import play_when_empty
from app.kit.db import Database
from tests.databases import Databases


@pytest.fixture(scope="session")
def played_year(databases: Databases, tmp_path_factory: pytest.TempPathFactory) -> tuple[FastAPI, Path]:
    """Played once: files whose name has `demo_year` are done by one worker (tests/turns.py)."""
    from app.main import build
    from tests.conftest import settings

    app = build(settings(tmp_path_factory.mktemp("year"), demo=True))
    app.state.database = Database(databases.fresh("sqlite"), app.state.store)
    assert play_when_empty(app)
    bare = app.state.database.engine.raw_connection()  # outside a transaction, which would hold the lock
    bare.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
    bare.close()
    app.state.database.engine.dispose()
    return app, Path(app.state.database.engine.url.database)


@pytest.fixture(scope="module")
def demo_year(
    played_year: tuple[FastAPI, Path], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[FastAPI]:
    """The portal with Abavas Amatu tehnikums in full, a copy for each file of tests."""
    app, played = played_year
    copy = shutil.copy(played, tmp_path_factory.mktemp("copy") / "year.sqlite")
    app.state.database = Database(f"sqlite:///{copy}", app.state.store)
    yield app
    app.state.database.engine.dispose()


@contextmanager
def statements(app: FastAPI) -> Iterator[list[str]]:
    """Every SQL statement of what is done inside, transactions apart."""
    said: list[str] = []

    def hear(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if statement.split(None, 1)[0] not in {"BEGIN", "COMMIT", "ROLLBACK", "PRAGMA"}:
            said.append(statement)

    event.listen(app.state.database.engine, "before_cursor_execute", hear)
    try:
        yield said
    finally:
        event.remove(app.state.database.engine, "before_cursor_execute", hear)
