"""A request that fails is answered with a page that says what to do, in the reader's language."""

import logging
from collections.abc import Iterator
from typing import Any

import pytest
from fastapi import APIRouter, Response
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError
from starlette.exceptions import HTTPException
from starlette.testclient import TestClient

from app.demo.cast import Cast
from app.identity.door import Public
from app.identity.models import Person
from app.kit.errors import Forbidden, NotFound, Reason, Refused
from app.kit.guard import MOST_BYTES, TooLarge
from app.kit.words import _
from app.main import build
from tests.browser import Browser
from tests.conftest import settings
from tests.databases import OneTransaction

SECRET = "270309-20820 Anna Krūmiņa"
RAISED: dict[str, tuple[Exception, int]] = {
    "no": (NotFound("x"), 404),
    "not-yours": (Forbidden("x"), 403),
    "refused": (Refused(Reason(_("Fill in this field."), clause="484: 8.4")), 409),
    "stale": (StaleDataError(SECRET), 409),
    "clash": (IntegrityError("INSERT", {"code": SECRET}, Exception(SECRET)), 409),
    "busy": (OperationalError("SELECT", {"code": SECRET}, Exception(SECRET)), 503),
    "large": (TooLarge(), 413),
    "http": (HTTPException(418, SECRET), 404),
    "unreadable": (HTTPException(400, SECRET), 400),
    "broken": (KeyError(SECRET), 500),
}


def breaking() -> APIRouter:
    router = APIRouter()

    @router.get("/breaks/{what}")
    @router.post("/breaks/{what}")
    def breaks(page: Public, what: str) -> Response:
        page.db.execute(text("SELECT 1"))
        raise RAISED[what][0]

    @router.get("/counted")
    def counted(n: int) -> dict[str, int]:
        return {"n": n}

    return router


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    app = build(settings(tmp_path_factory.mktemp("breaks")))
    app.include_router(breaking())
    with TestClient(app, follow_redirects=False, raise_server_exceptions=False) as client:
        yield client


@pytest.fixture
def breaker(own: TestClient, transaction: OneTransaction, db: Session) -> Browser:
    app: Any = own.app
    app.state.database, app.state.store = transaction, transaction.store
    return Browser(app, db, own).nobody()


@pytest.mark.parametrize("what", RAISED)
def test_each_failure_has_its_page(breaker: Browser, what: str) -> None:
    answer = breaker.get(f"/breaks/{what}")
    assert answer.status == RAISED[what][1]
    assert answer.page.one("h1").words
    assert answer.page.link("Uz sākumu") == "/"
    assert SECRET not in answer.text
    assert answer.headers["content-security-policy"]
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("what", RAISED)
def test_htmx_gets_a_notice_where_it_works(breaker: Browser, what: str) -> None:
    answer = breaker.post(f"/breaks/{what}", htmx=True)
    assert answer.status == RAISED[what][1]
    assert answer.headers["hx-retarget"] == "#notice"
    assert "<html" not in answer.text
    assert answer.page.one(role="alert")


def test_a_refusal_says_why_with_the_clause(breaker: Browser) -> None:
    answer = breaker.post("/breaks/refused")
    assert "Aizpildiet šo lauku" in answer.words
    assert "484: 8.4" in answer.words


@pytest.mark.parametrize("what", RAISED)
def test_the_log_tells_where_and_never_who(
    breaker: Browser, caplog: pytest.LogCaptureFixture, what: str
) -> None:
    caplog.set_level(logging.DEBUG)
    breaker.post(f"/breaks/{what}")
    ours = [record for record in caplog.records if not record.name.startswith(("httpx", "asyncio"))]
    assert not any(SECRET in record.getMessage() or record.exc_info for record in ours)
    if RAISED[what][1] >= 500:
        assert any("test_failures.py" in record.getMessage() for record in ours)


def test_the_page_is_in_the_readers_language(breaker: Browser, cast: Cast) -> None:
    assert breaker.get("/breaks/no").page.one("html")["lang"] == "lv"
    assert breaker.get("/nowhere", headers={"accept-language": "en"}).page.one("html")["lang"] == "en"
    cast.ilze.language = "en"
    inside = breaker.as_(cast.ilze)
    assert inside.get("/breaks/no").page.one("html")["lang"] == "en"
    assert inside.get("/personas/1").page.one("html")["lang"] in {"lv", "en"}


def test_an_address_that_is_none(browser: Browser) -> None:
    for address in ("/nowhere", "/personas/x/kods", "/static/../app/main.py", "/static/nothing.css", "/%ff"):
        assert browser.get(address).status == 404, address
    assert browser.get("/iziet").status == 405


def test_a_parameter_that_is_none(breaker: Browser) -> None:
    answer = breaker.get("/counted?n=x")
    assert answer.status == 422
    assert "<h1>" in answer.text


def test_head_is_get_without_the_body(browser: Browser, cast: Cast) -> None:
    head = browser.client.head("/ieiet")
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["content-type"].startswith("text/html")
    assert browser.client.head("/nowhere").status_code == 404
    assert browser.client.head("/profils").status_code == 303
    assert browser.client.head("/static/portal.css").status_code == 200


def test_a_body_without_end_is_cut_off(browser: Browser) -> None:
    def parts() -> Iterator[bytes]:
        for _n in range(MOST_BYTES // 2**20 + 2):
            yield b"x" * 2**20

    headers = {"content-type": "application/x-www-form-urlencoded"}
    assert browser.client.post("/ieiet", content=parts(), headers=headers).status_code == 413


def test_a_broken_form_is_no_crash(browser: Browser) -> None:
    headers = {"content-type": "multipart/form-data; boundary=x"}
    answer = browser.client.post("/ieiet", content=b"--y\r\nnonsense", headers=headers)
    assert answer.status_code in {400, 422}
    many = "&".join(f"f{n}=1" for n in range(4000))
    headers = {"content-type": "application/x-www-form-urlencoded"}
    assert browser.client.post("/ieiet", content=many, headers=headers).status_code in {400, 422}


def test_nothing_half_done(breaker: Browser, db: Session, cast: Cast) -> None:
    """What a request had written before it failed is not there."""
    email = cast.ilze.email

    def spoil(page: Public) -> Response:
        person = page.db.scalars(select(Person).where(Person.email == email)).one()
        person.email = "spoilt@abava.example"
        page.db.flush()
        raise Refused(_("Fill in this field."))

    spoiling = APIRouter()
    spoiling.post("/spoils")(spoil)
    breaker.app.include_router(spoiling)
    assert breaker.post("/spoils").status == 409
    db.refresh(cast.ilze)
    assert cast.ilze.email == email
