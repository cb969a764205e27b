"""The weeks of a placement as letters, and what they add up to. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Final

from app.kit.days import Week, weeks
from app.kit.words import Said, _

COMPANY: Final = "C"
SCHOOL: Final = "S"
HOLIDAY: Final = "-"
MOST_WEEKS: Final = 110  # two school years and the summer between
MOST_HOURS: Final = Decimal(12)


@dataclass(frozen=True)
class Schedule:
    """A period, what happens in each of its weeks, and the working time at the company."""

    starts: date
    ends: date
    weeks: str
    work_days: str = "12345"  # ISO weekdays
    work_from: time = time(8)
    work_until: time = time(16, 30)
    day_hours: Decimal = Decimal(8)

    @property
    def calendar(self) -> Iterator[tuple[Week, str]]:
        """Each week with its letter."""
        return zip(weeks(self.starts, self.ends), self.weeks, strict=True)

    @property
    def company_weeks(self) -> int:
        """How many weeks are spent at the company."""
        return self.weeks.count(COMPANY)

    @property
    def company_days(self) -> int:
        """Working days at the company inside the period."""
        return sum(
            1
            for week, letter in self.calendar
            if letter == COMPANY
            for day in week.days
            if str(day.isoweekday()) in self.work_days and self.starts <= day <= self.ends
        )

    @property
    def company_hours(self) -> Decimal:
        """What the schedule gives at the company, public holidays not yet taken off."""
        return self.company_days * self.day_hours

    @property
    def week_hours(self) -> Decimal:
        """Hours of a whole week at the company."""
        return len(self.work_days) * self.day_hours


def hours_between(start: time, end: time) -> Decimal:
    """Length of the working day, breaks included."""
    span = datetime.combine(date.min, end) - datetime.combine(date.min, start)
    return Decimal(span // timedelta(minutes=1)) / 60


def troubles(schedule: Schedule) -> dict[str, Said]:
    """What is wrong with a schedule, by the field in which it is mended."""
    found: dict[str, Said] = {}
    if schedule.ends < schedule.starts:
        return {"ends": _("The end is before the start.")}
    count = len(weeks(schedule.starts, schedule.ends))
    if count > MOST_WEEKS:
        return {"ends": _("A placement lasts at most two school years.")}
    if len(schedule.weeks) != count or set(schedule.weeks) - {COMPANY, SCHOOL, HOLIDAY}:
        found["weeks"] = _("The weeks do not fit the period. Choose them again.")
    elif COMPANY not in schedule.weeks:
        found["weeks"] = _("Choose at least one week at the company.")
    if not schedule.work_days or set(schedule.work_days) - set("1234567"):
        found["work_days"] = _("Choose the working days.")
    if schedule.work_until <= schedule.work_from:
        found["work_until"] = _("The working day ends after it starts.")
    elif not 0 < schedule.day_hours <= MOST_HOURS:
        found["day_hours"] = _("Hours a day are from half an hour to 12.")
    elif schedule.day_hours > hours_between(schedule.work_from, schedule.work_until):
        found["day_hours"] = _("There are more hours than fit between the start and the end of the day.")
    return found
