"""Who reads the plan, and what it costs."""

import pytest
from sqlalchemy.orm import Session

from app.demo.cast import Cast
from app.plans.models import Plan
from tests.browser import Browser, Queries
from tests.placements.parts import another_learner, begun


@pytest.mark.parametrize("who", ["ilze", "guntis", "aigars", "dace", "martins", "anna"])
@pytest.mark.parametrize("state", ["plan", "proposed", "agreed", "approved"])
def test_everybody_of_the_placement_reads_it(
    browser: Browser, cast: Cast, request: pytest.FixtureRequest, who: str, state: str
) -> None:
    plan: Plan = request.getfixturevalue(state)
    answer = browser.as_(getattr(cast, who)).get(plan.address)
    assert answer.status == 200
    assert "Koka materiālu apstrāde ar rokas instrumentiem" in answer.words
    assert bool(answer.page.all("input", inputmode="decimal")) is (who == "ilze" and state == "plan")


def test_a_stranger_does_not(browser: Browser, cast: Cast, plan: Plan) -> None:
    assert browser.as_(cast.stranger).get(plan.address).status == 404


def test_nobody_signed_in_goes_to_the_door(browser: Browser, cast: Cast, plan: Plan) -> None:
    assert browser.get(plan.address).status == 303


def test_an_empty_plan_says_what_to_do(browser: Browser, cast: Cast, db: Session) -> None:
    learner = another_learner(db, cast)
    learner.group = None
    placement = begun(db, cast, learner)
    words = browser.as_(cast.ilze).get(f"/vietas/{placement.id}/plans").words
    assert "Izvēlieties programmu, un plāns aizpildīsies no tās." in words


def test_the_page_costs_little(browser: Browser, cast: Cast, plan: Plan, queries: Queries) -> None:
    ilze = browser.as_(cast.ilze)
    browser.db.commit()
    with queries(at_most=18):
        answer = ilze.get(plan.address)
    assert len(answer.bytes) < 60_000


def test_the_company_sees_the_two_answers(browser: Browser, cast: Cast, proposed: Plan) -> None:
    page = browser.as_(cast.aigars).get(proposed.address).page
    assert page.form(f"/plani/{proposed.id}/piekrist")
    assert page.form(f"/plani/{proposed.id}/atgriezt")
