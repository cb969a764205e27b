"""What other rooms ask of a school."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from app.kit.days import Week, weeks
from app.schools.models import SchoolYear


def year_at(db: Session, school_id: int, day: date) -> SchoolYear | None:
    """The school year of a day; in the summer between two, the one that comes."""
    wanted = (
        select(SchoolYear)
        .where(SchoolYear.school_id == school_id, SchoolYear.ends >= day)
        .order_by(SchoolYear.starts)
        .options(selectinload(SchoolYear.spans))
    )
    return db.scalar(wanted.limit(1))


def years_between(db: Session, school_id: int, starts: date, ends: date) -> list[SchoolYear]:
    """The school years that have a day in the period."""
    wanted = (
        select(SchoolYear)
        .where(SchoolYear.school_id == school_id, SchoolYear.ends >= starts, SchoolYear.starts <= ends)
        .order_by(SchoolYear.starts)
        .options(selectinload(SchoolYear.spans))
    )
    return list(db.scalars(wanted))


def free_weeks(years: Iterable[SchoolYear]) -> set[Week]:
    """Weeks whose five working days are all holiday."""
    found = set()
    for year in years:
        for span in year.holidays:
            for week in weeks(span.starts, span.ends):
                if span.starts <= week.monday and week.friday <= span.ends:
                    found.add(week)
    return found


def week_letters(
    db: Session, school_id: int, group_company_weeks: Iterable[str], starts: date, ends: date
) -> str:
    """One letter a week: C at the company, S at school, - holiday."""
    free = free_weeks(years_between(db, school_id, starts, ends))
    company = set(group_company_weeks)
    return "".join(
        "-" if week in free else "C" if str(week) in company else "S" for week in weeks(starts, ends)
    )
