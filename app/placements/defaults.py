"""What a new placement's schedule looks like before anybody has touched it."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from datetime import date, time, timedelta
from decimal import Decimal

from sqlalchemy.orm import Session

from app.kit.clock import today
from app.kit.days import Week, is_minor, school_year_span, weeks
from app.kit.days import school_year as school_year_of
from app.placements.models import Placement
from app.placements.rules import MINOR_DAY
from app.placements.schedule import COMPANY, HOLIDAY, SCHOOL, Schedule
from app.schools.models import Group
from app.schools.queries import week_letters, year_at


def _monday_after(day: date) -> date:
    return day + timedelta(days=-day.weekday() % 7)


def period(db: Session, school_id: int, group: Group | None) -> tuple[date, date]:
    """From the group's next company week to its last one; without a group, the rest of the school year."""
    year = year_at(db, school_id, today())
    starts, ends = (year.starts, year.ends) if year else school_year_span(school_year_of(today()))
    starts = min(max(starts, _monday_after(today())), ends)
    company = [Week.parse(text) for text in sorted(group.company_weeks)] if group else []
    coming = [w for w in company if w.monday >= starts and w.friday <= ends]
    return (coming[0].monday, coming[-1].friday) if coming else (starts, ends)


def letters(db: Session, school_id: int, group: Group | None, starts: date, ends: date) -> str:
    """As the group alternates."""
    return week_letters(db, school_id, group.company_weeks if group else (), starts, ends)


def schedule(db: Session, placement: Placement) -> Schedule:
    """Dates and weeks of the group, inside the offer; for a minor a shorter day (DL 132)."""
    group = placement.learner.group
    starts, ends = period(db, placement.school_id, group)
    if placement.offer and placement.offer.starts <= ends and placement.offer.ends >= starts:
        starts, ends = max(starts, placement.offer.starts), min(ends, placement.offer.ends)
    weeks_ = letters(db, placement.school_id, group, starts, ends)
    born = placement.learner.person.birth_date
    if born is not None and is_minor(born, starts):
        return Schedule(starts, ends, weeks_, work_until=time(15, 30), day_hours=MINOR_DAY)
    return Schedule(starts, ends, weeks_, day_hours=Decimal(8))


@dataclass(frozen=True)
class Box:
    """A week on the screen."""

    week: Week
    letter: str

    @property
    def free(self) -> bool:
        """A holiday cannot be chosen."""
        return self.letter == HOLIDAY


def months(shown: Schedule) -> list[tuple[date, list[Box]]]:
    """The weeks by month, each in the month of its Thursday."""
    found: list[tuple[date, list[Box]]] = []
    for week, letter in shown.calendar:
        month = week.days[3].replace(day=1)
        if not found or found[-1][0] != month:
            found.append((month, []))
        found[-1][1].append(Box(week, letter))
    return found


def chosen(usual: str, starts: date, ends: date, ticked: Container[str], shown: Container[Week]) -> str:
    """Ticks decide about the weeks that were on the screen, the group about the others; holidays stay."""
    found = []
    for week, letter in zip(weeks(starts, ends), usual, strict=True):
        if letter == HOLIDAY or week not in shown:
            found.append(letter)
        else:
            found.append(COMPANY if str(week) in ticked else SCHOOL)
    return "".join(found)
