"""The main job, from four lists to an approved week, in a real browser, as every party of it."""

import re
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from app.demo.cast import COMPANY_NO, actor_of, school_year_of
from app.demo.keeping import keep
from app.demo.setting import Part
from app.kit.clock import at, today
from app.kit.days import is_working_day
from app.placements.models import Placement
from tests.letters import Post
from tests.live import Live, Windows

FILES = Path(__file__).parents[1] / "imports" / "files"
LISTS = ("programmas.csv", "izglitojamie-eklase.csv", "register.csv", "esosas-dvb.xlsx")
pytestmark = pytest.mark.slow


def first_monday() -> date:
    """Three weeks ago, or earlier when that was a holiday of the school."""
    breaks = school_year_of(0, today()).holidays
    mondays = (today() - timedelta(days=today().weekday() + 7 * back) for back in range(3, 12))
    return next(m for m in mondays if not any(b.starts <= m <= b.ends for b in breaks))


def bring_lists(page: Page, base: str) -> None:
    for name in LISTS:
        page.goto(f"{base}/imports")
        page.set_input_files("input[type=file]", FILES / name)
        page.get_by_role("button", name="Augšupielādēt sarakstu").click()
        page.get_by_role("button", name="Piemērot izmaiņas").click()
        expect(page.locator("main")).to_contain_text("Piemērots")


def choose_people(page: Page, base: str) -> str:
    page.goto(f"{base}/vietas/jauna?q=Krumins")
    page.locator("li", has_text="GAL-32").get_by_role(
        "button", name=re.compile("Sākt.*Mārtiņš Krūmiņš")
    ).click()
    place = re.search(r"/vietas/\d+", page.url)
    assert place is not None
    page.goto(f"{base}{place[0]}/uznemums?q={COMPANY_NO}")
    page.locator("#found form button").click()
    page.goto(f"{base}{place[0]}/vaditajs")
    page.get_by_role("button", name=re.compile("Izvēlēties.*Aigars Ozols")).click()
    return place[0]


def set_period(page: Page, base: str, place: str) -> None:
    """From a Monday three weeks ago, that week at the company, so that a week can be logged."""
    monday = first_monday()
    page.goto(f"{base}{place}/periods")
    page.fill("[name=starts]", monday.isoformat())
    page.wait_for_load_state("networkidle")
    for number in range(2):
        week = (monday + timedelta(weeks=number)).isocalendar()
        box = page.locator(f"input[name=week][value='{week.year}-W{week.week:02}']")
        if box.count() and not box.is_checked():
            box.locator("xpath=..").click()
    page.locator("main form button.btn--p").click()


def agree_on_the_plan(window: Windows, live: Live, ilze: Page, place: str) -> None:
    ilze.goto(f"{live.url}{place}/plans")
    ilze.get_by_role("button", name="Nosūtīt saskaņošanai").click()
    aigars = window("aigars", width=390)
    aigars.goto(f"{live.url}{place}/plans")
    aigars.get_by_role("button", name=re.compile("Piekrist|Saskaņot")).first.click()
    ilze.goto(f"{live.url}{place}/plans")
    ilze.get_by_role("button", name="Apstiprināt plānu").click()


def send_contract(page: Page, base: str, place: str) -> None:
    page.goto(f"{base}{place}/parbaudit")
    page.get_by_role("button", name=re.compile("Sagatavot līgumu")).click()
    page.locator("input[name=pay][value=stipend]").check()
    page.fill("[name=pay_amount]", "150,00")
    for risk in ("accident", "liability"):
        page.fill(f"[name={risk}_insurer]", "Daugava")
        page.fill(f"[name={risk}_number]", f"{risk}-1")
        page.fill(f"[name={risk}_ends]", "2099-12-31")
    page.get_by_role("button", name=re.compile("Saglabāt")).first.click()
    page.get_by_role("button", name="Nosūtīt parakstīšanai").click()
    expect(page.locator("body")).to_contain_text("Nosūtīts parakstīšanai")


def sign(window: Windows, live: Live, who: str) -> None:
    """Reads, asks for a code, takes it from the letter, signs."""
    page = window(who, width=390)
    page.goto(f"{live.url}/dokumenti")
    page.locator("a", has_text="Mācību līgums").first.click()
    post = Post(live.app)
    page.get_by_role("button", name="Nosūtīt kodu").click()
    live.work()
    code = re.search(r"\b\d{6}\b", post.text())
    assert code is not None
    page.fill("[name=code]", code[0])
    page.locator("form:has([name=code]) button").first.click()
    expect(page.locator("body")).to_contain_text("Parakstīts")


def before_the_first_task(live: Live, place: str) -> None:
    """The company instructs, the learner confirms; their pages have walks of their own."""
    with live.session() as db, at(datetime.combine(first_monday(), time(5), UTC)):
        placement = db.get_one(Placement, int(place.rpartition("/")[2]))
        assert placement.mentor
        mentor = actor_of(db, placement.mentor.person)
        learner = actor_of(db, placement.learner.person)
        part = Part(placement.learner_id, mentor.organisation_id, placement.mentor.id, "running", 1)
        keep(db, mentor, learner, placement, part, today())


def log_week(window: Windows, live: Live) -> None:
    """Three taps for the day; then the week is given to the mentor."""
    monday = first_monday()
    day = next(d for d in (monday + timedelta(n) for n in range(5)) if is_working_day(d))
    page = window("martins", width=390)
    page.goto(f"{live.url}/diena?datums={day}")
    page.locator(".picks label").first.click()
    page.get_by_role("button", name="Saglabāt dienu").click()
    page.goto(f"{live.url}/nedelas")
    page.locator("a:visible", has_text=f"{monday.isocalendar().week}. nedēļa").first.click()
    page.get_by_role("button", name="Iesniegt nedēļu").click()
    expect(page.locator("body")).to_contain_text("Gaida apstiprinājumu")


def test_from_four_lists_to_an_approved_week(window: Windows, live: Live) -> None:
    ilze = window("ilze")
    bring_lists(ilze, live.url)
    place = choose_people(ilze, live.url)
    set_period(ilze, live.url, place)
    agree_on_the_plan(window, live, ilze, place)
    send_contract(ilze, live.url, place)
    for who in ("anna", "dace", "guntis"):
        sign(window, live, who)
    before_the_first_task(live, place)
    log_week(window, live)
    aigars = window("aigars", width=390)
    aigars.goto(live.url)
    aigars.get_by_role("link", name="Apskatīt un apstiprināt").first.click()
    aigars.get_by_role("button", name="Apstiprināt nedēļu").click()
    expect(aigars.locator("body")).to_contain_text("apstiprināta")
    ilze.goto(f"{live.url}{place}")
    expect(ilze.locator(".josta--l [data-s=ok]")).to_have_count(1)
