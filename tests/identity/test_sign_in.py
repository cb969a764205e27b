"""The way in with a password."""

from dataclasses import replace
from datetime import timedelta

import pytest
from fastapi import FastAPI
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.audit.models import Trail
from app.demo.cast import Cast
from app.identity import pages
from app.identity.door import COOKIE
from app.identity.forms import local
from app.identity.models import Person, SignIn
from app.kit import clock
from app.kit.clock import now
from tests.browser import Answer, Browser
from tests.identity.conftest import PASSWORD

ELSEWHERE = [
    "//evil.example",
    "https://evil.example",
    "/\\evil.example",
    "\\/evil.example",
    "/\t/evil.example",
]
ELSEWHERE += [
    "/ /evil.example",
    "javascript:alert(1)",
    "evil.example",
    "",
    "/\n/evil.example",
    "http:evil.example",
]


def come(browser: Browser, email: str, password: str = PASSWORD, **more: str) -> Answer:
    return browser.post("/ieiet", {"email": email, "password": password, **more})


def test_works(browser: Browser, db: Session, ilze: Person) -> None:
    answer = come(browser, "Ilze.Dreimane@abava.EXAMPLE", next="/profils?x=1")
    assert (answer.status, answer.to) == (303, "/profils?x=1")
    cookie = answer.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    assert browser.follow(answer).status == 200
    trail = db.scalars(select(Trail).where(Trail.verb == "identity.sign_in")).one()
    assert (trail.person_id, trail.via, trail.subject) == (ilze.id, "password", f"person:{ilze.id}")


def test_the_cookie_holds_no_more_than_a_token(browser: Browser, db: Session, ilze: Person) -> None:
    come(browser, ilze.email)
    token = browser.client.cookies[COOKIE]
    stored = db.scalars(select(SignIn)).one()
    assert token not in {stored.token_hash, str(stored.id)}
    assert stored.expires_at - now() < timedelta(hours=13)


def test_over_https_the_cookie_is_secure(browser: Browser, app: FastAPI, ilze: Person) -> None:
    before = app.state.settings
    app.state.settings = replace(before, base_url="https://portals.example")
    try:
        cookies = come(browser, ilze.email).headers.get_list("set-cookie")
    finally:
        app.state.settings = before
    assert cookies
    assert all("Secure" in cookie for cookie in cookies)


@pytest.mark.parametrize(("email", "password"), [("", "wrong password"), ("nobody@abava.example", PASSWORD)])
def test_what_was_wrong_is_not_said(browser: Browser, ilze: Person, email: str, password: str) -> None:
    answer = come(browser, email or ilze.email, password)
    assert answer.status == 422
    assert "E-pasts vai parole nav pareiza" in answer.words
    assert answer.page.by_id("f-email")["value"] == (email or ilze.email)
    assert answer.page.by_id("f-password")["value"] == ""
    assert PASSWORD not in answer.text


def test_somebody_unknown_takes_the_same_path(
    browser: Browser, ilze: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One hash is checked, whether or not anybody has the e-mail."""
    checked: list[str] = []

    def matches(stored: str, password: str) -> bool:
        checked.append(stored)
        return False

    monkeypatch.setattr(pages, "matches", matches)
    come(browser, ilze.email)
    come(browser, "nobody@abava.example")
    assert checked == [ilze.password_hash, ""]


def test_who_has_no_password_is_not_let_in_by_an_empty_one(browser: Browser, cast: Cast) -> None:
    assert come(browser, cast.aigars.email, "").status == 422
    assert come(browser, cast.aigars.email, " ").status == 422


def test_guessing_is_slowed(browser: Browser, db: Session, ilze: Person) -> None:
    for _ in range(5):
        assert "nav pareiza" in come(browser, ilze.email, "a guess of ten").words
    assert "Pārāk daudz mēģinājumu" in come(browser, ilze.email).words
    assert not db.scalar(select(func.count()).select_from(SignIn))
    with clock.at(now() + timedelta(minutes=16)):
        assert come(browser, ilze.email).status == 303


def test_whoever_comes_in_starts_anew(browser: Browser, ilze: Person) -> None:
    for _ in range(3):
        for _ in range(3):
            come(browser, ilze.email, "a slip of the hand")
        assert come(browser, ilze.email).status == 303
        browser.client.cookies.clear()


def test_a_session_cannot_be_planted(browser: Browser, db: Session, cast: Cast, ilze: Person) -> None:
    """Who comes in gets a new token, and the session that was in the browser ends."""
    planted = browser.as_(cast.stranger)
    before = planted.client.cookies[COOKIE]
    cookies = come(planted, ilze.email).headers.get_list("set-cookie")
    assert any(cookie.startswith(f"{COOKIE}=") and before not in cookie for cookie in cookies)
    assert list(db.scalars(select(SignIn.person_id))) == [ilze.id]


def test_a_token_that_nobody_has_given_is_none(browser: Browser) -> None:
    browser.client.cookies.set(COOKIE, "made-up")
    assert browser.get("/profils").to == "/ieiet?next=/profils"


def test_a_session_ends_by_itself(browser: Browser, ilze: Person) -> None:
    come(browser, ilze.email)
    with clock.at(now() + timedelta(hours=13)):
        assert browser.get("/profils").status == 303


def test_going_out_ends_it_everywhere(browser: Browser, db: Session, ilze: Person) -> None:
    come(browser, ilze.email)
    token = browser.client.cookies[COOKIE]
    assert browser.post("/iziet").to == "/ieiet"
    browser.client.cookies.set(COOKIE, token)
    assert browser.get("/profils").status == 303
    assert not db.scalar(select(func.count()).select_from(SignIn))


@pytest.mark.parametrize("to", ELSEWHERE)
def test_nobody_is_led_to_another_site(browser: Browser, ilze: Person, to: str) -> None:
    assert local(to) == "/"
    assert come(browser, ilze.email, next=to).to == "/"


@pytest.mark.parametrize("to", ELSEWHERE)
def test_nor_by_the_language(browser: Browser, to: str) -> None:
    assert browser.post("/valoda", {"lang": "en", "back": to}).to == "/"


def test_one_comes_back_to_where_one_wanted(browser: Browser) -> None:
    answer = browser.get("/pazinojumi?lapa=2")
    assert answer.to == "/ieiet?next=/pazinojumi%3Flapa%3D2"
    assert browser.follow(answer).page.one("input", name_="next")["value"] == "/pazinojumi?lapa=2"


def test_htmx_is_led_to_the_door_too(browser: Browser) -> None:
    answer = browser.get("/profils", htmx=True)
    assert (answer.status, answer.headers["hx-redirect"]) == (401, "/ieiet?next=/profils")


def test_another_site_cannot_sign_anybody_in(browser: Browser, ilze: Person) -> None:
    data = {"email": ilze.email, "password": PASSWORD}
    assert browser.post("/ieiet", data, headers={"origin": "https://evil.example"}).status == 403
    assert browser.post("/ieiet", data, headers={"sec-fetch-site": "cross-site"}).status == 403
    ours = {"origin": "http://evil.example", "host": "evil.example"}
    assert browser.post("/ieiet", data, headers=ours).status == 303  # the same host is the same site


def test_the_page_speaks_english_when_asked(browser: Browser) -> None:
    assert browser.get("/ieiet", headers={"accept-language": "en-GB"}).page.one("h1").words == "Sign in"
    assert browser.get("/ieiet").page.one("h1").words == "Ieiet"


@pytest.mark.parametrize("field", ["email", "password"])
def test_a_long_text_is_told_at_its_field(browser: Browser, field: str) -> None:
    data = {"email": "a@b.example", "password": "x", field: "x" * 10_000}
    answer = browser.post("/ieiet", data)
    assert answer.status == 422
    assert answer.page.by_id(f"e-{field}")
