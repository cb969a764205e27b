"""The school lets somebody in."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.audit.models import Trail
from app.demo.cast import Cast
from app.identity.models import Membership, Person
from app.identity.roles import Role
from app.jobs.models import Job
from app.kit import clock
from app.kit.clock import now
from tests.browser import Browser
from tests.letters import Post


def address(person: Person) -> str:
    return f"/personas/{person.id}/uzaicinat"


def jobs(db: Session) -> int:
    return db.scalar(select(func.count()).select_from(Job)) or 0


@pytest.mark.parametrize("who", ["martins", "anna", "aigars", "dace"])
def test_works(browser: Browser, db: Session, cast: Cast, post: Post, who: str) -> None:
    person = cast.people[who]
    answer = browser.as_(cast.ilze).post(
        address(person), headers={"referer": "http://testserver/izglitojamie"}
    )
    assert (answer.status, answer.to) == (303, "/izglitojamie")
    browser.work()
    assert post.last.to == person.email
    assert post.path().startswith("/s/")
    assert "Ilze Dreimane" in post.text()
    assert "Jautājumi: 63" in post.text()
    assert browser.post(post.path()).to == "/"
    trail = db.scalars(select(Trail).where(Trail.verb == "identity.invite")).one()
    assert (trail.person_id, trail.subject) == (cast.ilze.id, f"person:{person.id}")


def test_staff_set_a_password(browser: Browser, cast: Cast, post: Post) -> None:
    browser.as_(cast.ilze).post(address(cast.guntis))
    browser.work()
    way = post.path()
    assert way.startswith("/parole/")
    assert cast.guntis.email in post.text()
    with clock.at(now() + timedelta(days=2)):
        browser.post(way, {"password": "the director's own", "again": "the director's own"})
    assert (
        browser.post("/ieiet", {"email": cast.guntis.email, "password": "the director's own"}).status == 303
    )


def test_nobody_is_invited_into_somebody_elses_school(
    browser: Browser, db: Session, cast: Cast, post: Post
) -> None:
    """A mentor who is also staff elsewhere is invited as a mentor: a link, no password."""
    db.add(Membership(person=cast.aigars, organisation_id=cast.other_school.id, role=Role.COORDINATOR))
    browser.as_(cast.ilze).post(address(cast.aigars))
    browser.work()
    assert post.path().startswith("/s/")


def test_a_companys_administrator_invites_the_companys_people(
    browser: Browser, cast: Cast, post: Post
) -> None:
    assert browser.as_(cast.dace).post(address(cast.aigars)).status == 303
    assert browser.as_(cast.dace).post(address(cast.martins)).status == 404
    browser.work()
    assert len(post.new) == 1


def test_three_a_day(browser: Browser, db: Session, cast: Cast) -> None:
    ilze = browser.as_(cast.ilze)
    for _ in range(3):
        assert ilze.post(address(cast.martins)).status == 303
    answer = ilze.post(address(cast.martins))
    assert answer.status == 409
    assert "trīs uzaicinājumi" in answer.words
    assert jobs(db) == 3
    with clock.at(now() + timedelta(hours=25)):
        assert browser.as_(cast.ilze).post(address(cast.martins)).status == 303


def test_without_an_address_it_is_refused(browser: Browser, db: Session, cast: Cast) -> None:
    cast.martins.email = cast.martins.phone = ""
    answer = browser.as_(cast.ilze).post(address(cast.martins), htmx=True)
    assert answer.status == 409
    assert answer.headers["hx-retarget"] == "#notice"
    assert "nav ne e-pasta, ne tālruņa" in answer.words
    assert not jobs(db)


def test_a_phone_alone_gets_a_text_message(browser: Browser, cast: Cast, post: Post) -> None:
    cast.martins.email = ""
    browser.as_(cast.ilze).post(address(cast.martins))
    browser.work()
    assert post.last.sms
    assert browser.get(post.path()).status == 200


def test_an_insider_without_the_right(browser: Browser, db: Session, cast: Cast) -> None:
    assert browser.as_(cast.guntis).post(address(cast.martins)).status == 403
    assert browser.as_(cast.aigars).post(address(cast.aigars)).status == 403
    assert not jobs(db)


def test_a_stranger_and_nobody(browser: Browser, db: Session, cast: Cast) -> None:
    assert browser.as_(cast.stranger).post(address(cast.martins)).status == 404
    assert browser.as_(cast.stranger).post(address(cast.aigars)).status == 404
    assert browser.as_(cast.aigars).post(address(cast.martins)).status == 404
    assert browser.as_(cast.ilze).post("/personas/999999/uzaicinat").status == 404
    assert browser.as_(cast.ilze).post(f"/personas/{10**30}/uzaicinat").status == 404
    assert browser.post(address(cast.martins)).to == "/ieiet"
    assert not jobs(db)
