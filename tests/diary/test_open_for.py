"""The last signature opens the diary."""

from datetime import date

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.demo.cast import Cast
from app.diary import actions
from app.diary.models import Week
from app.kit import verbs
from app.kit.errors import Forbidden, Refused
from app.placements import verbs as placements
from app.placements.models import State
from tests.diary.conftest import Diary


def test_a_week_for_each_week_at_the_company(diary: Diary, db: Session) -> None:
    mondays = db.scalars(select(Week.monday).order_by(Week.monday)).all()
    assert [monday.isocalendar().week for monday in mondays] == [46, 47, 50, 51]


def test_a_week_without_a_working_day_is_not_opened(cast: Cast, diary: Diary, db: Session) -> None:
    diary.placement.weeks, diary.placement.work_days = "CC", "4"
    diary.placement.starts = date(2026, 12, 17)  # a week later Thursday is Christmas Eve
    actions.open_for(db, cast.actor("ilze"), diary.placement)
    db.flush()
    late = select(Week.monday).where(Week.monday > date(2026, 12, 13))
    assert db.scalars(late).all() == [date(2026, 12, 14)]


def test_twice_is_once(cast: Cast, diary: Diary, db: Session) -> None:
    actions.open_for(db, cast.actor("dace"), diary.placement)
    assert db.scalar(select(func.count()).select_from(Week)) == 4


def test_not_before_the_placement_is_in_progress(cast: Cast, diary: Diary, db: Session) -> None:
    diary.placement.state = State.SIGNING
    with pytest.raises(Refused):
        actions.open_for(db, cast.actor("ilze"), diary.placement)


def test_not_by_a_stranger(cast: Cast, diary: Diary, db: Session) -> None:
    with pytest.raises(Forbidden):
        actions.open_for(db, cast.actor("stranger"), diary.placement)


def test_it_follows_the_activation() -> None:
    import app.main
    from app.wiring import connect

    assert app.main
    connect()
    assert actions.open_for in verbs.then[placements.ACTIVATE.name]
