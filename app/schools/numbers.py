"""The numbers of the school's own series."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.documents.models import Series
from app.kit.clock import today
from app.schools.models import School

CONTRACT = "contract"


def next_number(db: Session, school: School, kind: str = CONTRACT) -> str:
    """What the next contract would be called; nothing is counted by looking."""
    year = today().year
    counted = select(Series.last).where(
        Series.organisation_id == school.id, Series.kind == kind, Series.year == year
    )
    return numbered(school.series, year, (db.scalar(counted) or 0) + 1)


def numbered(series: str, year: int, number: int) -> str:
    """DVB-{year}/{n} with its places filled."""
    return series.replace("{year}", str(year)).replace("{n}", str(number))
