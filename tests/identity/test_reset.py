"""A new password by mail, for those who sign in with one."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.audit.models import Trail
from app.demo.cast import Cast
from app.identity.models import Membership, PasswordReset, Person, SignIn
from app.identity.roles import Role
from app.kit import clock
from app.kit.clock import now
from tests.browser import Browser
from tests.identity.conftest import PASSWORD
from tests.letters import Post

NEW = "a longer one than before"


def ask(browser: Browser, post: Post, email: str) -> str:
    assert browser.post("/parole", {"contact": email}).status == 200
    browser.work()
    return post.path()


def test_works(browser: Browser, db: Session, ilze: Person, post: Post) -> None:
    elsewhere = browser.as_(ilze)
    address = ask(browser, post, ilze.email)
    assert post.last.to == ilze.email
    assert "Ilze Dreimane" in browser.get(address).words
    answer = browser.post(address, {"password": NEW, "again": NEW})
    assert (answer.status, answer.to) == (303, "/ieiet")
    assert "Jaunā parole saglabāta" in browser.follow(answer).words
    assert browser.post("/ieiet", {"email": ilze.email, "password": PASSWORD}).status == 422
    assert browser.post("/ieiet", {"email": ilze.email, "password": NEW}).status == 303
    assert elsewhere.get("/profils").status == 303, "open sessions end with the old password"
    trail = db.scalars(select(Trail).where(Trail.verb == "identity.set_password")).one()
    assert (trail.person_id, trail.via) == (ilze.id, "reset")
    assert ilze.password_hash not in str(trail.changes)


def test_looking_uses_nothing_up(browser: Browser, db: Session, ilze: Person, post: Post) -> None:
    address = ask(browser, post, ilze.email)
    for _ in range(3):
        assert browser.get(address).status == 200
        assert browser.client.head(address).status_code == 200
    assert db.scalars(select(PasswordReset)).one().used_at is None


def test_it_works_once(browser: Browser, ilze: Person, post: Post) -> None:
    address = ask(browser, post, ilze.email)
    browser.post(address, {"password": NEW, "again": NEW})
    assert browser.get(address).status == 410
    answer = browser.post(address, {"password": "another long one", "again": "another long one"})
    assert answer.status == 410
    assert answer.page.link("Pieprasīt jaunu saiti") == "/parole"
    assert browser.post("/ieiet", {"email": ilze.email, "password": NEW}).status == 303


def test_it_ends_after_two_hours(browser: Browser, ilze: Person, post: Post) -> None:
    address = ask(browser, post, ilze.email)
    with clock.at(now() + timedelta(hours=3)):
        assert browser.get(address).status == 410
        assert browser.post(address, {"password": NEW, "again": NEW}).status == 410


def test_a_new_password_ends_every_other_right_to_one(browser: Browser, ilze: Person, post: Post) -> None:
    first = ask(browser, post, ilze.email)
    second = ask(browser, post, ilze.email)
    browser.post(second, {"password": NEW, "again": NEW})
    assert browser.get(first).status == 410


def test_a_wrong_token_is_no_page(browser: Browser) -> None:
    assert browser.get("/parole/wrong").status == 404
    assert browser.post("/parole/wrong", {"password": NEW, "again": NEW}).status == 404


@pytest.mark.parametrize(
    ("password", "again", "field"),
    [
        ("short", "short", "password"),
        (NEW, NEW + "x", "again"),
        ("", "", "password"),
        ("x" * 201, "x" * 201, "password"),
    ],
)
def test_a_bad_password_is_told_at_its_field(
    browser: Browser, ilze: Person, post: Post, password: str, again: str, field: str
) -> None:
    answer = browser.post(ask(browser, post, ilze.email), {"password": password, "again": again})
    assert answer.status == 422
    assert answer.page.by_id(f"e-{field}")
    assert answer.page.by_id("f-password")["value"] == ""


def test_the_e_mail_is_no_password(browser: Browser, ilze: Person, post: Post) -> None:
    data = {"password": ilze.email.upper(), "again": ilze.email.upper()}
    assert browser.post(ask(browser, post, ilze.email), data).status == 422


def test_the_answer_does_not_tell_who_is_known(browser: Browser, ilze: Person, post: Post) -> None:
    known = browser.post("/parole", {"contact": ilze.email})
    unknown = browser.post("/parole", {"contact": "nobody@abava.example"})
    assert (unknown.status, unknown.text) == (known.status, known.text)


def test_who_comes_by_link_gets_no_password(browser: Browser, cast: Cast, post: Post) -> None:
    browser.post("/parole", {"contact": cast.aigars.email})
    browser.work()
    assert not post.new


def test_staff_of_a_second_organisation_get_one(
    browser: Browser, db: Session, cast: Cast, post: Post
) -> None:
    db.add(Membership(person=cast.aigars, organisation_id=cast.school.id, role=Role.SUPERVISOR))
    assert ask(browser, post, cast.aigars.email).startswith("/parole/")


def test_asking_is_slowed(browser: Browser, db: Session, ilze: Person, post: Post) -> None:
    for _ in range(6):
        assert browser.post("/parole", {"contact": ilze.email}).status == 200
    browser.work()
    assert len(post.new) == 3


def test_a_link_session_cannot_take_the_password_over(
    browser: Browser, db: Session, cast: Cast, ilze: Person
) -> None:
    """Who has a password cannot change the e-mail after coming in by a link, and ask for a new one there."""
    db.add(Membership(person=ilze, organisation_id=cast.company.id, role=Role.MENTOR))
    inside = browser.as_(ilze, via="link")
    assert not inside.get("/profils").page.all("form", action="/profils")
    data = {"email": "thief@evil.example", "phone": "", "version": str(ilze.version)}
    assert inside.post("/profils", data).status == 403
    assert db.scalar(select(func.count()).select_from(SignIn)) == 1
    assert ilze.email == "ilze.dreimane@abava.example"
