"""Whoever sent it sees what was not delivered, and mends it in one step."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.demo.cast import Cast
from app.identity.roles import Role
from app.kit.clock import now
from app.kit.errors import Refused
from app.notifications.actions import write_to
from app.notifications.models import Fate, Message
from app.notifications.reminders import remind
from tests.browser import Browser, Queries
from tests.notifications.mail_server import Server

PAGE = "/pazinojumi/nesanemti"
NEW = "aigars@galdnieks.example"


@pytest.fixture
def lost(browser: Browser, db: Session, cast: Cast, server: Server) -> Message:
    """Ilze's letter to Mārtiņš, whose address does not exist."""
    server.refuses[cast.martins.email] = "550 5.1.1 no such user"
    who, where = cast.martins, cast.school.id
    write_to(db, who, "identity.invite", where, "/", thing=cast.learner, actor_id=cast.ilze.id)
    browser.work()
    return db.scalars(select(Message)).one()


def test_works(browser: Browser, db: Session, cast: Cast, server: Server, lost: Message) -> None:
    mine = browser.as_(cast.ilze)
    assert "1 ziņa nav piegādāta" in mine.get("/pazinojumi").words
    words = mine.get(PAGE).words
    for said in ("Mārtiņš Krūmiņš", cast.martins.email, "Tādas adreses nav.", "550 5.1.1"):
        assert said in words
    assert mine.post(f"/pazinojumi/{lost.id}/adrese", {"email": NEW}).to == PAGE
    browser.work()
    assert (cast.martins.email, cast.martins.email_fault) == (NEW, "")
    assert server.last.to == [NEW]
    assert "Viss ir piegādāts." in mine.get(PAGE).words
    assert [message.state for message in db.scalars(select(Message).order_by(Message.id))] == [
        Fate.REFUSED,
        Fate.SENT,
    ]


def test_the_same_address_once_more(
    browser: Browser, db: Session, cast: Cast, server: Server, lost: Message
) -> None:
    server.refuses.clear()
    assert browser.as_(cast.guntis).post(f"/pazinojumi/{lost.id}/velreiz").to == PAGE
    browser.work()
    assert server.last.to == [cast.martins.email]
    assert browser.as_(cast.guntis).post(f"/pazinojumi/{lost.id}/velreiz").status == 409


def test_told_in_another_way(browser: Browser, cast: Cast, lost: Message) -> None:
    assert browser.as_(cast.ilze).post(f"/pazinojumi/{lost.id}/citadi").to == PAGE
    assert lost.handled_at
    assert browser.as_(cast.ilze).post(f"/pazinojumi/{lost.id}/citadi").status == 409


def test_what_arrived_needs_nothing(browser: Browser, cast: Cast, lost: Message) -> None:
    lost.state = Fate.SENT
    for deed in ("velreiz", "citadi"):
        assert browser.as_(cast.ilze).post(f"/pazinojumi/{lost.id}/{deed}").status == 409


@pytest.mark.parametrize("email", ["", "not an address", "a@b"])
def test_a_wrong_address_is_told_at_its_field(
    browser: Browser, cast: Cast, lost: Message, email: str
) -> None:
    answer = browser.as_(cast.ilze).post(f"/pazinojumi/{lost.id}/adrese", {"email": email})
    assert answer.status == 422
    assert answer.page.by_id(f"e-{lost.id}")


def test_who_keeps_their_own_contacts_is_left_alone(browser: Browser, cast: Cast, lost: Message) -> None:
    """Refused before anything is done."""
    cast.martins.password_hash = "x"
    answer = browser.as_(cast.ilze).post(f"/pazinojumi/{lost.id}/adrese", {"email": NEW})
    assert answer.status == 422
    assert "profilā" in answer.words
    assert cast.martins.email != NEW
    assert not lost.handled_at


def test_an_old_one_is_not_sent_again(browser: Browser, db: Session, cast: Cast, lost: Message) -> None:
    lost.job_id = None
    answer = browser.as_(cast.ilze).post(f"/pazinojumi/{lost.id}/adrese", {"email": NEW})
    assert answer.status == 422
    db.expire_all()
    assert cast.martins.email != NEW, "nothing half done"


def test_not_for_others(browser: Browser, cast: Cast, lost: Message) -> None:
    for who in ("stranger", "dace", "aigars", "martins", "anna"):
        mine = browser.as_(cast.people[who])
        assert mine.post(f"/pazinojumi/{lost.id}/velreiz").status == 404, who
        assert mine.get(PAGE).status == (200 if who in {"stranger", "dace"} else 403), who
        assert cast.martins.email not in mine.get(PAGE).words
    for membership in cast.ilze.memberships:
        if membership.role is not Role.COORDINATOR:
            membership.ended_at = now()
    assert browser.as_(cast.guntis).post(f"/pazinojumi/{lost.id}/adrese", {"email": NEW}).status == 403


def test_a_long_list_costs_no_more(browser: Browser, db: Session, cast: Cast, queries: Queries) -> None:
    for who in (cast.martins, cast.anna) * 20:
        row = Message(person_id=who.id, organisation_id=cast.school.id, sender_id=cast.ilze.id)
        row.channel, row.template, row.subject, row.state = "email", "x", "x", Fate.BOUNCED  # type: ignore[assignment]
        row.status, row.undelivered_at = "5.1.1", now()
        db.add(row)
    mine = browser.as_(cast.ilze)
    mine.get(PAGE)
    with queries(at_most=5):
        assert len(mine.get(PAGE).page.one("ul", class_="unsent").all("li")) == 40


def test_the_person_is_marked_where_the_school_looks(browser: Browser, cast: Cast, lost: Message) -> None:
    words = browser.as_(cast.ilze).get(f"/izglitojamie/{cast.learner.id}").words
    assert "Vēstules nepienāk" in words
    assert "Izlabojiet adresi vai piezvaniet." in words


def test_the_next_who_writes_knows_it_at_once(browser: Browser, cast: Cast, lost: Message) -> None:
    """Refused before anything is sent, with what can be done."""
    answer = browser.as_(cast.ilze).post(f"/personas/{cast.martins.id}/uzaicinat")
    assert answer.status == 409
    assert f"Mārtiņš Krūmiņš: vēstules uz {cast.martins.email} nepienāk." in answer.words
    assert "Tādas adreses nav." in answer.words
    with pytest.raises(Refused) as refused:
        remind(browser.db, cast.actor("ilze"), cast.learner, cast.martins, "remind.rule", address="/")
    assert refused.value.reasons[0].fix == "Correct the address, or telephone: {phone:phone}."
