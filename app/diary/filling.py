"""What the diary tells the law about each case."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any, Final

from sqlalchemy import Row, and_, case, func, select
from sqlalchemy.orm import Session

from app.diary.models import Day, State, Week
from app.kit.clock import riga, today
from app.law.case import Case, Diary

FILLS: Final = frozenset({"diary"})


def fill(db: Session, cases: dict[int, Case]) -> None:
    """Two selects, added up by the database: the weeks, and the days worked."""
    weeks = {row.placement_id: row for row in _weeks(db, cases)}
    days = {row.placement_id: row for row in _days(db, cases)}
    for number, each in cases.items():
        each.learn(diary=_diary(each, weeks.get(number), days.get(number)))


def _diary(case: Case, weeks: Row[Any] | None, days: Row[Any] | None) -> Diary:
    known = Diary()
    if weeks:
        known.longest_wait = _days_since(weeks.waiting_since, case.today)
        known.unconfirmed_weeks = weeks.unconfirmed
        known.hours_confirmed = weeks.confirmed or Decimal(0)
    if days:
        known.first_work_on, known.last_work_on = days.first, days.last
        known.days_without_outcome = days.without
    return known


def _days_since(moment: datetime | None, day: date) -> int:
    return (day - riga(moment).date()).days if moment else 0


def _weeks(db: Session, ids: Collection[int]) -> list[Row[Any]]:
    """By placement: past weeks that nobody confirmed, since when the oldest waits, hours confirmed."""
    past = and_(Week.state != State.APPROVED, Week.monday < today() - timedelta(days=6))
    wanted = (
        select(
            Week.placement_id,
            func.sum(case((past, 1), else_=0)).label("unconfirmed"),
            func.min(case((Week.state == State.SUBMITTED, Week.submitted_at))).label("waiting_since"),
            func.sum(case((Week.state == State.APPROVED, Week.hours))).label("confirmed"),
        )
        .where(Week.placement_id.in_(ids))
        .group_by(Week.placement_id)
    )
    return list(db.execute(wanted))


def _days(db: Session, ids: Collection[int]) -> list[Row[Any]]:
    """By placement: the first and the last day worked, and how many have no outcome."""
    without = func.json_array_length(Day.outcome_ids) == 0
    wanted = (
        select(
            Week.placement_id,
            func.min(Day.on).label("first"),
            func.max(Day.on).label("last"),
            func.sum(case((without, 1), else_=0)).label("without"),
        )
        .join(Week, Week.id == Day.week_id)
        .where(Week.placement_id.in_(ids), Day.hours > 0)
        .group_by(Week.placement_id)
    )
    return list(db.execute(wanted))
