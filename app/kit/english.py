"""Dates and numbers in English, kept close to the Latvian shapes so that layouts fit both."""

from __future__ import annotations

from datetime import date, datetime

from app.kit import tongue
from app.kit.clock import riga
from app.kit.tongue import DASH, NBSP, Numeric, local_day

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


class English(tongue.Tongue):
    comma = "."
    thousands = ","
    conjunction = "and"

    def near(self, days: int) -> str:
        if days in (-1, 0, 1):
            return ("today", "tomorrow", "yesterday")[days]
        return f"in {days} days" if days > 0 else f"{-days} days ago"

    def today_at(self, time: str) -> str:
        return f"today {time}"

    def day(self, when: date) -> str:
        d = local_day(when)
        return f"{d.day} {MONTHS[d.month - 1]} {d.year}"

    def short_day(self, when: date) -> str:
        d = local_day(when)
        return f"{d.day}.{d.month:02d}."

    def on(self, when: date) -> str:
        return self.day(when)

    def until(self, when: date, *, year: bool = False) -> str:
        return self.day(when) if year else self._without_year(when)

    def since(self, when: date, *, year: bool = False) -> str:
        return self.until(when, year=year)

    def _without_year(self, when: date) -> str:
        d = local_day(when)
        return f"{d.day} {self.month(d)}"

    def heading(self, when: date) -> str:
        return f"{self.weekday(when)}, {self.day(when)}"

    def span(self, start: date, end: date | None) -> str:
        """Names the year unless it is one month of this year; without an end it tells only the start."""
        a = local_day(start)
        if end is None:
            return f"from {self.day(a)}"
        b = local_day(end)
        if a == b:
            return self.day(a)
        if (a.year, a.month) == (b.year, b.month):
            last = self._without_year(b) if self._this_year(b) else self.day(b)
            return f"{a.day}{DASH}{last}"
        return f"{self._without_year(a) if a.year == b.year else self.day(a)} {DASH} {self.day(b)}"

    def moment(self, when: datetime) -> str:
        d = riga(when)
        return f"{self._without_year(d) if self._this_year(d) else self.day(d)}, {self.time(d)}"

    def month(self, when: date | int) -> str:
        return MONTHS[tongue.month_of(when) - 1]

    def month_short(self, when: date | int) -> str:
        return self.month(when)[:3]

    def at_month(self, when: date | int) -> str:
        return self.month(when)

    def weekday(self, when: date | int) -> str:
        return WEEKDAYS[tongue.weekday_of(when) - 1]

    def weekday_on(self, when: date | int) -> str:
        return self.weekday(when)

    def weekday_short(self, when: date | int) -> str:
        return self.weekday(when)[:3]

    def week(self, when: date | int) -> str:
        return f"Week {tongue.week_of(when)}"

    def school_year(self, when: date | int) -> str:
        year = tongue.school_year_of(when)
        return f"School year {year}/{year + 1}"

    def percent(self, value: Numeric, digits: int | None = None) -> str:
        return f"{self.number(tongue.rounded(value, 1) if digits is None else value, digits)}%"

    def money(self, value: Numeric, *, code: bool = False) -> str:
        figure = tongue.rounded(value, 2)
        text = self.number(abs(figure), 2)
        text = f"{text}{NBSP}EUR" if code else f"€{text}"
        return f"-{text}" if figure < 0 else text
