"""A personal link: what it opens, and everything that must not open it."""

import logging
from datetime import timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.audit.models import Trail
from app.demo.cast import Cast
from app.identity.door import COOKIE
from app.identity.models import Membership, PersonalLink, SignIn
from app.identity.roles import Role
from app.kit import clock
from app.kit.clock import now
from tests.browser import Browser
from tests.identity.conftest import TOKEN, MakeLink

ADDRESS = f"/s/{TOKEN}"


def sessions(db: Session) -> int:
    return db.scalar(select(func.count()).select_from(SignIn)) or 0


def test_works(browser: Browser, db: Session, cast: Cast, link: MakeLink) -> None:
    made = link(target="/profils")
    page = browser.get(ADDRESS)
    assert page.status == 200
    assert "Aigars Ozols" in page.words
    assert "SIA „Ozola Galdnieks”" in page.words
    answer = browser.post(ADDRESS)
    assert (answer.status, answer.to) == (303, "/profils")
    assert "HttpOnly" in answer.headers["set-cookie"]
    assert "Aigars Ozols" in browser.follow(answer).words
    assert made.used_at is not None
    trail = db.scalars(select(Trail).where(Trail.verb == "identity.open_link")).one()
    assert (trail.person_id, trail.via, trail.organisation_id) == (cast.aigars.id, "link", cast.company.id)


def test_looking_uses_nothing_up(browser: Browser, db: Session, link: MakeLink) -> None:
    """Mail scanners open links, with GET and HEAD, often several times."""
    made = link()
    for _ in range(3):
        assert browser.get(ADDRESS).status == 200
        head = browser.client.head(ADDRESS)
        assert (head.status_code, head.content) == (200, b"")
    browser.get(ADDRESS, headers={"user-agent": "LinkScanner/1.0", "purpose": "prefetch"})
    assert made.used_at is None
    assert not sessions(db)
    assert COOKIE not in browser.client.cookies
    assert not db.scalar(select(func.count()).select_from(Trail))
    assert browser.post(ADDRESS).status == 303


def test_a_link_says_nothing_to_robots_and_caches(browser: Browser, link: MakeLink) -> None:
    link()
    headers = browser.get(ADDRESS).headers
    assert headers["cache-control"] == "no-store"
    assert headers["referrer-policy"] == "same-origin"


@pytest.mark.parametrize("token", ["wrong", TOKEN[:-1], TOKEN + "x", "%00", "' or 1=1", "x" * 5000])
def test_a_wrong_token_is_no_page(browser: Browser, link: MakeLink, token: str) -> None:
    link()
    assert browser.get(f"/s/{token}").status == 404
    assert browser.post(f"/s/{token}").status == 404
    assert browser.post(f"/s/{token}/jauna").status == 404


def test_the_hash_is_not_the_key(browser: Browser, link: MakeLink) -> None:
    assert browser.post(f"/s/{link().token_hash}").status == 404


def test_an_ended_link_offers_a_new_one(browser: Browser, db: Session, link: MakeLink) -> None:
    link(days=-1)
    page = browser.get(ADDRESS)
    assert page.status == 410
    assert "a•••@galdnieks.example" in page.words
    assert "aigars.ozols" not in page.text
    assert page.page.one("button", "Nosūtīt jaunu saiti")
    assert page.page.one("form", action=f"{ADDRESS}/jauna")
    assert browser.post(ADDRESS).status == 410
    assert not sessions(db)


def test_it_ends_after_a_fortnight(browser: Browser, link: MakeLink) -> None:
    link()
    with clock.at(now() + timedelta(days=13)):
        assert browser.get(ADDRESS).status == 200
    with clock.at(now() + timedelta(days=15)):
        assert browser.post(ADDRESS).status == 410


def test_a_withdrawn_link_is_given_again_only_by_the_school(
    browser: Browser, db: Session, cast: Cast, link: MakeLink
) -> None:
    made = link()
    made.withdrawn_at = now()
    page = browser.get(ADDRESS)
    assert page.status == 410
    assert not page.page.all("form", action=f"{ADDRESS}/jauna")
    assert browser.post(ADDRESS).status == 410
    assert browser.post(f"{ADDRESS}/jauna").status == 409
    assert not sessions(db)


def test_withdrawing_ends_what_the_link_had_opened(browser: Browser, cast: Cast, link: MakeLink) -> None:
    link()
    browser.post(ADDRESS)
    assert browser.get("/profils").status == 200
    coordinator = browser.as_(cast.ilze)
    answer = coordinator.post(
        f"/personas/{cast.aigars.id}/saites/atsaukt", headers={"referer": "http://testserver/uzaicinati?x=1"}
    )
    assert (answer.status, answer.to) == (303, "/uzaicinati?x=1")
    assert browser.get("/profils").status == 303
    assert browser.post(ADDRESS).status == 410
    assert coordinator.get("/profils").status == 200


def test_a_link_gives_no_role_that_needs_a_password(
    browser: Browser, db: Session, cast: Cast, link: MakeLink
) -> None:
    db.add(Membership(person=cast.aigars, organisation_id=cast.school.id, role=Role.SCHOOL_ADMIN))
    db.add(Membership(person=cast.aigars, organisation_id=cast.company.id, role=Role.ANALYST))
    link()
    browser.post(ADDRESS)
    assert browser.get("/administresana/audits").status == 403
    assert "administrators" not in browser.get("/profils").words
    assert browser.post("/profils/organizacija", {"organisation_id": cast.school.id}).status == 409


def test_who_needs_a_password_has_no_way_in_by_link(
    browser: Browser, db: Session, cast: Cast, link: MakeLink
) -> None:
    link(person=cast.guntis, organisation=cast.school.id)
    assert browser.get(ADDRESS).status == 410
    assert browser.post(ADDRESS).status == 410
    assert not sessions(db)


def test_who_has_left_the_company_stays_out(
    browser: Browser, db: Session, cast: Cast, link: MakeLink
) -> None:
    link()
    browser.post(ADDRESS)
    for membership in cast.aigars.memberships:
        membership.ended_at = now()
    other = browser.nobody()
    assert other.get(ADDRESS).status == 410
    assert other.post(ADDRESS).status == 410
    assert browser.get("/administresana/audits").status == 403


def test_another_site_cannot_press_the_button(browser: Browser, db: Session, link: MakeLink) -> None:
    link()
    assert browser.post(ADDRESS, headers={"origin": "https://evil.example"}).status == 403
    assert browser.post(ADDRESS, headers={"sec-fetch-site": "cross-site"}).status == 403
    assert not sessions(db)


def test_its_owner_is_led_on_when_inside(browser: Browser, db: Session, cast: Cast, link: MakeLink) -> None:
    link(target="/profils")
    inside = browser.as_(cast.aigars, via="link")
    assert inside.get(ADDRESS).to == "/profils"
    assert browser.as_(cast.dace).get(ADDRESS).status == 200  # somebody else sees whose it is
    assert sessions(db) == 2


def test_a_target_is_always_ours(browser: Browser, link: MakeLink) -> None:
    link(target="//evil.example")
    assert browser.post(ADDRESS).to == "/"


def test_the_token_is_kept_nowhere(
    browser: Browser, db: Session, link: MakeLink, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    link()
    browser.post(ADDRESS)
    browser.post(ADDRESS + "wrong")
    assert TOKEN not in caplog.text.replace(
        f"http://testserver{ADDRESS}", ""
    )  # the test's own client names it
    row = db.scalars(select(PersonalLink)).one()
    assert TOKEN not in str({c.name: getattr(row, c.name) for c in PersonalLink.__table__.columns})
    told = [(trail.subject, trail.changes) for trail in db.scalars(select(Trail))]
    assert TOKEN not in str(told)


def test_the_button_works_without_anything_typed(browser: Browser, link: MakeLink) -> None:
    """One form, one button, nothing else that changes."""
    link()
    page = browser.get(ADDRESS).page
    assert len([form for form in page.all("form", method="post") if form["action"].startswith("/s/")]) == 1
