"""The diary's part of the case before the law."""

from datetime import timedelta
from decimal import Decimal

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.demo.cast import Cast
from app.diary.filling import fill
from app.diary.models import Day, State, Week
from app.law.queries import cases
from tests.browser import Queries
from tests.stages import play


@pytest.mark.usefixtures("app")
def test_first_last_confirmed_and_waiting(db: Session, cast: Cast, queries: Queries) -> None:
    placement = play(db, cast, "two-weeks-missing")
    weeks = list(db.scalars(select(Week).where(Week.placement_id == placement.id).order_by(Week.monday)))
    days = list(db.scalars(select(Day).where(Day.week_id.in_([w.id for w in weeks])).order_by(Day.on)))
    days[0].outcome_ids = []
    days[1].outcome_ids = []
    approved = [week for week in weeks if week.state is State.APPROVED]
    approved[-1].state = State.SUBMITTED
    db.commit()
    found = cases(db, [placement.id])
    with queries(at_most=2):
        fill(db, found)
    known = found[placement.id].diary
    assert (known.first_work_on, known.last_work_on) == (days[0].on, days[-1].on)
    assert known.days_without_outcome == 2 + sum(1 for day in days[2:] if not day.outcome_ids)
    assert known.hours_confirmed == sum((w.hours for w in approved[:-1]), Decimal(0))
    assert known.unconfirmed_weeks == 3
    assert known.longest_wait == (found[placement.id].today - approved[-1].monday - timedelta(6)).days


@pytest.mark.usefixtures("app")
def test_nothing_yet(db: Session, cast: Cast) -> None:
    placement = play(db, cast, "ready")
    known = cases(db, [placement.id])[placement.id].diary
    assert (known.first_work_on, known.unconfirmed_weeks, known.longest_wait) == (None, 0, 0)
