"""What the watchman hears when something is wrong."""

from pathlib import Path

import pytest
from fastapi import FastAPI
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from app.kit.db import Database
from tests.browser import Browser
from tests.databases import Databases

UNKNOWN = {"waiting": None, "failed": None}


class Gone:
    """A database that nobody reaches."""

    turn = None

    def session(self, write: bool = True) -> Session:
        raise OperationalError("SELECT 1", {}, ConnectionRefusedError("host=db password=secret"))


def test_no_database(browser: Browser, app: FastAPI) -> None:
    app.state.database = Gone()
    answer = browser.get("/health")
    assert answer.status == 503
    told = answer.json()
    assert (told["database"], told["migrations"], told["jobs"]) == (False, False, UNKNOWN)
    assert told["error"] == "OperationalError"
    assert "secret" not in answer.text


def test_a_database_without_tables(browser: Browser, app: FastAPI, databases: Databases, engine: str) -> None:
    empty = Database(databases.empty(engine))
    app.state.database = empty
    answer = browser.get("/health")
    assert answer.status == 503
    assert answer.json()["database"]
    assert answer.json()["jobs"] == UNKNOWN
    empty.engine.dispose()


@pytest.mark.only("sqlite")
def test_a_folder_that_is_not_there(browser: Browser, app: FastAPI, tmp_path: Path, engine: str) -> None:
    app.state.database = Database(f"sqlite:///{tmp_path / 'nowhere' / 'dvb.sqlite'}")
    answer = browser.get("/health")
    assert answer.status == 503
    assert answer.json()["database"] is False


def test_head_is_enough(browser: Browser) -> None:
    assert browser.client.head("/health").status_code == browser.get("/health").status
