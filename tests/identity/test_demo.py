"""The demo's own doors, and that they are nowhere else."""

from collections.abc import Iterator

import pytest
from fastapi import FastAPI
from sqlalchemy import select
from sqlalchemy.orm import Session
from starlette.testclient import TestClient

from app.audit.models import Trail
from app.demo.cast import KEYS, Cast
from app.main import build
from tests.browser import Browser
from tests.conftest import settings
from tests.databases import OneTransaction


@pytest.fixture(scope="module")
def demo_client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    app = build(settings(tmp_path_factory.mktemp("demo"), demo=True))
    with TestClient(app, follow_redirects=False, raise_server_exceptions=False) as client:
        yield client


@pytest.fixture
def demo(demo_client: TestClient, transaction: OneTransaction, db: Session) -> Browser:
    app = demo_client.app
    assert isinstance(app, FastAPI)
    app.state.database, app.state.store = transaction, transaction.store
    return Browser(app, db, demo_client).nobody()


@pytest.mark.parametrize("key", KEYS)
def test_one_click_lets_anybody_of_the_cast_in(demo: Browser, db: Session, cast: Cast, key: str) -> None:
    answer = demo.post("/demo/ieiet", {"person": key})
    assert (answer.status, answer.to) == (303, "/")
    assert cast.people[key].name in demo.get("/profils").words
    assert db.scalars(select(Trail.via).where(Trail.verb == "identity.sign_in")).one() == "demo"


def test_the_sign_in_page_lists_them(demo: Browser, cast: Cast) -> None:
    page = demo.get("/ieiet?next=/profils").page
    buttons = page.all("button", name_="person")
    assert [button["value"] for button in buttons] == list(KEYS)
    assert demo.post("/demo/ieiet", {"person": "ilze", "next": "/profils"}).to == "/profils"
    assert demo.post("/demo/ieiet", {"person": "ilze", "next": "//evil.example"}).to == "/"


@pytest.mark.parametrize("person", ["", "nobody", "ILZE", "x" * 5000])
def test_nobody_else_comes_in(demo: Browser, cast: Cast, person: str) -> None:
    assert demo.post("/demo/ieiet", {"person": person}).status == 404


def ways(demo: Browser) -> list[str]:
    """The ways in that the mailbox shows."""
    links = (a["href"] for a in demo.get("/demo/pasts").page.all("a"))
    return [link for link in links if link.startswith("/s/")]


def test_the_mailbox_shows_what_was_sent(demo: Browser, cast: Cast) -> None:
    assert (
        "Neviena ziņa vēl nav nosūtīta" in demo.get("/demo/pasts").words
        or demo.get("/demo/pasts").status == 200
    )
    before = ways(demo)
    cast.martins.email = ""
    demo.post("/saite", {"contact": cast.aigars.email})
    demo.post("/saite", {"contact": cast.martins.phone})
    demo.work()
    page = demo.get("/demo/pasts")
    assert cast.aigars.email in page.words
    assert cast.martins.phone in page.words
    came = [way for way in ways(demo) if way not in before]
    assert len(came) == 2
    assert demo.post(came[0]).status == 303


def test_the_footer_says_that_it_is_a_demo(demo: Browser) -> None:
    page = demo.get("/ieiet").page
    assert "Šī ir demonstrācija" in page.one("footer").words
    assert page.one("footer").link("Demonstrācijas pastkaste") == "/demo/pasts"


def test_outside_the_demo_there_is_none_of_it(browser: Browser, cast: Cast) -> None:
    assert browser.post("/demo/ieiet", {"person": "ilze"}).status == 404
    assert browser.get("/demo/pasts").status == 404
    page = browser.get("/ieiet")
    assert "person" not in {button.get("name") for button in page.page.all("button")}
    assert "demonstrācija" not in page.words.casefold()
