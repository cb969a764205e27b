"""A year of work-based learning in a real browser: another mentor, other hours, and a transfer."""

import re

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.companies import actions as companies
from app.companies.models import Company, Mentor
from app.contracts.endings.models import Termination
from app.demo.cast import KEYS, actor_of, by_key
from app.demo.placing import Director
from app.demo.proofs import found_fit
from app.demo.setting import Part, SetUp
from app.kit.clock import today
from app.placements.models import Placement, State
from app.schools.models import Learner
from tests.letters import Post
from tests.live import Live, Windows

pytestmark = pytest.mark.slow
OTHER = "SIA „Priežu Mēbeles”"


def running(db: Session) -> int:
    """Mārtiņš learns with Aigars; the company has a second supervisor, the school a second company."""
    people = {key: found.id for key in KEYS if (found := by_key(db, key))}
    company, learner, mentor = (db.scalars(select(m)).one() for m in (Company, Learner, Mentor))
    part = Part(learner.id, company.id, mentor.id, "week-submitted", 1)
    Director(db, SetUp(people, {company.id: people["dace"]})).play(part)
    ilze = by_key(db, "ilze")
    assert ilze
    actor, placement = actor_of(db, ilze), db.scalars(select(Placement)).one()
    second = companies.add_mentor(
        db, actor, company, given_name="Laima", family_name="Kalēja", email="laima@atpakalkoks.example"
    )
    found_fit(db, placement.school_id, second, ilze)
    companies.add_company(db, actor, placement.school, reg_no="40003245752", name=OTHER)
    return placement.id


def sign(window: Windows, live: Live, who: str, title: str) -> None:
    """Reads, asks for a code, takes it from the letter, signs."""
    page = window(who, width=390)
    page.goto("/dokumenti")
    page.locator("a", has_text=title).first.click()
    post = Post(live.app)
    page.get_by_role("button", name="Nosūtīt kodu").click()
    live.work()
    code = re.search(r"\b\d{6}\b", post.text())
    assert code is not None
    page.fill("[name=code]", code[0])
    page.locator("form:has([name=code]) button").first.click()
    expect(page.locator("body")).to_contain_text("Parakstīts")


def everybody_signs(window: Windows, live: Live, title: str) -> None:
    for who in ("anna", "dace", "guntis"):
        sign(window, live, who, title)
    live.work()


def amend(page: Page, place: str, kind: str) -> None:
    page.goto(f"{place}/grozijumi/jauns?veids={kind}")


def send(page: Page) -> None:
    page.get_by_role("button", name="Turpināt").click()
    page.get_by_role("button", name="Nosūtīt parakstīšanai").click()
    expect(page.locator("body")).to_contain_text("Nosūtīts parakstīšanai")


def test_a_year_with_an_amendment_a_new_mentor_and_a_transfer(window: Windows, live: Live) -> None:
    with live.session() as db:
        place = f"/vietas/{running(db)}"
    ilze = window("ilze")

    amend(ilze, place, "vaditajs")
    ilze.get_by_label(re.compile("Laima Kalēja")).check()
    send(ilze)
    everybody_signs(window, live, "grozījum")
    ilze.goto(f"{place}/ligums")
    expect(ilze.locator("main")).to_contain_text("Laima Kalēja")

    amend(ilze, place, "laiks")
    ilze.fill("[name=takes_effect_on]", today().isoformat())
    ilze.fill("[name=work_until]", "15:00")
    ilze.fill("[name=day_hours]", "6")
    send(ilze)
    everybody_signs(window, live, "grozījum")
    ilze.goto(place)
    expect(ilze.locator("main")).to_contain_text("8:00–15:00")

    ilze.goto(f"{place}/parcelt?q=Prie%C5%BEu")
    ilze.get_by_label(re.compile("Priežu Mēbeles")).check()
    ilze.locator("main form[method=post] button.btn--p").first.click()
    expect(ilze.locator("body")).to_contain_text("Izglītojamais turpina uzņēmumā")
    ilze.get_by_role("button", name="Nosūtīt parakstīšanai").click()
    everybody_signs(window, live, "izbeigšan")
    with live.session() as db:
        ended = db.scalars(select(Termination)).one()
        assert ended.next is not None
        assert (ended.next.company.name if ended.next.company else "") == OTHER
        assert ended.next.state is State.DRAFT
        following = ended.next.address
    ilze.goto(f"{following}/plans")
    expect(ilze.locator("main")).to_contain_text("Iepriekš apgūts")
    ilze.goto(f"{place}/lieta")
    expect(ilze.locator("main")).to_contain_text("Parakstīts līgums")
