"""The register searched as one types, and the pages of this floor on every screen."""

import re
from datetime import date

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from app.companies.models import Company, Offer, RegisterEntry
from app.kit.names import company_key
from app.schools.models import Group, Learner, Programme
from tests.live import Live, Windows, axe, no_sideways


@pytest.fixture
def paths(live: Live) -> list[str]:
    with live.session() as db:
        for number, name, ended_on in (
            ("49992219489", 'BDR "Zaļais Šefs"', None),
            ("49995852688", 'IK "Zaļā Māja"', date(2024, 3, 1)),
        ):
            key = company_key(name)
            db.add(RegisterEntry(reg_no=number, name=name, ended_on=ended_on, search_key=key))
        company = db.scalars(select(Company)).one()
        learner = db.scalars(select(Learner)).one()
        group, programme = db.scalars(select(Group)).one(), db.scalars(select(Programme)).one()
        day = date(2026, 9, 1)
        db.add(Offer(company=company, qualification="Mēbeļu galdnieks", places=1, starts=day, ends=day))
        return [
            "/uznemumi",
            "/uznemumi/jauns?q=zala",
            "/uznemumi/jauns?rokam=1",
            f"/uznemumi/{company.id}",
            f"/uznemumi/{company.id}/piedavajumi/jauns",
            f"/uznemumi/{company.id}/parstavji/jauns",
            "/skola",
            "/skola/dati",
            f"/skola/programmas/{programme.id}",
            "/skola/grupas",
            f"/skola/grupas/{group.id}",
            "/izglitojamie",
            f"/izglitojamie/{learner.id}",
            f"/izglitojamie/{learner.id}/labot",
        ]


@pytest.mark.slow
@pytest.mark.parametrize("dark", [False, True])
def test_every_page_on_every_screen(window: Windows, paths: list[str], dark: bool) -> None:
    page = window("ilze", dark=dark)
    for path in paths:
        answer = page.goto(path)
        assert answer and answer.status == 200, path
        axe(page)
        if not dark:
            no_sideways(page)


def test_the_register_answers_while_one_types(window: Windows, paths: list[str]) -> None:
    page = window("ilze")
    page.goto("/uznemumi/jauns")
    page.locator("#q").press_sequentially("zala", delay=30)
    expect(page.locator("#found")).to_contain_text("Zaļais Šefs")
    expect(page.locator("#found")).to_contain_text("1.03.2024.")
    expect(page).to_have_url(re.compile(r"q=zala"))
    page.locator("#found").get_by_role("link", name="Izvēlēties").first.click()
    page.get_by_role("button", name="Pievienot uzņēmumu").click()
    expect(page.locator("h1")).to_have_text('BDR "Zaļais Šefs"')


def test_learners_are_filtered_while_one_types(window: Windows, paths: list[str]) -> None:
    page = window("ilze")
    page.goto("/izglitojamie")
    expect(page.locator("#rows")).to_contain_text("Krūmiņš")
    page.locator("#q").press_sequentially("ozols", delay=30)
    expect(page.locator("#rows")).not_to_contain_text("Krūmiņš")
    page.locator("#q").fill("krumins")
    expect(page.locator("#rows")).to_contain_text("Krūmiņš")


def test_the_code_is_shown_in_its_place(window: Windows, paths: list[str]) -> None:
    page = window("ilze")
    page.goto(paths[-2])
    page.get_by_role("button", name="Rādīt").click()
    expect(page.locator("#code")).to_contain_text(re.compile(r"\d{6}-20123"))


def test_without_javascript(window: Windows, paths: list[str]) -> None:
    page = window("ilze", javascript=False)
    page.goto("/uznemumi/jauns")
    page.locator("#q").fill("zala")
    page.get_by_role("button", name="Meklēt reģistrā").click()
    page.get_by_role("link", name="Izvēlēties").first.click()
    page.get_by_role("button", name="Pievienot uzņēmumu").click()
    expect(page.locator("h1")).to_have_text('BDR "Zaļais Šefs"')
