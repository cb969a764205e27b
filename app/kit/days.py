"""Weeks, ages, holidays, semesters and alternation: the calendar without a database."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import cycle
from typing import Literal, Self

import holidays

from app.kit.clock import today
from app.kit.tongue import school_year_of

Span = tuple[date, date]
Side = Literal["school", "company"]

ADULT = 18
DAY = timedelta(days=1)


@dataclass(frozen=True, order=True, slots=True)
class Week:
    """An ISO week. Its year is the ISO year: 1 January 2027 lies in week 53 of 2026."""

    year: int
    number: int

    def __post_init__(self) -> None:
        date.fromisocalendar(self.year, self.number, 1)

    @classmethod
    def of(cls, day: date) -> Self:
        calendar = day.isocalendar()
        return cls(calendar.year, calendar.week)

    @classmethod
    def now(cls) -> Self:
        return cls.of(today())

    @classmethod
    def parse(cls, text: str) -> Self:
        """Reads 2026-W47, the form used in addresses and by week fields of browsers."""
        found = re.fullmatch(r"(\d{4})-W(\d{2})", text)
        if found is None:
            raise ValueError(f"not an ISO week: {text!r}")
        return cls(int(found[1]), int(found[2]))

    def __str__(self) -> str:
        return f"{self.year:04d}-W{self.number:02d}"

    @property
    def monday(self) -> date:
        return date.fromisocalendar(self.year, self.number, 1)

    @property
    def friday(self) -> date:
        return date.fromisocalendar(self.year, self.number, 5)

    @property
    def sunday(self) -> date:
        return date.fromisocalendar(self.year, self.number, 7)

    @property
    def days(self) -> list[date]:
        return [self.monday + n * DAY for n in range(7)]

    @property
    def next(self) -> Self:
        return self.shifted(1)

    @property
    def previous(self) -> Self:
        return self.shifted(-1)

    def shifted(self, weeks: int) -> Self:
        return type(self).of(self.monday + timedelta(weeks=weeks))

    def __contains__(self, day: date) -> bool:
        return self.monday <= day <= self.sunday


def weeks(start: date, end: date) -> list[Week]:
    """Every week that has a day between the two dates, both included."""
    first, last = Week.of(start), Week.of(end)
    count = (last.monday - first.monday).days // 7 + 1
    return [first.shifted(n) for n in range(count)]


def days(start: date, end: date) -> Iterator[date]:
    """Every day from the first to the last, both included."""
    for n in range((end - start).days + 1):
        yield start + n * DAY


# Ages


def age_on(birth: date, on: date) -> int:
    """Whole years. Somebody born on 29 February grows older on 1 March of a common year."""
    return on.year - birth.year - ((on.month, on.day) < (birth.month, birth.day))


def turns(birth: date, years: int) -> date:
    """The day on which that age is reached."""
    try:
        return birth.replace(year=birth.year + years)
    except ValueError:
        return date(birth.year + years, 3, 1)


def is_minor(birth: date, on: date) -> bool:
    return age_on(birth, on) < ADULT


def minor_days(birth: date, start: date, end: date) -> Span | None:
    """The part of a period that is lived as a minor."""
    last = min(end, turns(birth, ADULT) - DAY)
    return (start, last) if start <= last else None


# Holidays and working days


@cache
def _year(year: int, lang: str) -> dict[date, str]:
    names = holidays.country_holidays("LV", years=year, language="lv" if lang == "lv" else "en_US")
    return {day: _told(name) for day, name in names.items()}


@cache
def _worked_weekends(year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays("LV", years=year).weekend_workdays)


def _told(name: str) -> str:
    """Two holidays of one day are joined by a comma; British spelling; dates as we write them."""
    plain = name.replace("; ", ", ").replace("Labor", "Labour").replace("substituted", "moved")
    plain = re.sub(r"(\d\d)/(\d\d)/(\d{4})", r"\2.\1.\3", plain)
    return re.sub(r"0?(\d+\.\d\d\.\d{4})\)", r"\1.)", plain)


def holiday(day: date, lang: str = "lv") -> str | None:
    """The public holiday or moved day off on that day.

    Moved days bind state institutions and are published a year ahead; a school or a company
    keeps its own free days beside these.
    """
    return _year(day.year, lang).get(day)


def holidays_between(start: date, end: date, lang: str = "lv") -> dict[date, str]:
    named = ((day, holiday(day, lang)) for day in days(start, end))
    return {day: name for day, name in named if name is not None}


def is_worked_weekend(day: date) -> bool:
    """A Saturday worked in return for a moved day off."""
    return day in _worked_weekends(day.year)


def is_working_day(day: date, free: Container[date] = (), worked: Container[date] = ()) -> bool:
    """A school's or company's own free and worked days go before the public calendar."""
    if day in worked:
        return True
    if day in free:
        return False
    return is_worked_weekend(day) or (day.weekday() < 5 and holiday(day) is None)


def working_days(
    start: date, end: date, free: Container[date] = (), worked: Container[date] = ()
) -> list[date]:
    return [day for day in days(start, end) if is_working_day(day, free, worked)]


def after_working_days(day: date, count: int, free: Container[date] = ()) -> date:
    """The working day that comes so many working days later; counting starts the day after."""
    while count > 0:
        day += DAY
        count -= is_working_day(day, free)
    return day


# School years and semesters


def school_year(day: date) -> int:
    """The year in which the school year of that day began."""
    return school_year_of(day)


def school_year_span(year: int) -> Span:
    return date(year, 9, 1), date(year + 1, 8, 31)


def length(span: Span) -> int:
    """Days, both ends counted."""
    return (span[1] - span[0]).days + 1


def semester_at(day: date, semesters: Iterable[Span]) -> Span | None:
    """The semester a day falls in; none in the holidays between."""
    return next((span for span in semesters if span[0] <= day <= span[1]), None)


def covers_semester(start: date, end: date, semesters: Iterable[Span]) -> bool:
    """Whether a contract is concluded for at least one semester (484: 7).

    The rule names a length, not fixed dates. So it is met by a contract that takes in a whole
    semester of the school, and also by one that starts in the middle of a semester but lasts
    as long as the shortest semester given. Give the semesters of the school years concerned;
    without any the question cannot be answered with yes.
    """
    return days_short_of_semester(start, end, semesters) == 0


def days_short_of_semester(start: date, end: date, semesters: Iterable[Span]) -> int | None:
    """How many days are missing to the shortest semester; None if no semester is known."""
    # A period that takes in a whole semester is never shorter than the shortest one.
    shortest = min((length(span) for span in semesters), default=None)
    return None if shortest is None else max(0, shortest - length((start, end)))


# Alternation


def alternate(
    course: Iterable[Week], pattern: tuple[int, int], start_with: Side = "school"
) -> dict[Week, Side]:
    """Deals weeks out between school and company.

    The pattern is (weeks at school, weeks at the company). Leave holiday weeks out of the
    course: the turn then goes on after them, nobody loses a week to a break.
    """
    if min(pattern) < 0 or sum(pattern) == 0:
        raise ValueError(f"not an alternation pattern: {pattern}")
    school: list[Side] = ["school"] * pattern[0]
    company: list[Side] = ["company"] * pattern[1]
    turn = school + company if start_with == "school" else company + school
    return dict(zip(course, cycle(turn), strict=False))
