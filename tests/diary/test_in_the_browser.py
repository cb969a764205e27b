"""On a phone: three taps, without internet, and the mentor's one tap."""

from collections.abc import Iterator
from contextvars import ContextVar
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.companies.models import Mentor
from app.demo.cast import actor_of, by_key
from app.diary.models import Day, State, Week
from app.kit import clock
from app.schools.models import Learner
from tests.diary.conftest import Diary, open_diary
from tests.live import Live, Windows, axe, no_sideways

AFTERNOON = datetime(2026, 11, 20, 15, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _friday(monkeypatch: pytest.MonkeyPatch) -> None:
    """The clock of every thread, the server's too."""
    monkeypatch.setattr(clock, "_set_to", ContextVar("everywhere", default=AFTERNOON))


def opened(db: Session) -> Diary:
    """Mārtiņš's placement with an open diary."""
    ilze = by_key(db, "ilze")
    assert ilze
    return open_diary(
        db, db.scalars(select(Learner)).one(), db.scalars(select(Mentor)).one(), actor_of(db, ilze)
    )


def logged(live: Live) -> list[tuple[int, float, str, bool]]:
    with live.session() as db:
        days = db.scalars(select(Day).order_by(Day.on))
        return [(day.on.day, float(day.hours), day.text, day.offline) for day in days]


def test_three_taps(window: Windows, live: Live) -> None:
    with live.session() as db:
        opened(db)
    page = window("martins", width=390, height=844)
    page.goto("/diena")
    axe(page)
    no_sideways(page)
    page.get_by_text("Ēvelē un zāģē").tap()
    page.get_by_role("button", name="Saglabāt dienu").tap()
    expect(page.locator("#toasts")).to_contain_text("Saglabāts")
    assert logged(live) == [(20, 8, "", False)]
    expect(page.get_by_label("Ēvelē un zāģē")).to_be_checked()


def test_hours_in_halves_and_as_yesterday(window: Windows, live: Live) -> None:
    with live.session() as db:
        opened(db)
    page = window("martins", width=390, height=844)
    page.goto("/diena?datums=2026-11-19")
    page.get_by_role("button", name="Par pusstundu mazāk").tap()
    page.get_by_label("Īss apraksts").fill("Zāģēju.")
    page.get_by_role("button", name="Saglabāt dienu").tap()
    expect(page.locator("#toasts")).to_contain_text("Saglabāts")
    page.goto("/diena")
    page.get_by_role("link", name="Kā vakar").tap()
    expect(page.get_by_label("Stundas")).to_have_value("7.5")
    page.get_by_role("button", name="Saglabāt dienu").tap()
    expect(page.locator("#toasts")).to_contain_text("Saglabāts")
    assert logged(live) == [(19, 7.5, "Zāģēju.", False), (20, 7.5, "Zāģēju.", False)]


@pytest.fixture
def phone(chrome: Browser, live: Live) -> Iterator[Page]:
    """Mārtiņš's phone, which may keep the page for when there is no internet."""
    with live.session() as db:
        opened(db)
    context = chrome.new_context(
        base_url=live.url, viewport={"width": 390, "height": 844}, has_touch=True, timezone_id="Europe/Riga"
    )
    context.set_default_timeout(8_000)
    page = context.new_page()
    page.clock.set_fixed_time(AFTERNOON)
    context.request.post("/demo/ieiet", form={"person": "martins"})
    page.goto("/diena")
    page.evaluate("navigator.serviceWorker.ready")
    page.reload()
    page.wait_for_function("caches.match('/diena').then(kept => !!kept)")
    yield page
    context.close()


def test_without_internet_the_entry_waits_and_is_sent_once(phone: Page, live: Live) -> None:
    phone.context.set_offline(True)
    phone.reload()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Šodien, piektdien")
    phone.get_by_label("Īss apraksts").fill("Pagrabā nav tīkla.")
    phone.get_by_role("button", name="Saglabāt dienu").tap()
    expect(phone.locator("#offline")).to_contain_text("Nav interneta. Ieraksts glabājas telefonā")
    axe(phone)
    assert logged(live) == []
    phone.reload()
    expect(phone.get_by_label("Īss apraksts")).to_have_value("Pagrabā nav tīkla.")
    phone.context.set_offline(False)
    phone.evaluate("dispatchEvent(new Event('online'))")  # a page loaded offline is not told
    expect(phone.locator("#offline")).to_be_hidden()
    expect(phone.locator(".week [data-s=now]")).to_contain_text("ierakstīts")
    assert logged(live) == [(20, 8, "Pagrabā nav tīkla.", True)]
    phone.reload()
    assert len(logged(live)) == 1


def test_a_page_kept_from_yesterday_becomes_todays(phone: Page, live: Live) -> None:
    phone.context.set_offline(True)
    phone.clock.set_fixed_time(AFTERNOON + timedelta(days=1))
    phone.reload()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Sestdiena, 21. novembris")
    assert phone.locator("[name=on]").input_value() == "2026-11-21"


def test_what_the_portal_refuses_is_said_and_can_be_thrown_away(phone: Page, live: Live) -> None:
    phone.context.set_offline(True)
    phone.get_by_label("Īss apraksts").fill("Par vēlu.")
    phone.get_by_role("button", name="Saglabāt dienu").tap()
    expect(phone.locator("#offline")).to_be_visible()
    with live.session() as db:
        for week in db.scalars(select(Week)):
            week.state = State.APPROVED
    phone.context.set_offline(False)
    expect(phone.locator("#offline")).to_contain_text("Par vēlu.")
    expect(phone.locator("#offline")).to_contain_text("Apstiprināts")
    phone.locator("#offline").get_by_role("button", name="Dzēst").tap()
    expect(phone.locator("#offline")).to_be_hidden()
    assert logged(live) == []


def test_signing_out_forgets_the_page(phone: Page, live: Live) -> None:
    phone.goto("/profils")
    phone.evaluate("fetch('/iziet', {method: 'POST'})")
    phone.wait_for_function("caches.match('/diena').then(kept => !kept)")


def test_one_tap_of_the_mentor_and_undo(window: Windows, live: Live) -> None:
    with live.session() as db:
        week_id = opened(db).fill(47).id
    page = window("aigars", width=390, height=844)
    page.goto(f"/nedelas/{week_id}")
    axe(page)
    no_sideways(page)
    page.get_by_role("button", name="Apstiprināt nedēļu").tap()
    expect(page.get_by_role("heading", name="47. nedēļa apstiprināta")).to_be_focused()
    axe(page)
    assert state(live, week_id) is State.APPROVED
    page.get_by_role("button", name="Atsaukt").tap()
    expect(page.get_by_role("button", name="Apstiprināt nedēļu")).to_be_visible()
    assert state(live, week_id) is State.SUBMITTED


def state(live: Live, week_id: int) -> State:
    with live.session() as db:
        return db.get_one(Week, week_id).state


def test_without_javascript(window: Windows, live: Live) -> None:
    with live.session() as db:
        week_id = opened(db).fill(46).id
    page = window("martins", width=390, javascript=False)
    page.goto("/diena")
    page.get_by_label("Stundas").fill("6.5")
    page.get_by_text("Ēvelē un zāģē").click()
    page.get_by_role("button", name="Saglabāt dienu").click()
    expect(page.locator("#toasts")).to_contain_text("Saglabāts")
    page = window("aigars", width=390, javascript=False)
    page.goto(f"/nedelas/{week_id}")
    page.get_by_role("link", name="Jālabo").click()
    page.get_by_label("Komentārs, ko redzēs izglītojamais").fill("Kur otrdiena?")
    page.get_by_role("button", name="Atgriezt nedēļu").click()
    expect(page.get_by_text("Kur otrdiena?")).to_be_visible()
    assert state(live, week_id) is State.RETURNED


@pytest.mark.parametrize("dark", [False, True])
def test_every_page_for_everybody(window: Windows, live: Live, dark: bool) -> None:
    with live.session() as db:
        diary = opened(db)
        week_id, placement_id = diary.fill(47).id, diary.placement.id
    for person, addresses in {
        "martins": ["/diena", "/nedelas", f"/nedelas/{week_id}", "/diena?datums=2026-11-25"],
        "aigars": ["/nedelas", f"/nedelas/{week_id}/jalabo"],
        "ilze": [f"/nedelas/{week_id}", f"/vietas/{placement_id}/dienasgramata?drukat=2026-11"],
    }.items():
        page = window(person, dark=dark)
        for address in addresses:
            page.goto(address)
            axe(page)
            if not dark:
                no_sideways(page)
