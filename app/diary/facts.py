"""Gathers what the rules of the diary ask about."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from app.diary.models import Week
from app.diary.queries import loggable
from app.diary.rules import BEFORE_SUBMITTING, BEFORE_UNDOING, Facts
from app.kit.clock import now
from app.kit.rules import Unmet, unmet


def missing(week: Week) -> list[date]:
    """Working days without an entry, also those still to come."""
    logged = {day.on for day in week.days}
    return [day for day in loggable(week.placement, week.monday) if day not in logged]


def facts(week: Week) -> Facts:
    """Of one week, now."""
    ago = now() - week.decided_at if week.decided_at else None
    return Facts(len(week.days), missing(week), ago)


def before_submitting(_db: Session, week: Week) -> list[Unmet]:
    """What is unmet before the week goes to the mentor."""
    return unmet(BEFORE_SUBMITTING, facts(week))


def before_undoing(_db: Session, week: Week) -> list[Unmet]:
    """What is unmet before an approval is taken back."""
    return unmet(BEFORE_UNDOING, facts(week))
