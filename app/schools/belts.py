"""The alternation of a group drawn as a belt, week by week of the school year."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import groupby

from app.kit.days import Week, weeks
from app.kit.words import Said, _
from app.schools.models import SchoolYear
from app.schools.queries import free_weeks

Cell = tuple[int, str, bool, Said]


def belt(year: SchoolYear, company_weeks: Iterable[str]) -> list[Cell]:
    """One cell a week: at the company, at school, or holiday."""
    free, now, company = free_weeks([year]), Week.now(), set(company_weeks)
    cells = []
    for week in weeks(year.starts, year.ends):
        if week in free:
            state, said = "briv", _("Week {n}: holiday", n=week.number)
        elif str(week) in company:
            state, said = "plan", _("Week {n}: at the company", n=week.number)
        else:
            state, said = "skola", _("Week {n}: at school", n=week.number)
        cells.append((week.number, state, week == now, said))
    return cells


def months(year: SchoolYear) -> list[tuple[date, list[tuple[Week, bool]]]]:
    """The weeks of the year by the month in which they begin, each with whether it is all holiday."""
    free = free_weeks([year])
    course = [(week, week in free) for week in weeks(year.starts, year.ends)]
    grouped = groupby(course, key=lambda pair: max(pair[0].monday, year.starts).replace(day=1))
    return [(month, list(pairs)) for month, pairs in grouped]
