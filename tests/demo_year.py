"""The whole demo year in one database, for what only shows with many rows."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from fastapi import FastAPI
from sqlalchemy import event

from app.demo.world import play_when_empty
from app.kit.db import Database
from tests.conftest import settings
from tests.databases import Databases


@pytest.fixture(scope="module")
def demo_year(databases: Databases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[FastAPI]:
    """The portal with Abavas Amatu tehnikums in full."""
    from app.main import build

    app = build(settings(tmp_path_factory.mktemp("year"), demo=True))
    app.state.database = Database(databases.fresh("sqlite"), app.state.store)
    assert play_when_empty(app)
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


__all__ = ["demo_year", "statements"]
