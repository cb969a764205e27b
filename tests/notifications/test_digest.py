"""One letter a day for those who want it so, and a way out of it without signing in."""

from collections.abc import Iterator
from datetime import datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.audit.models import Trail
from app.demo.cast import Cast
from app.identity.models import Pace, Person
from app.jobs.models import Job
from app.jobs.rounds import keep_rounds
from app.jobs.work import later
from app.kit import clock, verbs
from app.kit.clock import RIGA
from app.kit.verbs import Verb
from app.kit.words import _
from app.notifications import actions
from app.notifications.actions import tell
from app.notifications.digest import ROUND
from app.notifications.models import Message, Notice
from tests.browser import Browser
from tests.letters import LINK
from tests.notifications.mail_server import Server

ONE_CLICK = {"List-Unsubscribe": "One-Click"}


class Thing:
    """Something that people are told about."""

    __tablename__ = "learner"
    called = _("Mark all as read")

    def __init__(self, thing_id: int, school_id: int | None, address: str = "/izglitojamie/1") -> None:
        self.id, self.school_id, self.address = thing_id, school_id, address


@pytest.fixture
def told(cast: Cast) -> list[Person]:
    cast.martins.pace = cast.aigars.pace = Pace.DAILY
    return [cast.martins]


@pytest.fixture
def wrote(told: list[Person]) -> Iterator[Verb]:
    yield Verb("tests.wrote", _("sent an invitation"), tells=lambda _thing: told)
    verbs.named.pop("tests.wrote")
    actions.urgent.discard("tests.wrote")


def happen(db: Session, cast: Cast, verb: Verb, *things: int) -> None:
    for thing in things:
        tell(db, cast.actor("ilze"), verb, Thing(thing, cast.school.id, f"/izglitojamie/{thing}"))
    db.flush()


def morning(browser: Browser) -> None:
    later(browser.db, ROUND, {})
    browser.work()


def test_works(browser: Browser, db: Session, cast: Cast, wrote: Verb, server: Server) -> None:
    happen(db, cast, wrote, 1, 2, 2)
    browser.work()
    assert not server.got, "nothing at once"
    morning(browser)
    assert len(server.got) == 1
    mail = server.last.mail
    assert server.last.to == [cast.martins.email]
    assert str(mail["Subject"]) == "2 jaunumi: Abavas Amatu tehnikums"
    body = mail.get_body(("plain",))
    html = mail.get_body(("html",))
    assert body and html
    text = body.get_content()
    assert text.count("Ilze Dreimane nosūtīja uzaicinājumu: Atzīmēt visus kā izlasītus") == 2
    assert "Ilze Dreimane nosūtīja uzaicinājumu" in html.get_content()
    paths = LINK.findall(text)
    assert all(path in html.get_content() for path in paths)
    assert browser.post(paths[0]).to == "/izglitojamie/1"
    assert db.scalars(select(Message.template)).all() == ["notifications.digest"]


def test_never_an_empty_one_and_never_the_same_again(
    browser: Browser, db: Session, cast: Cast, wrote: Verb, server: Server
) -> None:
    morning(browser)
    happen(db, cast, wrote, 1)
    browser.as_(cast.martins).post("/pazinojumi/izlasiti")
    morning(browser)
    assert not server.got, "what has been read is no news"
    happen(db, cast, wrote, 2)
    morning(browser)
    morning(browser)
    assert len(server.got) == 1


def test_a_letter_for_each_organisation(
    browser: Browser, db: Session, cast: Cast, wrote: Verb, told: list[Person], server: Server
) -> None:
    told[:] = [cast.aigars]
    happen(db, cast, wrote, 1)
    tell(db, cast.actor("ilze"), wrote, Thing(2, cast.company.id))
    morning(browser)
    names = {str(got.mail["Subject"]).partition(": ")[2] for got in server.got}
    assert names == {"Abavas Amatu tehnikums", "SIA „Ozola Galdnieks”"}


def test_what_is_to_be_signed_comes_at_once(
    browser: Browser, db: Session, cast: Cast, wrote: Verb, server: Server
) -> None:
    actions.urgent.add(wrote.name)
    happen(db, cast, wrote, 1)
    assert [job.kind for job in db.scalars(select(Job))] == ["notifications.write"]
    assert not db.scalars(select(Notice.for_digest)).one()


def test_only_the_bell(browser: Browser, db: Session, cast: Cast, wrote: Verb, server: Server) -> None:
    cast.martins.pace = Pace.NEVER
    happen(db, cast, wrote, 1)
    morning(browser)
    assert not server.got
    assert "1 jauns" in browser.as_(cast.martins).get("/pazinojumi").words


def test_it_comes_at_half_past_seven(db: Session) -> None:
    with clock.at(datetime(2026, 11, 23, 16, 0)):
        keep_rounds(db)
        db.flush()
    job = db.scalars(select(Job).where(Job.kind == ROUND)).one()
    assert job.run_at == datetime(2026, 11, 24, 7, 30, tzinfo=RIGA)


@pytest.mark.parametrize("pace", list(Pace))
def test_the_profile_asks(browser: Browser, db: Session, cast: Cast, pace: Pace) -> None:
    mine = browser.as_(cast.aigars, via="link")
    assert mine.post("/profils/vestules", {"pace": pace.value}).to == "/profils"
    assert cast.aigars.pace is pace
    pressed = mine.get("/profils").page.one("button", value=pace.value)
    assert pressed["aria-pressed"] == "true"
    assert db.scalars(select(Trail.verb)).all() == ["identity.choose_pace"]


def test_nothing_else_can_be_chosen(browser: Browser, cast: Cast) -> None:
    assert browser.as_(cast.aigars).post("/profils/vestules", {"pace": "hourly"}).status == 409


@pytest.fixture
def way_out(browser: Browser, db: Session, cast: Cast, wrote: Verb, server: Server) -> str:
    """Where the morning letter's header leads."""
    happen(db, cast, wrote, 1)
    morning(browser)
    mail = server.last.mail
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    address = str(mail["List-Unsubscribe"]).strip("<>")
    body = mail.get_body(("plain",))
    assert body and address in body.get_content()
    return address.removeprefix("http://testserver")


def test_one_click_stops_it(browser: Browser, db: Session, cast: Cast, way_out: str) -> None:
    answer = browser.post(way_out, ONE_CLICK)
    assert answer.status == 200
    assert "Rīta vēstules vairs nesūtīsim" in answer.words
    assert cast.martins.pace is Pace.NEVER
    assert browser.post(way_out, ONE_CLICK).status == 200
    assert db.scalars(select(Trail.verb)).all() == ["identity.choose_pace"], "chosen once"


def test_looking_at_it_changes_nothing(browser: Browser, cast: Cast, way_out: str) -> None:
    answer = browser.get(way_out)
    assert "Vai pārtraukt rīta vēstuli?" in answer.words
    assert answer.page.one("form", action=way_out)
    assert cast.martins.pace is Pace.DAILY


@pytest.mark.parametrize("token", ["1.x", "1", "x", "1." + "0" * 40, "9999999.ā", "٣.0"])
def test_nobody_else_can_stop_it(browser: Browser, cast: Cast, token: str) -> None:
    assert browser.get(f"/vestules/{token}").status == 404
    assert browser.post(f"/vestules/{token}", ONE_CLICK).status == 404


def test_somebody_elses_letter_is_not_stopped(browser: Browser, cast: Cast, way_out: str) -> None:
    number, _dot, seal = way_out.rpartition("/")[2].partition(".")
    assert browser.post(f"/vestules/{int(number) + 1}.{seal}").status == 404
