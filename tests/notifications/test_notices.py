"""The bell: who is told, in which words, and what it costs."""

from collections.abc import Iterator

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.demo.cast import Cast
from app.identity.models import Person
from app.jobs.models import Job
from app.kit import verbs
from app.kit.verbs import Verb
from app.kit.words import _
from app.notifications.actions import tell
from app.notifications.models import Notice
from tests.browser import Browser, Queries


class Letter:
    """Something that people are told about."""

    __tablename__ = "learner"
    address = "/izglitojamie/1"
    called = _("Mark all as read")

    def __init__(self, thing_id: int, school_id: int) -> None:
        self.id, self.school_id = thing_id, school_id


@pytest.fixture
def told() -> Iterator[list[Person]]:
    yield []
    verbs.named.pop("tests.wrote", None)


@pytest.fixture
def wrote(db: Session, cast: Cast, told: list[Person]) -> Verb:
    """Ilze wrote, and whoever is in `told` is told."""
    return Verb("tests.wrote", _("sent an invitation"), tells=lambda _thing: told)


def ring(db: Session, cast: Cast, verb: Verb, *people: Person, told: list[Person]) -> None:
    told[:] = people
    tell(db, cast.actor("ilze"), verb, Letter(cast.learner.id, cast.school.id))
    db.flush()


def test_works(browser: Browser, db: Session, cast: Cast, wrote: Verb, told: list[Person]) -> None:
    ring(db, cast, wrote, cast.martins, cast.martins, told=told)
    notice = db.scalars(select(Notice)).one()
    assert (notice.person_id, notice.organisation_id) == (cast.martins.id, cast.school.id)
    page = browser.as_(cast.martins).get("/pazinojumi")
    assert "Ilze Dreimane nosūtīja uzaicinājumu: Atzīmēt visus kā izlasītus" in page.words
    assert page.page.link("Ilze Dreimane") == "/izglitojamie/1"
    assert "1 jauns" in page.words
    assert page.page.one("a", href="/pazinojumi")["aria-label"] == "Paziņojumi, 1 jauns"
    assert [job.kind for job in db.scalars(select(Job))] == ["notifications.write"]


def test_in_english_too(browser: Browser, db: Session, cast: Cast, wrote: Verb, told: list[Person]) -> None:
    cast.martins.language = "en"
    ring(db, cast, wrote, cast.martins, told=told)
    words = browser.as_(cast.martins).get("/pazinojumi").words
    assert "Ilze Dreimane sent an invitation: Mark all as read" in words


def test_the_doer_is_not_told_of_their_own_deed(
    db: Session, cast: Cast, wrote: Verb, told: list[Person]
) -> None:
    ring(db, cast, wrote, cast.ilze, told=told)
    assert not db.scalars(select(Notice)).all()


def test_reading_silences_the_bell(
    browser: Browser, db: Session, cast: Cast, wrote: Verb, told: list[Person]
) -> None:
    ring(db, cast, wrote, cast.martins, cast.anna, told=told)
    mine = browser.as_(cast.martins)
    assert mine.post("/pazinojumi/izlasiti").to == "/pazinojumi"
    page = mine.get("/pazinojumi")
    assert "Visi ir izlasīti." in page.words
    assert page.page.one("a", href="/pazinojumi")["aria-label"] == "Paziņojumi"
    assert "1 jauns" in browser.as_(cast.anna).get("/pazinojumi").words, "only one's own"


def test_nobody_hears_anothers_bell(
    browser: Browser, db: Session, cast: Cast, wrote: Verb, told: list[Person]
) -> None:
    ring(db, cast, wrote, cast.martins, told=told)
    for who in ("ilze", "aigars", "stranger", "admin"):
        assert "Paziņojumu vēl nav." in browser.as_(cast.people[who]).get("/pazinojumi").words
    assert browser.get("/pazinojumi").to == "/ieiet?next=/pazinojumi"


def test_a_verb_that_is_gone_still_says_something(
    browser: Browser, db: Session, cast: Cast, wrote: Verb, told: list[Person]
) -> None:
    ring(db, cast, wrote, cast.martins, told=told)
    verbs.named.pop("tests.wrote")
    assert "Ilze Dreimane kaut ko mainīja" in browser.as_(cast.martins).get("/pazinojumi").words


def test_a_full_bell_costs_no_more(
    browser: Browser, db: Session, cast: Cast, wrote: Verb, told: list[Person], queries: Queries
) -> None:
    for _n in range(120):
        ring(db, cast, wrote, cast.martins, told=told)
    mine = browser.as_(cast.martins)
    mine.get("/pazinojumi")
    with queries(at_most=5):
        page = mine.get("/pazinojumi")
    assert len(page.page.one("ul", class_="told").all("li")) == 100
    assert "99+" in page.words


def test_an_empty_bell_says_what_will_come(browser: Browser, cast: Cast) -> None:
    assert "Par jūsu līgumiem" in browser.as_(cast.martins).get("/pazinojumi").words
