"""A placement begins with a learner."""

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.companies import actions as companies
from app.companies.models import Offer
from app.demo.cast import Cast
from app.kit.errors import Forbidden, Refused
from app.placements import actions
from app.placements.models import Kind, Placement, State
from app.schools.models import Status
from tests.browser import Browser
from tests.placements.parts import another_learner, begun, spring


def count(db: Session) -> int:
    return db.scalar(select(func.count()).select_from(Placement)) or 0


def test_it_begins_and_leads_to_the_task_list(browser: Browser, cast: Cast, db: Session) -> None:
    ilze = browser.as_(cast.ilze)
    found = ilze.get("/vietas/jauna?q=krūm").page.form(f"/izglitojamie/{cast.learner.id}/vieta")
    answer = ilze.post(f"/izglitojamie/{cast.learner.id}/vieta", found.with_(kind="dvb"))
    placement = db.scalars(select(Placement)).one()
    assert (answer.status, answer.to) == (303, f"/vietas/{placement.id}/sagatavot")
    assert (placement.state, placement.kind) == (State.DRAFT, Kind.DVB)
    assert placement.programme_id == cast.programme.id
    assert placement.coordinator_id == cast.ilze.id


def test_an_internship_is_another_kind(browser: Browser, cast: Cast, db: Session) -> None:
    browser.as_(cast.ilze).post(f"/izglitojamie/{cast.learner.id}/vieta", {"kind": "practice"})
    assert db.scalars(select(Placement)).one().kind is Kind.PRACTICE


def offer(db: Session, cast: Cast) -> Offer:
    starts, ends = spring()
    made = companies.offer_places(
        db,
        cast.actor("dace"),
        cast.company,
        qualification="Mēbeļu galdnieks",
        places=1,
        starts=starts,
        ends=ends,
    )
    db.commit()
    return made


def test_from_an_offer_the_company_comes_along(browser: Browser, cast: Cast, db: Session) -> None:
    made, ilze = offer(db, cast), browser.as_(cast.ilze)
    page = ilze.get(f"/vietas/jauna?piedavajums={made.id}").page
    sent = page.form(f"/izglitojamie/{cast.learner.id}/vieta").with_()
    assert ilze.post(f"/izglitojamie/{cast.learner.id}/vieta", sent).status == 303
    placement = db.scalars(select(Placement)).one()
    assert (placement.company_id, placement.offer_id) == (cast.company.id, made.id)


def test_a_full_offer_leaves_nothing_half_done(browser: Browser, cast: Cast, db: Session) -> None:
    made, ilze = offer(db, cast), browser.as_(cast.ilze)
    other = another_learner(db, cast)
    for learner, status in ((cast.learner, 303), (other, 409)):
        answer = ilze.post(f"/izglitojamie/{learner.id}/vieta", {"offer_id": str(made.id)})
        assert answer.status == status
    assert count(db) == 1


def test_who_has_left_gets_none(cast: Cast, db: Session) -> None:
    cast.learner.status = Status.LEFT
    with pytest.raises(Refused, match="has left"):
        actions.create(db, cast.actor("ilze"), cast.learner)
    assert count(db) == 0


@pytest.mark.parametrize("who", ["guntis", "martins", "anna"])
def test_insiders_may_not(browser: Browser, cast: Cast, db: Session, who: str) -> None:
    assert browser.as_(getattr(cast, who)).post(f"/izglitojamie/{cast.learner.id}/vieta", {}).status == 403
    assert count(db) == 0


@pytest.mark.parametrize("who", ["stranger", "aigars", "dace"])
def test_others_do_not_find_the_learner(browser: Browser, cast: Cast, db: Session, who: str) -> None:
    assert browser.as_(getattr(cast, who)).post(f"/izglitojamie/{cast.learner.id}/vieta", {}).status == 404
    assert count(db) == 0


def test_a_stranger_may_not_by_the_action_either(cast: Cast, db: Session) -> None:
    with pytest.raises(Forbidden):
        actions.create(db, cast.actor("stranger"), cast.learner)


def test_what_a_learner_already_has_is_named_with_a_link(browser: Browser, cast: Cast, db: Session) -> None:
    placement = begun(db, cast)
    page = browser.as_(cast.ilze).get("/vietas/jauna?q=krumins")
    assert "Jau ir:" in page.words
    assert page.page.all("a", href=f"/vietas/{placement.id}")
    assert "Sākt vēl vienu" in page.words


@pytest.mark.parametrize(
    ("q", "found"), [("ābol", True), ("abol elz", True), ("gal-32", True), ("bol", False)]
)
def test_learners_are_found_as_one_types(
    browser: Browser, cast: Cast, db: Session, q: str, found: bool
) -> None:
    another_learner(db, cast)
    words = browser.as_(cast.ilze).get(f"/vietas/jauna?q={q}", htmx=True).words
    assert ("Elza Āboliņa" in words) is found


def test_the_page_is_for_coordinators(browser: Browser, cast: Cast) -> None:
    assert browser.as_(cast.aigars).get("/vietas/jauna").status == 403
    assert browser.as_(cast.stranger).get("/vietas/jauna?q=krum").words.count("Krūmiņš") == 0


@pytest.mark.parametrize(
    "query", ["q=" + "a%20" * 2000, "q=%00", "piedavajums=x", "piedavajums=99999999999999999999"]
)
def test_odd_searches_find_nothing_and_break_nothing(browser: Browser, cast: Cast, query: str) -> None:
    assert browser.as_(cast.ilze).get(f"/vietas/jauna?{query}").status == 200
