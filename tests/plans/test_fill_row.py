"""The row as a form: without JavaScript, and for its outcomes."""

from decimal import Decimal

import pytest
from sqlalchemy.orm import Session

from app.demo.cast import Cast
from app.plans.models import Plan, PlanRow
from tests.browser import Browser
from tests.placements.parts import colleague


def typed(row: PlanRow, **more: str | list[str]) -> dict[str, str | list[str]]:
    outcomes = [str(each) for each in row.outcome_ids]
    sent = {"school_theory": "48", "school_practice": "10", "company": "60", "responsible": "Aigars Ozols"}
    return {**sent, "version": str(row.version), "with_outcomes": "1", "outcomes": outcomes, **more}


def test_the_row_is_saved(browser: Browser, cast: Cast, row: PlanRow, db: Session) -> None:
    some = row.outcome_ids[:2]
    ilze = browser.as_(cast.ilze)
    page = ilze.get(f"/plana-rindas/{row.id}").page
    form = page.form(f"/plana-rindas/{row.id}")
    sent = form.with_(company="60", school_practice="10", outcomes=[str(i) for i in some])
    answer = ilze.post(f"/plana-rindas/{row.id}", sent)
    assert (answer.status, answer.to) == (303, f"/vietas/{row.plan.placement_id}/plans#r{row.id}")
    found = db.get_one(PlanRow, row.id)
    assert (found.company, found.school_practice, found.outcome_ids) == (Decimal(60), Decimal(10), some)


def test_hours_move_between_places_in_one_step(
    browser: Browser, cast: Cast, row: PlanRow, db: Session
) -> None:
    """48 + 72 = 120 is full; what is taken here may be put there."""
    answer = browser.as_(cast.ilze).post(
        f"/plana-rindas/{row.id}", typed(row, school_theory="0", company="110")
    )
    assert answer.status == 303
    assert db.get_one(PlanRow, row.id).hours == 120


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"company": "73", "school_practice": "0"}, "company"),
        ({"starts": "32.13.2026"}, "starts"),
        ({"assessment": "x" * 10_000}, "assessment"),
    ],
)
def test_what_does_not_fit_comes_back_with_everything_typed(
    browser: Browser, cast: Cast, row: PlanRow, db: Session, more: dict[str, str], field: str
) -> None:
    more = {"responsible": "Dace Ozola", **more}
    answer = browser.as_(cast.ilze).post(f"/plana-rindas/{row.id}", typed(row, **more))
    assert answer.status == 422
    assert answer.page.by_id(f"f-{field}")["value"] == more[field]
    assert answer.page.by_id("f-responsible")["value"] == "Dace Ozola"
    assert db.get_one(PlanRow, row.id).responsible == "Aigars Ozols"  # the mentor, from the start


def test_somebody_was_faster(browser: Browser, cast: Cast, row: PlanRow, db: Session) -> None:
    mine = typed(row)
    browser.as_(colleague(db, cast)).post(f"/plana-rindas/{row.id}", typed(row, company="50"))
    answer = browser.as_(cast.ilze).post(f"/plana-rindas/{row.id}", mine)
    assert answer.status == 409
    assert "Inese Kalna tikmēr mainīja šo lauku: 50" in answer.words
    assert answer.page.by_id("f-company")["value"] == "60"
    again = answer.page.form(f"/plana-rindas/{row.id}").with_()
    assert browser.as_(cast.ilze).post(f"/plana-rindas/{row.id}", again).status == 303
    assert db.get_one(PlanRow, row.id).company == 60


def test_outcomes_of_another_module_are_refused(
    browser: Browser, cast: Cast, plan: Plan, row: PlanRow
) -> None:
    foreign = [str(plan.rows[1].outcome_ids[0])]
    assert browser.as_(cast.ilze).post(f"/plana-rindas/{row.id}", typed(row, outcomes=foreign)).status == 409


@pytest.mark.parametrize(("who", "status"), [("aigars", 403), ("martins", 403), ("stranger", 404)])
def test_others_do_not_write(browser: Browser, cast: Cast, row: PlanRow, who: str, status: int) -> None:
    assert browser.as_(getattr(cast, who)).post(f"/plana-rindas/{row.id}", typed(row)).status == status


def test_an_approved_plan_is_not_changed(browser: Browser, cast: Cast, approved: Plan) -> None:
    row = approved.rows[0]
    assert browser.as_(cast.ilze).post(f"/plana-rindas/{row.id}", typed(row)).status == 409


def test_whoever_may_only_read_sees_the_row(browser: Browser, cast: Cast, row: PlanRow) -> None:
    answer = browser.as_(cast.martins).get(f"/plana-rindas/{row.id}")
    assert answer.status == 200
    assert "Sakārto darba vietu" in answer.words
    assert not answer.page.all("form", action=f"/plana-rindas/{row.id}")
