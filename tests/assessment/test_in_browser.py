"""On the mentor's phone: what is typed without internet stays. The school's table on a wide screen."""

from contextvars import ContextVar
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pytest
from playwright.sync_api import expect
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.assessment.models import Assessment, State
from app.companies.models import Mentor
from app.demo.cast import actor_of, by_key
from app.kit import clock
from app.placements.models import Kind
from app.schools.models import Learner
from tests.assessment.conftest import begin
from tests.live import Live, Windows, axe, no_sideways

AFTERNOON = datetime(2026, 11, 20, 15, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _friday(monkeypatch: pytest.MonkeyPatch) -> None:
    """The clock of every thread, the server's too."""
    monkeypatch.setattr(clock, "_set_to", ContextVar("everywhere", default=AFTERNOON))


def known(db: Session) -> Any:
    """The cast of a database that is already there."""
    learner, mentor = db.scalars(select(Learner)).one(), db.scalars(select(Mentor)).one()

    def actor(key: str) -> Any:
        person = by_key(db, key)
        assert person
        return actor_of(db, person)

    return SimpleNamespace(
        school=learner.school,
        learner=learner,
        programme=learner.programme,
        mentor=mentor,
        company=mentor.company,
        ilze=by_key(db, "ilze"),
        actor=actor,
    )


def test_from_the_phone_to_the_table(window: Windows, live: Live) -> None:
    with live.session() as db:
        sheet = begin(db, known(db), Kind.DVB).first
        number = sheet.id
    phone = window("aigars", width=390, height=844)
    phone.goto(f"/vertejumi/{number}")
    axe(phone)
    no_sideways(phone)
    phone.context.set_offline(True)
    phone.get_by_label("Kas padodas? Viens teikums").fill("Strādā rūpīgi un laikā.")
    phone.get_by_role("button", name="Iesniegt skolai").tap()
    expect(phone.locator("#kept")).to_contain_text("Nav interneta")
    phone.context.set_offline(False)
    phone.reload()
    expect(phone.get_by_label("Kas padodas? Viens teikums")).to_have_value("Strādā rūpīgi un laikā.")
    phone.get_by_text("ļoti labi").tap()
    phone.get_by_label("Kas jāuzlabo? Viens teikums").fill("Vēl jāmācās mērīt.")
    phone.get_by_role("button", name="Iesniegt skolai").tap()
    expect(phone.locator("#toasts")).to_contain_text("Nosūtīts skolai")
    page = window("ilze", width=1440, dark=True)
    page.goto("/vertejumi?grupa=GAL-32")
    axe(page)
    cell = page.locator(f'input[name="m{number}"]')
    cell.fill("8")
    page.get_by_role("button", name="Saglabāt galīgos vērtējumus").click()
    expect(page.locator("#toasts")).to_contain_text("Izlikts 1 galīgais vērtējums")
    with live.session() as db:
        done = db.get_one(Assessment, number)
        assert (done.state, done.mark, done.final_mark) == (State.PASSED, 8, 8)
