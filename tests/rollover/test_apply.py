"""The school moves in one transaction, and for a day it can be taken back."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.companies.models import Company
from app.demo.cast import Cast
from app.kit.clock import at, now, today
from app.placements.models import Placement
from app.placements.models import State as Stage
from app.plans.models import Plan, PlanRow
from app.rollover import actions
from app.rollover.dates import proposed
from app.rollover.models import Rollover, State
from app.schools.models import Group, SchoolYear, Span, Status
from tests.browser import Browser
from tests.rollover.conftest import World, item

BEGIN = "/skola/jaunais-gads"


def copy_of(db: Session, world: World) -> Placement:
    return db.scalars(select(Placement).where(Placement.id != world.running.id)).one()


def test_everything_moves(browser: Browser, cast: Cast, db: Session, world: World, tried: Rollover) -> None:
    address = f"{BEGIN}/{tried.id}/ieviest"
    for who, status in (("guntis", 403), ("stranger", 404), ("martins", 404)):
        assert browser.as_(getattr(cast, who)).post(address).status in (status, 404)
    ilze = browser.as_(cast.ilze)
    assert ilze.follow(ilze.post(address)).status == 200
    assert ilze.post(address).status == 409
    db.expire_all()
    year = db.scalars(select(SchoolYear).order_by(SchoolYear.starts.desc())).first()
    assert year is not None
    assert year.starts == proposed(cast.year).starts
    assert len(year.semesters) == 2
    assert (cast.group.name, cast.group.course) == ("GAL-42", 4)
    assert cast.learner.group is cast.group
    assert world.finishing.name == f"GAL-42 ({cast.year.ends.year})"
    assert world.leaver.status is Status.LEFT
    made = copy_of(db, world)
    assert (made.state, made.company, made.mentor) == (Stage.DRAFT, cast.company, cast.mentor)
    assert (made.starts, made.ends) == (year.starts, year.ends)
    assert made.starts and made.ends
    assert "C" in made.weeks
    plan = db.scalars(select(Plan).where(Plan.placement_id == made.id)).one()
    assert len(plan.rows) == 6
    assert plan.course == 4
    assert {row.responsible for row in plan.rows} == {"Aigars Ozols"}
    assert all(made.starts <= row.starts <= made.ends for row in plan.rows if row.starts)
    assert world.running.state is Stage.ACTIVE


def test_it_is_taken_back(browser: Browser, cast: Cast, db: Session, world: World, applied: Rollover) -> None:
    address = f"{BEGIN}/{applied.id}/atsaukt"
    for who, status in (("guntis", 403), ("stranger", 404)):
        assert browser.as_(getattr(cast, who)).post(address).status in (status, 404)
    assert browser.as_(cast.ilze).post(address).status == 303
    db.expire_all()
    assert (applied.state, cast.group.name, cast.group.course) == (State.UNDONE, "GAL-32", 3)
    assert (world.finishing.name, world.leaver.status) == ("GAL-42", Status.STUDYING)
    for model, count in ((SchoolYear, 1), (Placement, 1), (Plan, 1), (PlanRow, 6), (Span, 5)):
        assert db.scalar(select(func.count()).select_from(model)) == count, model
    assert browser.as_(cast.ilze).post(address).status == 409


@pytest.mark.parametrize("what", ["placement", "group", "day"])
def test_not_when_something_was_changed_since(
    browser: Browser, cast: Cast, db: Session, world: World, applied: Rollover, what: str
) -> None:
    if what == "placement":
        copy_of(db, world).day_hours = copy_of(db, world).day_hours - 1
    elif what == "group":
        cast.group.name = "GAL-45"
    db.commit()
    moment = now() + (timedelta(hours=25) if what == "day" else timedelta(0))
    with at(moment):
        answer = browser.as_(cast.ilze).post(f"{BEGIN}/{applied.id}/atsaukt")
    assert answer.status == (303 if what == "day" and answer.to.endswith("ieiet") else 409)
    db.expire_all()
    assert applied.state is State.APPLIED
    assert cast.group.course == 4


def test_doubts_are_not_ticked(cast: Cast, db: Session, world: World) -> None:
    """A company that has ended, a supervisor who has stopped."""
    cast.mentor.active = False
    db.get_one(Company, cast.company.id).ended_on = today()
    db.commit()
    tried = actions.try_out(db, cast.actor("ilze"), cast.school, year=proposed(cast.year))
    found = item(tried, "placement")
    assert found["taken"] is False
    assert len(found["doubts"]) == 2
    chosen = [f"group:{cast.group.id}", found["key"], f"finish:{world.finishing.id}"]
    actions.choose(db, cast.actor("ilze"), tried, names={}, ticked=chosen)
    actions.apply(db, cast.actor("ilze"), tried)
    made = copy_of(db, world)
    assert (made.company, made.mentor) == (None, None)


def test_a_year_that_is_there_stays_and_a_second_move_finds_the_first(
    cast: Cast, db: Session, world: World, applied: Rollover
) -> None:
    tried = actions.try_out(db, cast.actor("ilze"), cast.school, year=proposed(cast.year))
    assert item(tried, "year")["says"][0]["text"].startswith("The school year is there already")
    assert db.scalar(select(func.count()).select_from(Group)) == 2
