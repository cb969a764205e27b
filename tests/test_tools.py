"""The tests' own tools do what they promise."""

import shutil
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.audit.models import Trail
from app.demo.cast import Cast
from app.identity.models import Person, SignIn
from app.kit import clock
from tests.browser import Browser, Queries
from tests.live import chromium
from tests.tree import Page


@pytest.mark.parametrize("time", [1, 2])
def test_each_test_finds_an_empty_database(time: int, db: Session) -> None:
    assert db.scalar(select(func.count()).select_from(Person)) == 0
    Cast.create(db)
    db.commit()


def test_the_portal_sees_what_the_test_prepared(browser: Browser, cast: Cast) -> None:
    cast.ilze.family_name = "Jaunkalniņa"
    answer = browser.as_(cast.ilze).get("/profils")
    assert answer.status == 200
    assert "Ilze Jaunkalniņa" in answer.words


def test_the_test_sees_what_the_portal_did(browser: Browser, cast: Cast, db: Session) -> None:
    ilze = browser.as_(cast.ilze)
    assert db.scalar(select(func.count()).select_from(SignIn)) == 1
    answer = ilze.post("/iziet")
    assert answer.status == 303
    assert db.scalar(select(func.count()).select_from(SignIn)) == 0


def test_nobody_is_signed_in_by_chance(browser: Browser, cast: Cast) -> None:
    browser.as_(cast.ilze).get("/profils")
    assert browser.get("/profils").to.startswith("/ieiet")


def test_a_refused_request_leaves_nothing(browser: Browser, cast: Cast, db: Session) -> None:
    before = db.scalar(select(func.count()).select_from(Trail))
    answer = browser.as_(cast.ilze).post("/profils/organizacija", {"organisation_id": 999_999})
    assert answer.status in {409, 422}
    assert db.scalar(select(func.count()).select_from(Trail)) == before


def test_the_clock_stands_still_in_the_portal_too(browser: Browser, cast: Cast) -> None:
    ilze = browser.as_(cast.ilze)
    assert ilze.get("/profils").status == 200
    with clock.at(datetime.now(UTC) + timedelta(days=40)):
        assert ilze.get("/profils").status == 303, "the session has ended by then"


def test_queries_are_counted(browser: Browser, cast: Cast, queries: Queries) -> None:
    ilze = browser.as_(cast.ilze)
    with queries(at_most=20) as said:
        ilze.get("/profils")
    assert any("FROM sign_in" in statement for statement in said)
    with pytest.raises(AssertionError, match="at most 0 wanted"), queries(at_most=0):
        ilze.get("/profils")


def test_foreign_keys_are_kept(db: Session, cast: Cast) -> None:
    from sqlalchemy.exc import IntegrityError

    db.add(SignIn(token_hash="x", person_id=999_999, via="demo", expires_at=datetime.now(UTC)))
    with pytest.raises(IntegrityError):
        db.flush()
    db.rollback()


def test_a_form_is_read_as_a_browser_would() -> None:
    page = Page.read(
        """<form action="/a" method="post"><input name=one value="1">
        <input type=checkbox name=two value=x checked><input type=checkbox name=two value=y checked>
        <select name=three><option value=a>A<option value=b selected>B</select>
        <textarea name=four>\nwords &amp; more</textarea><input type=submit name=five>
        <button>Send</button></form>"""
    )
    form = page.form("/a", words="Send")
    assert form.values == {"one": "1", "two": ["x", "y"], "three": "b", "four": "words & more"}
    assert form.with_(one="2")["one"] == "2"
    with pytest.raises(AssertionError, match="has no field"):
        form.with_(six="6")


def test_without_chromium_a_developer_is_told_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    monkeypatch.delenv("CI", raising=False)
    with pytest.raises(pytest.skip.Exception, match="apt-get install chromium"):
        chromium()


def test_without_chromium_ci_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    monkeypatch.setenv("CI", "1")
    with pytest.raises(pytest.fail.Exception, match="Chromium is missing"):
        chromium()
