"""A cell saves itself: six questions, two people at once, hours over, sizes."""

from decimal import Decimal

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.audit.models import Trail
from app.demo.cast import Cast
from app.identity.models import Person
from app.plans.models import Plan, PlanRow
from app.schools.models import Programme
from tests.browser import Answer, Browser, Queries
from tests.placements.parts import colleague


def fill(
    browser: Browser,
    who: Person,
    row: PlanRow,
    value: str,
    *,
    field: str = "company",
    htmx: bool = True,
    **more: str,
) -> Answer:
    sent = {"field": field, field: value, "version": str(row.version), **more}
    return browser.as_(who).post(f"/plana-rindas/{row.id}/suna", sent, htmx=htmx)


def deeds(db: Session) -> int:
    return db.scalar(select(func.count()).where(Trail.verb == "plans.fill_cell")) or 0


@pytest.mark.parametrize(
    ("field", "typed", "stored"),
    [
        ("company", "70,5", Decimal("70.5")),
        ("company", "", Decimal(0)),
        ("school_practice", "0", Decimal(0)),
        ("school_theory", " 4\u00a00 ", Decimal(40)),
        ("responsible", "  Aigars Ozols ", "Aigars Ozols"),
        ("assessment", "ieskaite", "ieskaite"),
    ],
)
def test_it_is_saved(
    browser: Browser, cast: Cast, row: PlanRow, db: Session, field: str, typed: str, stored: object
) -> None:
    answer = fill(browser, cast.ilze, row, typed, field=field)
    assert answer.status == 200, answer
    assert "Saglabāts" in answer.words
    assert getattr(db.get_one(PlanRow, row.id), field) == stored


def test_a_date_inside_the_placement_is_saved(
    browser: Browser, cast: Cast, plan: Plan, row: PlanRow, db: Session
) -> None:
    day = plan.placement.starts
    assert day is not None
    assert fill(browser, cast.ilze, row, day.isoformat(), field="starts").status == 200
    assert db.get_one(PlanRow, row.id).starts == day


def test_the_answer_is_small_and_cheap(browser: Browser, cast: Cast, row: PlanRow, queries: Queries) -> None:
    ilze = browser.as_(cast.ilze)
    sent = {"field": "company", "company": "70", "version": str(row.version)}
    db = browser.db
    db.commit()
    with queries(at_most=8):
        answer = ilze.post(f"/plana-rindas/{row.id}/suna", sent, htmx=True)
    assert answer.status == 200
    assert len(answer.bytes) <= 2048, len(answer.bytes)


def test_it_is_as_cheap_where_the_practice_is_left_out(
    browser: Browser, cast: Cast, row: PlanRow, db: Session, queries: Queries
) -> None:
    db.get_one(Programme, cast.programme.id).code = "35a 543 04 1"
    ilze = browser.as_(cast.ilze)
    db.commit()
    with queries(at_most=8):
        answer = ilze.post(
            f"/plana-rindas/{row.id}/suna",
            {"field": "company", "company": "70", "version": str(row.version)},
            htmx=True,
        )
    assert len(answer.bytes) <= 2048, len(answer.bytes)
    assert "bez kvalifikācijas prakses" in answer.words
    assert "(484: 6.1.1)" in answer.words


def test_the_sums_and_the_tape_move(browser: Browser, cast: Cast, row: PlanRow) -> None:
    before = row.version
    page = fill(browser, cast.ilze, row, "2").page
    assert page.by_id(f"v{row.id}")["value"] == str(before + 1)
    assert page.by_id(f"h{row.module_id}").words.startswith("50 no 120")
    assert page.by_id("t-company").words == "1\u00a0650"
    assert page.by_id("t-hours").words == "2\u00a0050"
    assert "34,6\u00a0%" in page.by_id("share").words  # 1650 of 4760


def test_under_the_least_it_says_how_much_is_missing(
    browser: Browser, cast: Cast, plan: Plan, db: Session
) -> None:
    for each in plan.rows:
        each.company = Decimal(0)
    plan.rows[2].company = Decimal(360)
    db.commit()
    words = fill(browser, cast.ilze, plan.rows[0], "1").words
    assert "7,5\u00a0%" in words
    assert "Pietrūkst 829 stundu" in words  # 1190 − 361


def test_without_htmx_it_leads_back_to_the_row(
    browser: Browser, cast: Cast, row: PlanRow, db: Session
) -> None:
    answer = fill(browser, cast.ilze, row, "70", htmx=False)
    assert (answer.status, answer.to) == (303, f"/vietas/{row.plan.placement_id}/plans#r{row.id}")


@pytest.mark.parametrize(
    ("field", "typed", "says"),
    [
        ("company", "73", "Programmā šim modulim ir 120\u00a0h; tā būtu 121\u00a0h. Noņemiet 1\u00a0h."),
        ("company", "-1", "Stundu skaits nevar būt mazāks par nulli."),
        ("company", "daudz", "Rakstiet skaitli, piemēram, 7,5."),
        ("company", "1,234", "Rakstiet skaitli, piemēram, 7,5."),
        ("company", "9999999", "Rakstiet skaitli, piemēram, 7,5."),
        ("starts", "2026-02-30", "Rakstiet īstu datumu, piemēram, 23.11.2026."),
        ("starts", "1999-01-01", "Mācību vieta ilgst no"),
        ("responsible", "ā" * 10_000, "ne vairāk par 200 rakstzīmēm"),
        ("assessment", "a\x00b", "zīmes"),
    ],
)
@pytest.mark.parametrize("htmx", [True, False])
def test_what_does_not_fit_is_told_at_the_cell(
    browser: Browser, cast: Cast, row: PlanRow, db: Session, field: str, typed: str, says: str, htmx: bool
) -> None:
    before = getattr(row, field)
    answer = fill(browser, cast.ilze, row, typed, field=field, htmx=htmx)
    assert answer.status == 422, answer
    assert says.casefold() in answer.words.casefold()
    if not htmx and "\x00" not in typed:
        assert answer.page.by_id(f"f-{field}")["value"] == typed
    assert (getattr(db.get_one(PlanRow, row.id), field), deeds(db)) == (before, 0)


def test_an_unknown_cell_is_refused(browser: Browser, cast: Cast, row: PlanRow) -> None:
    answer = browser.as_(cast.ilze).post(
        f"/plana-rindas/{row.id}/suna", {"field": "plan_id", "plan_id": "7", "version": "1"}, htmx=True
    )
    assert answer.status == 422


def test_a_proposed_plan_is_not_changed(browser: Browser, cast: Cast, proposed: Plan, db: Session) -> None:
    answer = fill(browser, cast.ilze, proposed.rows[0], "70")
    assert answer.status == 409
    assert "Saskaņošanā" in answer.words
    assert db.get_one(PlanRow, proposed.rows[0].id).company == 72


@pytest.mark.parametrize("who", ["aigars", "dace", "martins", "anna", "guntis"])
def test_others_only_read(browser: Browser, cast: Cast, row: PlanRow, db: Session, who: str) -> None:
    assert fill(browser, getattr(cast, who), row, "70").status == 403
    assert (db.get_one(PlanRow, row.id).company, deeds(db)) == (Decimal(72), 0)


def test_a_stranger_finds_nothing(browser: Browser, cast: Cast, row: PlanRow) -> None:
    assert fill(browser, cast.stranger, row, "70").status == 404


def both(browser: Browser, cast: Cast, row: PlanRow, db: Session) -> Answer:
    """Inese saves 60; Ilze still sees 72 and types 70."""
    inese = colleague(db, cast)
    assert fill(browser, inese, row, "60", version="1").status == 200
    return fill(browser, cast.ilze, row, "70", version="1")


def test_two_people_at_once_are_both_told(browser: Browser, cast: Cast, row: PlanRow, db: Session) -> None:
    answer = both(browser, cast, row, db)
    assert answer.status == 409
    assert "Inese Kalna tikmēr mainīja šo lauku: 60" in answer.words
    assert "Atstāt manu" in answer.words
    assert "Paņemt viņu" in answer.words
    assert db.get_one(PlanRow, row.id).company == 60


def test_mine_can_be_kept(browser: Browser, cast: Cast, row: PlanRow, db: Session) -> None:
    form = both(browser, cast, row, db).page.form(words="Atstāt manu")
    answer = browser.as_(cast.ilze).post(f"/plana-rindas/{row.id}/suna", form.with_(), htmx=True)
    assert answer.status == 200
    assert db.get_one(PlanRow, row.id).company == 70


def test_theirs_can_be_taken(browser: Browser, cast: Cast, row: PlanRow, db: Session) -> None:
    form = both(browser, cast, row, db).page.form(words="Paņemt viņu")
    answer = browser.as_(cast.ilze).post(f"/plana-rindas/{row.id}/suna", form.with_(), htmx=True)
    assert answer.status == 200
    assert answer.page.by_id(f"i{row.id}-company")["value"] == "60"
    assert db.get_one(PlanRow, row.id).company == 60


def test_without_htmx_both_values_are_on_the_page(
    browser: Browser, cast: Cast, row: PlanRow, db: Session
) -> None:
    fill(browser, colleague(db, cast), row, "60", version="1")
    answer = fill(browser, cast.ilze, row, "70", htmx=False, version="1")
    assert answer.status == 409
    assert "Inese Kalna tikmēr mainīja šo lauku: 60" in answer.words
    assert answer.page.by_id("f-company")["value"] == "70"


def test_another_cell_of_the_row_is_no_quarrel(
    browser: Browser, cast: Cast, row: PlanRow, db: Session
) -> None:
    fill(browser, colleague(db, cast), row, "Aigars Ozols", field="responsible", version="1")
    assert fill(browser, cast.ilze, row, "70", version="1").status == 200
    assert db.get_one(PlanRow, row.id).responsible == "Aigars Ozols"


def test_one_does_not_quarrel_with_oneself(browser: Browser, cast: Cast, row: PlanRow, db: Session) -> None:
    """Typing on while the first letters are still on their way."""
    fill(browser, cast.ilze, row, "7", version="1")
    assert fill(browser, cast.ilze, row, "70", version="1").status == 200
    assert db.get_one(PlanRow, row.id).company == 70


def test_the_same_value_twice_is_written_once(
    browser: Browser, cast: Cast, row: PlanRow, db: Session
) -> None:
    fill(browser, cast.ilze, row, "70")
    fill(browser, cast.ilze, row, "70", version="1")
    assert deeds(db) == 1


def test_hours_can_always_be_taken_off(browser: Browser, cast: Cast, row: PlanRow, db: Session) -> None:
    """The programme was cut after the plan was made."""
    row.module.hours = 50
    db.commit()
    assert fill(browser, cast.ilze, row, "60").status == 200
    assert fill(browser, cast.ilze, db.get_one(PlanRow, row.id), "61").status == 422
