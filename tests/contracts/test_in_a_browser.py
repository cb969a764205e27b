"""Checking and sending in a real browser, and every page of a contract on every screen."""

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from app.companies.actions import add_mentor
from app.companies.models import Company, Mentor
from app.contracts import actions
from app.demo.cast import KEYS, actor_of, by_key
from app.demo.placing import Director
from app.demo.proofs import found_fit
from app.demo.setting import Part, SetUp
from app.placements.models import Placement
from app.schools.models import Learner
from tests.live import Live, Windows, axe, no_sideways


def placed(live: Live, point: str) -> int:
    """The placement of Mārtiņš at this point."""
    with live.session() as db:
        people = {key: found.id for key in KEYS if (found := by_key(db, key))}
        company, learner, mentor = (db.scalars(select(m)).one() for m in (Company, Learner, Mentor))
        part = Part(learner.id, company.id, mentor.id, point, 0)
        Director(db, SetUp(people, {company.id: people["dace"]})).play(part)
        return db.scalars(select(Placement.id)).one()


def drafted(live: Live, placement_id: int) -> None:
    with live.session() as db:
        ilze = by_key(db, "ilze")
        assert ilze
        actions.draft(db, actor_of(db, ilze), db.get_one(Placement, placement_id))


def test_terms_are_written_and_the_contract_is_sent(window: Windows, live: Live) -> None:
    page = window("ilze")
    page.goto(f"/vietas/{placed(live, 'ready')}/parbaudit")
    page.get_by_role("button", name="Sagatavot līgumu").click()
    expect(page.get_by_text("Vērts pievērst uzmanību, bet nosūtīt var")).to_be_visible()
    page.get_by_label("Vienošanās par stipendiju").check()
    page.get_by_label("Summa mēnesī").fill("150,50")
    page.get_by_role("button", name="Saglabāt nosacījumus").click()
    expect(page.get_by_text("Vienošanās par stipendiju, 150,50")).to_be_visible()
    page.get_by_role("button", name="Nosūtīt parakstīšanai").click()
    expect(page.get_by_text("Nosūtīts parakstīšanai. Pirmais paraksts: Anna Krūmiņa")).to_be_visible()


def test_without_javascript_too(window: Windows, live: Live) -> None:
    page = window("ilze", javascript=False)
    page.goto(f"/vietas/{placed(live, 'ready')}/parbaudit")
    page.get_by_role("button", name="Sagatavot līgumu").click()
    page.get_by_role("button", name="Nosūtīt parakstīšanai").click()
    expect(page.locator(".toast")).to_contain_text("Anna Krūmiņa")


@pytest.mark.slow
def test_a_mentor_is_changed_in_five_clicks_and_each_page_fits(window: Windows, live: Live) -> None:
    placement = placed(live, "running")
    with live.session() as db:
        ilze, learner = by_key(db, "ilze"), db.scalars(select(Learner)).one()
        assert ilze
        company, who = db.scalars(select(Company)).one(), actor_of(db, ilze)
        baiba = add_mentor(db, who, company, given_name="Baiba", family_name="Egle", email="b@x.example")
        found_fit(db, learner.school_id, baiba, ilze)
    page = window("ilze", width=390)
    page.goto(f"/vietas/{placement}/ligums")
    clicks = (
        page.get_by_role("link", name="Mainīt vadītāju"),
        page.get_by_label("Baiba Egle"),
        page.get_by_role("button", name="Turpināt: apskatīt, kas mainās"),
        page.get_by_role("button", name="Nosūtīt parakstīšanai"),
    )
    assert len(clicks) <= 5
    for click in clicks:
        axe(page)
        no_sideways(page)
        click.click()
    expect(page.get_by_text("Nosūtīts parakstīšanai. Pirmais paraksts")).to_be_visible()
    for path in ("grozijumi/jauns?veids=laiks", "apturet", "izbeigt", "parcelt", "labojumi/jauns?kas=adrese"):
        page.goto(f"/vietas/{placement}/{path}")
        axe(page)
        no_sideways(page)


@pytest.mark.slow
@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("point", ["plan-draft", "ready", "company-turn", "declined", "running"])
def test_every_page_on_every_screen(window: Windows, live: Live, point: str, dark: bool) -> None:
    placement = placed(live, point)
    if point in {"plan-draft", "ready"}:
        drafted(live, placement)
    page = window("ilze", dark=dark)
    for path in (f"/vietas/{placement}/parbaudit", f"/vietas/{placement}/dokumenti", "/ligumi/1"):
        answer = page.goto(path)
        assert answer and answer.status == 200, path
        axe(page)
        if not dark:
            no_sideways(page)
