"""notifications.remind: at most once in 24 hours, and half a minute to take it back."""

from datetime import timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.demo.cast import Cast
from app.documents.models import Signer, Step
from app.kit.clock import at, now
from app.notifications.models import Message, Reminder
from tests.browser import Browser
from tests.stages import play


def waiting(db: Session) -> str:
    signer = db.scalars(select(Signer).where(Signer.step == Step.ASKED)).one()
    return f"signer:{signer.id}"


def reminders(db: Session) -> int:
    return db.scalar(select(func.count()).select_from(Reminder)) or 0


def test_one_click_reminds_and_the_message_has_the_link(browser: Browser, cast: Cast, db: Session) -> None:
    play(db, cast, "company-turn")
    answer = browser.as_(cast.ilze).post("/atgadinat", {"about": waiting(db)})
    assert answer.status == 303
    with at(now() + timedelta(minutes=1)):
        browser.work()
    message = db.scalars(select(Message).where(Message.template == "remind.sign")).one()
    assert message.person_id == cast.dace.id and not message.error


def test_twice_in_a_day_is_refused_and_says_when(browser: Browser, cast: Cast, db: Session) -> None:
    play(db, cast, "company-turn")
    ilze = browser.as_(cast.ilze)
    ilze.post("/atgadinat", {"about": waiting(db)})
    page = ilze.follow(ilze.post("/atgadinat", {"about": waiting(db)}))
    assert reminders(db) == 1
    assert "reizi diennaktī" in page.words


def test_a_day_later_it_is_possible_again(browser: Browser, cast: Cast, db: Session) -> None:
    play(db, cast, "company-turn")
    browser.as_(cast.ilze).post("/atgadinat", {"about": waiting(db)})
    last = db.scalars(select(Reminder)).one()
    last.at = now() - timedelta(hours=25)
    browser.as_(cast.ilze).post("/atgadinat", {"about": waiting(db)})
    assert reminders(db) == 2


def test_it_can_be_taken_back_at_once(browser: Browser, cast: Cast, db: Session) -> None:
    play(db, cast, "company-turn")
    ilze = browser.as_(cast.ilze)
    ilze.post("/atgadinat", {"about": waiting(db)})
    number = db.scalars(select(Reminder.id)).one()
    assert ilze.post(f"/atgadinat/atsaukt?reminder={number}").status == 303
    assert reminders(db) == 0
    with at(now() + timedelta(minutes=1)):
        browser.work()
    assert db.scalar(select(func.count()).where(Message.template == "remind.sign")) == 0


def test_a_signed_document_asks_nobody(browser: Browser, cast: Cast, db: Session) -> None:
    play(db, cast, "running")
    signer = db.scalars(select(Signer)).first()
    assert signer is not None
    browser.as_(cast.ilze).post("/atgadinat", {"about": f"signer:{signer.id}"})
    assert reminders(db) == 0


def test_only_the_school_reminds(browser: Browser, cast: Cast, db: Session) -> None:
    play(db, cast, "director-turn")
    assert browser.as_(cast.dace).post("/atgadinat", {"about": waiting(db)}).status == 409
    assert reminders(db) == 0


def test_a_stranger_reaches_nobody(browser: Browser, cast: Cast, db: Session) -> None:
    play(db, cast, "company-turn")
    browser.as_(cast.stranger).post("/atgadinat", {"about": waiting(db)})
    assert reminders(db) == 0


def test_nobody_chosen_is_said(browser: Browser, cast: Cast) -> None:
    assert browser.as_(cast.ilze).post("/atgadinat", {}).status == 409
