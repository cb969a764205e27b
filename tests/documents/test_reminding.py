"""Reminders by themselves, their pause, why they stop, and when the school is told."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.demo.cast import Cast
from app.documents import reminding
from app.documents.models import Circuit, Document, Signer
from app.jobs.models import Job
from app.kit import clock
from app.kit.clock import RIGA, riga
from app.kit.errors import Forbidden, Refused
from app.notifications.models import Notice, Reminder
from tests.browser import Browser
from tests.documents.conftest import Play, signer_of, told
from tests.letters import Post

MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=RIGA)


@pytest.fixture
def anna(db: Session, cast: Cast, document: Document) -> Signer:
    """Asked on a Monday at nine."""
    signer = signer_of(document, cast.anna)
    signer.asked_at = MONDAY
    db.flush()
    return signer


def after(db: Session, days: int, hours: int = 0) -> int:
    """What the round does so many days later; how many reminders there are then."""
    with clock.at(MONDAY + timedelta(days=days, hours=hours)):
        reminding.remind_all(db)
    return len(list(db.scalars(select(Reminder))))


def send(db: Session, browser: Browser) -> None:
    """What was written on those days leaves now."""
    for job in db.scalars(select(Job).where(Job.kind == "notifications.write")):
        job.run_at = clock.now()
    browser.work()


def escalations(db: Session) -> list[Notice]:
    return list(db.scalars(select(Notice).where(Notice.verb == "documents.escalate")))


def test_after_three_days_and_then_again_after_three(db: Session, anna: Signer) -> None:
    assert [after(db, days) for days in (0, 1, 2, 3, 3, 4)] == [0, 0, 0, 1, 1, 1]
    assert after(db, 7) == 2  # the sixth day is a Sunday
    assert db.scalars(select(Reminder.about)).first() == f"signer:{anna.id}"


def test_not_when_nobody_works(db: Session, anna: Signer) -> None:
    assert riga(MONDAY + timedelta(days=5)).weekday() == 5
    assert after(db, 5) == after(db, 6) == 0
    assert after(db, 7) == 1
    assert after(db, 30 + 2) == after(db, 33)  # Christmas


def test_the_letter_has_the_link(db: Session, cast: Cast, anna: Signer, browser: Browser, post: Post) -> None:
    after(db, 3)
    send(db, browser)
    assert "gaida Jūsu parakstu" in told(post)[cast.anna.email]
    assert "/s/" in post.text()
    inside = browser.nobody()
    page = inside.get(post.path())
    opened = inside.post(post.path(), {})
    assert (page.status, opened.status, opened.to) == (200, 303, anna.document.address)


def test_by_the_circuit_of_the_school(db: Session, cast: Cast, anna: Signer) -> None:
    way = Circuit(organisation_id=cast.school.id, kind=anna.document.kind, remind_days=0, escalate_days=0)
    db.add(way)
    assert after(db, 21) == 0
    assert escalations(db) == []
    way.remind_days = 1
    assert after(db, 22) == 1


def test_at_most_once_in_24_hours_also_by_hand(
    db: Session, cast: Cast, anna: Signer, browser: Browser
) -> None:
    db.add(Circuit(organisation_id=cast.school.id, kind=anna.document.kind, remind_days=1))
    assert after(db, 1, hours=3) == 1
    assert after(db, 2) == 1
    with clock.at(MONDAY + timedelta(days=1, hours=5)):
        browser.as_(cast.ilze).post("/atgadinat", {"about": f"signer:{anna.id}"})
        page = browser.as_(cast.ilze).get(anna.document.address)
    assert len(list(db.scalars(select(Reminder)))) == 1
    assert "Pēdējo reizi atgādināts" in page.words
    assert "Atkal varēs 25.11. plkst. 12:00" in page.words
    assert page.page.all("form", action="/atgadinat") == []


def test_the_school_is_told_once(db: Session, cast: Cast, anna: Signer, browser: Browser, post: Post) -> None:
    after(db, 9)
    assert escalations(db) == []
    after(db, 10)
    after(db, 11)
    (notice,) = escalations(db)
    assert (notice.person_id, notice.address) == (cast.ilze.id, anna.document.address)
    send(db, browser)
    letter = told(post)[cast.ilze.email]
    assert "Dokuments nav atvērts" in letter
    with clock.at(MONDAY + timedelta(days=11)):
        desk = browser.as_(cast.ilze).get("/")
    assert "vēl nav atvērts, atgādināts 1 reizi" in desk.words
    anna.asked_at = MONDAY + timedelta(days=11)  # asked anew, because the document was changed
    after(db, 22)
    assert len(escalations(db)) == 2


def test_stopped_with_a_reason_and_let_go_on(db: Session, cast: Cast, anna: Signer, browser: Browser) -> None:
    ilze = browser.as_(cast.ilze)
    answer = ilze.post(f"/dokumenti/parakstitaji/{anna.id}/neatgadinat", {"reason": "Parakstīs uz papīra"})
    assert answer.status == 303
    assert anna.stopped == "Parakstīs uz papīra"
    assert after(db, 14) == 0
    assert escalations(db) == []
    page = ilze.get(anna.document.address)
    assert "vairs neatgādina: Parakstīs uz papīra" in page.words
    ilze.post("/atgadinat", {"about": f"signer:{anna.id}"})
    assert list(db.scalars(select(Reminder))) == []
    ilze.post(f"/dokumenti/parakstitaji/{anna.id}/atgadinat-atkal")
    assert anna.stopped == ""
    assert after(db, 15) == 1


def test_a_reason_is_needed(db: Session, cast: Cast, anna: Signer, browser: Browser) -> None:
    answer = browser.as_(cast.ilze).post(f"/dokumenti/parakstitaji/{anna.id}/neatgadinat", {"reason": " "})
    assert answer.status == 409
    assert anna.stopped == ""


@pytest.mark.parametrize("who", ["anna", "dace", "martins"])
def test_not_by_those_who_sign(db: Session, cast: Cast, anna: Signer, browser: Browser, who: str) -> None:
    sent = {"reason": "Negribu"}
    answer = browser.as_(getattr(cast, who)).post(f"/dokumenti/parakstitaji/{anna.id}/neatgadinat", sent)
    assert (answer.status, anna.stopped) == (403, "")
    with pytest.raises(Forbidden):
        reminding.escalate(db, cast.actor("ilze"), anna)


def test_strangers_find_nothing(db: Session, cast: Cast, anna: Signer, browser: Browser) -> None:
    sent = {"reason": "Negribu"}
    answer = browser.as_(cast.stranger).post(f"/dokumenti/parakstitaji/{anna.id}/neatgadinat", sent)
    assert (answer.status, anna.stopped) == (404, "")


def test_not_after_signing(db: Session, cast: Cast, played: Play) -> None:
    signed = signer_of(played("company-turn"), cast.anna)
    with pytest.raises(Refused):
        reminding.stop_reminding(db, cast.actor("ilze"), signed, reason="Vairs nevajag")
