"""VIIS within ten working days, and the statement for whoever leaves."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.closing.models import Errand, Event
from app.demo.cast import Cast
from app.kit.clock import today
from app.kit.days import after_working_days
from app.placements.models import Placement
from app.schools import actions as schools
from app.schools.models import Status
from tests.browser import Browser
from tests.stages import play


@pytest.fixture
def began(browser: Browser, db: Session, cast: Cast) -> Errand:
    placement = play(db, cast, "running")
    return db.scalars(select(Errand).where(Errand.placement_id == placement.id)).one()


def left(db: Session, cast: Cast, placement: Placement) -> Errand:
    schools.edit_learner(db, cast.actor("ilze"), placement.learner, status=Status.LEFT)
    db.commit()
    return db.scalars(select(Errand).where(Errand.event == Event.STATEMENT)).one()


def test_the_beginning_leaves_an_errand_and_it_is_marked(
    browser: Browser, cast: Cast, db: Session, began: Errand
) -> None:
    assert began.event is Event.BEGAN
    assert began.due == after_working_days(began.happened_on, 10)
    ilze = browser.as_(cast.ilze)
    assert cast.martins.name in ilze.get("/viis").words
    assert ilze.post(f"/viis/{began.id}/izdarits", {"on": today().isoformat()}).status == 303
    assert cast.martins.name not in ilze.get("/viis").words
    assert ilze.post(f"/viis/{began.id}/izdarits", {"on": today().isoformat()}).status == 422
    assert ilze.post(f"/viis/{began.id}/atsaukt").status == 303
    assert ilze.post(f"/viis/{began.id}/atsaukt").status == 409
    db.expire_all()
    assert began.done_on is None


def test_whoever_leaves_gets_a_statement_with_its_number(
    browser: Browser, cast: Cast, db: Session, began: Errand
) -> None:
    statement = left(db, cast, began.placement)
    ilze = browser.as_(cast.ilze)
    sent = {"on": today().isoformat(), "number": ""}
    wrong = ilze.post(f"/viis/{statement.id}/izdarits", sent)
    assert (wrong.status, "Ierakstiet izziņas numuru" in wrong.words) == (422, True)
    assert ilze.post(f"/viis/{statement.id}/izdarits", sent | {"number": "12"}).status == 303
    db.expire_all()
    assert statement.number == "12"


def test_not_a_day_that_has_not_come(browser: Browser, cast: Cast, db: Session, began: Errand) -> None:
    tomorrow = (today() + timedelta(days=1)).isoformat()
    answer = browser.as_(cast.ilze).post(f"/viis/{began.id}/izdarits", {"on": tomorrow})
    assert answer.status == 422
    assert tomorrow in answer.text
    assert began.done_on is None


@pytest.mark.parametrize(
    ("who", "status"), [("guntis", 403), ("dace", 404), ("martins", 404), ("stranger", 404)]
)
def test_others_do_not(browser: Browser, cast: Cast, began: Errand, who: str, status: int) -> None:
    theirs = browser.as_(cast.people[who])
    assert theirs.post(f"/viis/{began.id}/izdarits", {"on": today().isoformat()}).status == status
    assert theirs.post(f"/viis/{began.id}/atsaukt").status == status
