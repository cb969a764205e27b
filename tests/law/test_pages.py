"""The page of the law counts what live placements miss, for each reader their own."""

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.demo.cast import Cast
from app.law.queries import cases, points_of
from app.notifications.models import Reminder
from app.placements.models import Placement
from tests.browser import Browser, Queries
from tests.stages import play


@pytest.fixture
def unflagged(db: Session, cast: Cast) -> Placement:
    placement = play(db, cast, "ready")
    assert placement.programme is not None
    placement.programme.flagged_dvb = False
    db.commit()
    return placement


def test_every_rule_is_there_with_its_count(browser: Browser, cast: Cast, unflagged: Placement) -> None:
    page = browser.as_(cast.ilze).get("/likums")
    assert page.status == 200
    assert all(f"/likums/R{number:02d}" in page.text for number in range(1, 62))
    one = browser.as_(cast.ilze).get("/likums/R02")
    assert cast.martins.name in one.words
    assert unflagged.address in one.text


def test_the_placement_and_the_table_lead_there(browser: Browser, cast: Cast, unflagged: Placement) -> None:
    ilze = browser.as_(cast.ilze)
    assert "Kas vēl vajadzīgs" in ilze.get(unflagged.address).words
    assert cast.martins.name in ilze.get("/vietas?likums=R02").words
    assert cast.martins.name not in ilze.get("/vietas?likums=R01").words


@pytest.mark.parametrize(("who", "status"), [("dace", 200), ("admin", 200), ("martins", 403), ("anna", 403)])
def test_who_reads_it(browser: Browser, cast: Cast, who: str, status: int) -> None:
    assert browser.as_(cast.people[who]).get("/likums").status == status
    assert browser.as_(cast.people[who]).get("/likums/R10").status == status


def test_what_is_no_rule_is_not_found(browser: Browser, cast: Cast) -> None:
    assert browser.as_(cast.ilze).get("/likums/R99").status == 404


def test_the_page_costs_the_same_for_many(
    browser: Browser, cast: Cast, db: Session, unflagged: Placement, queries: Queries
) -> None:
    ilze = browser.as_(cast.ilze)
    ilze.get("/likums")
    with queries(at_most=70):
        ilze.get("/likums")


@pytest.mark.usefixtures("app")
def test_a_case_knows_what_the_rooms_filled(db: Session, unflagged: Placement) -> None:
    case = cases(db, [unflagged.id])[unflagged.id]
    assert {"learner", "school", "programme", "company"} <= case.known
    assert case.learner.minor
    assert case.ids["company"] == unflagged.company_id


def test_a_nudge_goes_to_whoever_can_mend_it(
    browser: Browser, cast: Cast, db: Session, unflagged: Placement
) -> None:
    db.expire_all()
    codes = {point.provision.code for point in points_of(db, unflagged)}
    assert "R02" in codes
    ilze = browser.as_(cast.ilze)
    address = f"{unflagged.address}/likums/R02/atgadinat"
    answer = ilze.post(address)
    assert answer.status in (303, 409)
    sent = db.scalar(select(func.count()).select_from(Reminder))
    assert (answer.status == 303) == (sent == 1)
    assert ilze.post(address).status == 409, "at most once in 24 hours, or nobody to ask"
    assert ilze.post(f"{unflagged.address}/likums/R01/atgadinat").status == 303, (
        "not missing: nothing is sent"
    )
    assert db.scalar(select(func.count()).select_from(Reminder)) == sent


@pytest.mark.parametrize(("who", "status"), [("dace", 403), ("martins", 403), ("stranger", 404)])
def test_others_do_not_nudge(
    browser: Browser, cast: Cast, unflagged: Placement, who: str, status: int
) -> None:
    assert browser.as_(cast.people[who]).post(f"{unflagged.address}/likums/R02/atgadinat").status == status
