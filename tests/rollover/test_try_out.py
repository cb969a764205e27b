"""Looking at the next school year changes nothing."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.audit.models import Trail
from app.demo.cast import Cast
from app.placements.models import Placement
from app.rollover.dates import moved_weeks, proposed
from app.rollover.models import Rollover, State
from app.rollover.naming import finished_name, next_name
from app.schools.models import Group, SchoolYear, Status
from tests.browser import Browser, Queries
from tests.rollover.conftest import World, item, titles

BEGIN = "/skola/jaunais-gads"


def test_it_shows_what_would_happen(browser: Browser, cast: Cast, db: Session, world: World) -> None:
    ilze = browser.as_(cast.ilze)
    for who, status in (("guntis", 403), ("martins", 403), ("aigars", 403)):
        assert browser.as_(getattr(cast, who)).get(BEGIN).status in (status, 404)
        assert browser.as_(getattr(cast, who)).post(BEGIN, {}).status in (status, 404)
    sent = ilze.get(BEGIN).page.form(BEGIN).with_()
    assert sent["starts"] == proposed(cast.year).starts.isoformat()
    page = ilze.follow(ilze.post(BEGIN, sent))
    for words in ("GAL-32 → GAL-42", "3. kurss kļūst par 4. kursu", "Zane Kļava", "Nav nevienā grupā"):
        assert words in page.words, words
    assert db.scalar(select(func.count()).select_from(SchoolYear)) == 1
    assert sorted(db.scalars(select(Group.name))) == ["GAL-32", "GAL-42"]
    assert db.scalar(select(func.count()).select_from(Placement)) == 1
    assert world.leaver.status is Status.STUDYING
    rollover = db.query(Rollover).one()
    assert rollover.state is State.TRIED
    told = db.scalars(select(Trail).where(Trail.verb == "rollover.try_out")).one()
    assert [change["type"] for change in told.changes] == ["rollover"]
    assert browser.as_(cast.stranger).get(f"{BEGIN}/{rollover.id}").status == 404


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"starts": ""}, "Lauks jāaizpilda"),
        ({"ends": "2020-01-01"}, "Mācību gada beigām"),
        ({"holiday1_starts": "2020-01-01"}, "jābūt mācību gada robežās"),
    ],
)
def test_wrong_dates_come_back(
    browser: Browser, cast: Cast, db: Session, world: World, change: dict[str, str], says: str
) -> None:
    ilze = browser.as_(cast.ilze)
    answer = ilze.post(BEGIN, ilze.get(BEGIN).page.form(BEGIN).with_(**change))
    assert answer.status == 422
    assert db.query(Rollover).count() == 0


def test_what_cannot_move_is_listed(tried: Rollover, world: World) -> None:
    assert titles(tried, "group") == ["GAL-32 → GAL-42"]
    assert titles(tried, "finish") == [f"GAL-42 → GAL-42 ({world.cast.year.ends.year})"]
    assert item(tried, "learner")["title"] == "Zane Kļava"
    assert item(tried, "placement")["taken"] is True


def test_names_and_ticks_are_tried_again(browser: Browser, cast: Cast, db: Session, tried: Rollover) -> None:
    ilze, address = browser.as_(cast.ilze), f"{BEGIN}/{tried.id}/izvele"
    group = cast.group.id
    for who, status in (("guntis", 403), ("stranger", 404)):
        assert browser.as_(getattr(cast, who)).post(address, {}).status in (status, 404)
    sent = {f"name-{group}": "GALDNIEKI-4", "take": [f"group:{group}"]}
    assert ilze.post(address, sent).status == 303
    db.expire_all()
    assert titles(tried, "group") == ["GAL-32 → GALDNIEKI-4"]
    assert item(tried, "placement")["taken"] is False
    sent = {f"name-{group}": "GAL-42", "take": [f"group:{group}"]}  # GAL-42 does not finish: no tick
    assert ilze.post(address, sent).status == 303
    db.expire_all()
    assert item(tried, "group")["taken"] is False
    assert "Ir cita grupa ar nosaukumu GAL-42." in ilze.get(f"{BEGIN}/{tried.id}").words
    assert cast.group.name == "GAL-32"


@pytest.mark.parametrize(
    ("name", "course", "after"),
    [("AM-2", 2, "AM-3"), ("AM-21", 2, "AM-31"), ("2. AM", 2, "3. AM"), ("AM-12", 2, "AM-12"), ("K", 1, "K")],
)
def test_names_show_the_course(name: str, course: int, after: str) -> None:
    assert next_name(name, course) == after
    assert len(finished_name(name * 30, 2027)) <= 40


def test_weeks_at_the_company_move_with_the_year(cast: Cast) -> None:
    before = cast.group.company_weeks
    after = moved_weeks(before, cast.year.starts, cast.year.starts + timedelta(weeks=52))
    assert len(after) == len(before)
    assert after[0] != before[0]


def test_looking_costs_little(browser: Browser, cast: Cast, tried: Rollover, queries: Queries) -> None:
    ilze = browser.as_(cast.ilze)
    browser.db.commit()
    with queries(at_most=12):
        ilze.get(f"{BEGIN}/{tried.id}")


def test_the_year_keeps_its_dates_and_its_weekdays(cast: Cast) -> None:
    after = proposed(cast.year)
    assert after.starts.weekday() < 5
    assert abs((after.starts - cast.year.starts.replace(year=cast.year.starts.year + 1)).days) <= 2
    assert after.parts[0].starts == after.starts
    holidays = [part for part in after.parts if part.name == "Rudens brīvlaiks"]
    assert [part.starts.weekday() for part in holidays] == [0]
