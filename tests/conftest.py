"""What every test may ask for: a database, a browser, the cast, the served portal."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typst
from fastapi import FastAPI
from hypothesis import settings as hypothesis
from playwright.sync_api import Browser as Chrome
from playwright.sync_api import sync_playwright
from sqlalchemy import Connection
from sqlalchemy.orm import Session
from starlette.testclient import TestClient

from app.demo.cast import Cast
from app.kit.db import Database
from app.kit.store import FolderStore
from app.settings import Settings
from tests.browser import Browser, Queries
from tests.databases import ENGINES, Databases, OneTransaction
from tests.demo_year import demo_year, played_year
from tests.kept import Place, kept
from tests.live import Live, Windows, chromium
from tests.pdfs import inside

__all__ = ["demo_year", "played_year"]
SECRET = "a-secret-for-the-tests-that-is-long-enough"

# the same examples each time, and no limit on a busy machine
hypothesis.register_profile("house", deadline=None, derandomize=True)
hypothesis.load_profile("house")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--engine", choices=ENGINES, help="only on this kind of database")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    from tests.turns import Turns

    return Turns(config, log)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Whatever touches the database runs on both kinds; `@pytest.mark.only("sqlite")` on one."""
    if "engine" not in metafunc.fixturenames:
        return
    wanted = metafunc.config.getoption("--engine")
    mark = metafunc.definition.get_closest_marker("only")
    engines = mark.args if mark else ENGINES
    metafunc.parametrize("engine", [name for name in engines if wanted in (None, name)], scope="session")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """`pytest -m "not browser"` leaves out what needs Chromium."""
    for item in items:
        if {"chrome", "live"} & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def databases(tmp_path_factory: pytest.TempPathFactory, testrun_uid: str) -> Iterator[Databases]:
    own = tmp_path_factory.getbasetemp()
    worker = os.environ.get("PYTEST_XDIST_WORKER", "")
    shared = own.parent if worker else own
    with Databases(shared, own, f"dvb_{testrun_uid[:12]}", worker or "alone").open() as databases:
        yield databases


@pytest.fixture(scope="session")
def engine() -> str:
    """The kind of database: "sqlite" and "postgresql", one after the other."""
    raise AssertionError("given by pytest_generate_tests")


@pytest.fixture
def connection(databases: Databases, engine: str) -> Iterator[Connection]:
    """One transaction for the whole test, rolled back afterwards."""
    database = databases.of(engine)
    with database.engine.connect() as connection:
        transaction = connection.begin()
        connection.info["place"] = Place(databases.albums[engine])
        yield connection
        del connection.info["place"]
        transaction.rollback()


@pytest.fixture
def transaction(connection: Connection, databases: Databases) -> OneTransaction:
    return OneTransaction(connection, FolderStore(databases.own / "files"))


@pytest.fixture
def db(transaction: OneTransaction) -> Iterator[Session]:
    """The test's own session; the portal sees what it adds, and it sees what the portal does."""
    with transaction.open() as session:
        yield session


@pytest.fixture
def queries(connection: Connection) -> Queries:
    """`with queries(at_most=12): …`"""
    return Queries(connection)


def settings(data: Path, *, demo: bool = False) -> Settings:
    return Settings.read(
        {
            "DVB_DATA_DIR": str(data),
            "DVB_SECRET_KEY": SECRET,
            "DVB_DEMO": "1" if demo else "",
            "DVB_WORKER": "0",
            "DVB_BASE_URL": "http://testserver",
        }
    )


@pytest.fixture(scope="session")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    from app.main import build

    app = build(settings(tmp_path_factory.mktemp("portal")))
    with TestClient(app, follow_redirects=False, raise_server_exceptions=False) as client:
        yield client


@pytest.fixture
def app(client: TestClient, transaction: OneTransaction) -> FastAPI:
    """The real portal, working inside the test's transaction."""
    app = client.app
    assert isinstance(app, FastAPI)
    app.state.database, app.state.store = transaction, transaction.store
    return app


@pytest.fixture
def browser(app: FastAPI, db: Session, client: TestClient) -> Browser:
    """`browser.as_(cast.ilze).get("/")`; by itself it is nobody's."""
    return Browser(app, db, client).nobody()


@pytest.fixture
@kept
def cast(db: Session) -> Cast:
    """The named people of the demo school."""
    cast = Cast.create(db)
    db.commit()
    return cast


@pytest.fixture(scope="session", autouse=True)
def every_pdf_is_tagged() -> Iterator[None]:
    """The first of each template that a worker sets is looked into: tagged, and for the archive."""
    real, looked_at = typst.compile, set[str]()

    def compile_and_look(path: str, **options: Any) -> bytes:
        made: bytes = real(path, **options)
        if path not in looked_at:
            looked_at.add(path)
            whole = inside(made)
            for mark in (b"/StructTreeRoot", b"/Lang", b"<pdfuaid:part>1<", b"<pdfaid:conformance>A<"):
                assert mark in whole, f"{path} lacks {mark!r}"
        return made

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(typst, "compile", compile_and_look)
        yield


@pytest.fixture(scope="session")
def chrome() -> Iterator[Chrome]:
    program = chromium()
    with sync_playwright() as playwright:
        chrome = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield chrome
        chrome.close()


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    from app.main import build

    with Live(build(settings(tmp_path_factory.mktemp("live"), demo=True))).running() as live:
        yield live


@pytest.fixture
def live(served: Live, databases: Databases, request: pytest.FixtureRequest) -> Iterator[Live]:
    """The portal as served, with the cast in a new SQLite file (or `@pytest.mark.live_on("postgresql")`)."""
    mark = request.node.get_closest_marker("live_on")
    database = Database(databases.fresh(mark.args[0] if mark else "sqlite"), served.app.state.store)
    served.use(database)
    with served.session() as db:
        Cast.create(db)
    yield served
    database.engine.dispose()


@pytest.fixture
def window(chrome: Chrome, live: Live) -> Iterator[Windows]:
    """`page = window("ilze", width=390, dark=True)`; the console must stay empty."""
    windows = Windows(chrome, live)
    yield windows
    windows.close()
