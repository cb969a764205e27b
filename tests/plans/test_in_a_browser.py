"""The plan in a real browser: saved as one types, two people at once, without JavaScript."""

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.demo.cast import actor_of, by_key
from app.identity.models import Membership, Person
from app.identity.roles import Role
from app.placements import actions
from app.plans.actions import fill_cell
from app.plans.models import PlanRow
from app.schools.models import Learner
from tests.live import Live, Windows, axe, no_sideways

pytestmark = pytest.mark.slow


@pytest.fixture
def address(live: Live) -> str:
    """The plan of a placement that has just begun."""
    with live.session() as db:
        ilze = by_key(db, "ilze")
        assert isinstance(ilze, Person)
        learner = db.scalars(select(Learner)).first()
        placement = actions.create(db, actor_of(db, ilze), learner)
        return f"{placement.address}/plans"


def first_row_id(db: Session) -> int:
    return db.scalars(select(PlanRow.id).order_by(PlanRow.position)).all()[0]


def first_row(live: Live) -> PlanRow:
    with live.session() as db:
        return db.get_one(PlanRow, first_row_id(db))


def cell(page: Page, live: Live, field: str = "company") -> tuple[str, str]:
    row = first_row(live)
    return f"#i{row.id}-{field}", f"#s{row.id}-{field}"


def test_a_cell_is_saved_as_one_types(window: Windows, live: Live, address: str) -> None:
    page = window("ilze")
    page.goto(live.url + address)
    box, state = cell(page, live)
    page.fill(box, "70")
    expect(page.locator(state)).to_contain_text("Saglabāts")
    expect(page.locator("#t-company")).to_have_text("1\u00a0718")
    page.fill(box, "60")  # the new version has come back with the first
    expect(page.locator("#t-company")).to_have_text("1\u00a0708")
    assert page.input_value(box) == "60"
    assert first_row(live).company == 60


def test_too_many_hours_are_told_at_the_cell(window: Windows, live: Live, address: str) -> None:
    page = window("ilze")
    page.goto(live.url + address)
    box, state = cell(page, live)
    page.fill(box, "700")
    expect(page.locator(state)).to_contain_text("Noņemiet 628")
    assert page.input_value(box) == "700"
    assert first_row(live).company == 72


def meanwhile(live: Live, value: str) -> None:
    """Inese, another coordinator, writes into the first row."""
    with live.session() as db:
        row = db.get_one(PlanRow, first_row_id(db))
        inese = Person(given_name="Inese", family_name="Kalna")
        inese.fill_keys()
        school = row.plan.placement.school_id
        db.add_all([inese, Membership(person=inese, organisation_id=school, role=Role.COORDINATOR)])
        db.flush()
        fill_cell(db, actor_of(db, inese), row, field="company", value=value, version=1)


@pytest.mark.parametrize(("button", "value"), [("Paņemt viņu", "60"), ("Atstāt manu", "70")])
def test_two_people_at_once(window: Windows, live: Live, address: str, button: str, value: str) -> None:
    page = window("ilze")
    page.goto(live.url + address)
    meanwhile(live, "60")
    box, state = cell(page, live)
    page.fill(box, "70")
    expect(page.locator(state)).to_contain_text("Inese Kalna tikmēr mainīja šo lauku: 60")
    assert page.input_value(box) == "70"
    page.locator(state).get_by_role("button", name=button).click()
    expect(page.locator(state)).to_contain_text("Saglabāts")
    assert page.input_value(box) == value
    assert first_row(live).company == int(value)


def test_enter_goes_down_the_column(window: Windows, live: Live, address: str) -> None:
    page = window("ilze")
    page.goto(live.url + address)
    box, _state = cell(page, live)
    page.focus(box)
    page.keyboard.press("Enter")
    name = page.evaluate("document.activeElement.name")
    assert name == "company"
    assert page.evaluate("document.activeElement.id") != box.removeprefix("#")


def test_nothing_goes_sideways_and_axe_finds_nothing(window: Windows, live: Live, address: str) -> None:
    base = address.removesuffix("/plans")
    row = first_row(live).id
    parts = ("sagatavot", "izglitojamais", "uznemums?q=o", "vaditajs", "periods", "atcelt", "plans")
    paths = [f"{base}/{part}" for part in parts]
    paths += ["/vietas/jauna", "/vietas/brivas", "/vietas/grupai/1", f"/plana-rindas/{row}", "/plani/1/kopet"]
    for dark in (False, True):
        page = window("ilze", dark=dark)
        for path in paths:
            page.goto(live.url + path)
            axe(page)
            if not dark:
                no_sideways(page)


def test_without_javascript_a_row_is_saved(window: Windows, live: Live, address: str) -> None:
    page = window("ilze", javascript=False)
    page.goto(live.url + address)
    box, _state = cell(page, live)
    page.fill(box, "70")
    page.get_by_role("button", name="Saglabāt").first.click()
    assert first_row(live).company == 70
