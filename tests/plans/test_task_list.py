"""The task list of a placement: what is done is quiet, what comes next stands out."""

import pytest
from sqlalchemy.orm import Session

from app.demo.cast import Cast
from app.placements import actions
from app.plans.models import Plan
from tests.browser import Browser, Queries
from tests.placements.parts import another_learner, begun


def following(browser: Browser, cast: Cast, placement_id: int) -> str:
    page = browser.as_(cast.ilze).get(f"/vietas/{placement_id}/sagatavot").page
    (part,) = page.all("li", class_="parts__next")
    return part.all("a")[0].words


def test_it_leads_from_part_to_part(browser: Browser, cast: Cast, db: Session) -> None:
    ilze, placement = cast.actor("ilze"), begun(db, cast)
    assert following(browser, cast, placement.id) == "Uzņēmums"
    actions.choose_company(db, ilze, placement, cast.company)
    assert following(browser, cast, placement.id) == "Vadītājs uzņēmumā"
    actions.choose_mentor(db, ilze, placement, cast.mentor)
    assert following(browser, cast, placement.id) == "Periods un grafiks"


def test_then_the_plan_and_then_the_check(
    browser: Browser, cast: Cast, request: pytest.FixtureRequest
) -> None:
    plan: Plan = request.getfixturevalue("plan")
    assert following(browser, cast, plan.placement_id) == "Individuālais plāns"
    request.getfixturevalue("approved")
    assert following(browser, cast, plan.placement_id) == "Pārbaudīt un nosūtīt"


def test_a_minor_without_a_guardian_is_not_done(browser: Browser, cast: Cast, db: Session) -> None:
    learner = another_learner(db, cast)
    learner.person.birth_date = cast.martins.birth_date
    placement = begun(db, cast, learner)
    assert following(browser, cast, placement.id) == "Izglītojamais"
    words = browser.as_(cast.ilze).get(f"/vietas/{placement.id}/sagatavot").words
    assert "Izglītojamajam nav 18 gadu, un likumiskais pārstāvis vēl nav norādīts." in words


def test_the_learners_part_lets_the_programme_be_chosen(browser: Browser, cast: Cast, db: Session) -> None:
    learner = another_learner(db, cast)
    learner.group = None
    placement, ilze = begun(db, cast, learner), browser.as_(cast.ilze)
    address = f"/vietas/{placement.id}/izglitojamais"
    assert ilze.post(address, {"programme_id": "999"}).status == 409
    sent = ilze.get(address).page.form(address).with_(programme_id=str(cast.programme.id))
    assert ilze.post(address, sent).status == 303
    assert following(browser, cast, placement.id) == "Uzņēmums"


PAGES = ("sagatavot", "izglitojamais", "uznemums", "vaditajs", "periods")


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize(
    ("who", "status"), [("guntis", 200), ("dace", 403), ("martins", 403), ("stranger", 404)]
)
def test_who_reads_it(browser: Browser, cast: Cast, plan: Plan, name: str, who: str, status: int) -> None:
    answer = browser.as_(getattr(cast, who)).get(f"/vietas/{plan.placement_id}/{name}")
    assert answer.status == status


def test_it_costs_little(browser: Browser, cast: Cast, plan: Plan, queries: Queries) -> None:
    ilze = browser.as_(cast.ilze)
    browser.db.commit()
    with queries(at_most=20):
        ilze.get(f"/vietas/{plan.placement_id}/sagatavot")
