"""What the two languages write alike: digits, times, sizes. Each language adds its own words."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable
from datetime import date, datetime, time
from decimal import ROUND_HALF_UP, Decimal

from app.kit.clock import now, riga, today

Numeric = int | float | Decimal
NBSP = "\u00a0"
DASH = "\u2013"
FAR = 30  # beyond this many days a date says more than "ago"


def local_day(when: date) -> date:
    """The Riga day of a date or a moment."""
    return riga(when).date() if isinstance(when, datetime) else when


def rounded(value: Numeric, digits: int) -> Decimal:
    """Rounded the way schools do it: half goes up. Floats are read by their shortest decimal form."""
    return Decimal(str(value)).quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP)


class Tongue(ABC):
    """The shapes of dates and numbers in one language. No shape carries a preposition."""

    comma: str
    thousands: str

    def number(self, value: Numeric, digits: int | None = None) -> str:
        """Exactly so many digits, or as many as are needed, at most two."""
        figure = rounded(value, 2 if digits is None else digits)
        text = f"{figure:,f}"
        if digits is None and "." in text:
            text = text.rstrip("0").rstrip(".")
        if figure == 0:
            text = text.lstrip("-")
        return text.replace(",", "\0").replace(".", self.comma).replace("\0", self.thousands)

    def hours(self, value: Numeric) -> str:
        return f"{self.number(value)}{NBSP}h"

    def time(self, when: datetime | time) -> str:
        """A time of day; a moment is first turned to Riga time."""
        clock = riga(when) if isinstance(when, datetime) else when
        return f"{clock.hour}:{clock.minute:02d}"

    def phone(self, number: str) -> str:
        """A Latvian number as people say it; any other is left as it is stored."""
        digits = number.removeprefix("+371").replace(" ", "")
        if len(digits) != 8 or not digits.isdecimal():
            return number
        return f"{digits[:2]}{NBSP}{digits[2:5]}{NBSP}{digits[5:]}"

    def size(self, octets: int) -> str:
        if octets < 1000:
            return f"{octets}{NBSP}B"
        value, unit = octets / 1000, "kB"
        for larger in ("MB", "GB"):
            if value < 999.95:
                break
            value, unit = value / 1000, larger
        shown = rounded(value, 1) if value < 10 else rounded(value, 0)
        return f"{self.number(shown)}{NBSP}{unit}"

    def ago(self, when: date) -> str:
        """How long ago, or how far ahead; a moment of today is told by its time."""
        days = (local_day(when) - today()).days
        if abs(days) > FAR:
            return self.day(when)
        if days == 0:
            return self.today_at(self.time(when)) if isinstance(when, datetime) else self.near(0)
        return self.near(days)

    def list_of(self, items: Iterable[object]) -> str:
        *head, last = [str(item) for item in items] or [""]
        return f"{', '.join(head)} {self.conjunction} {last}" if head else last

    def _this_year(self, when: date) -> bool:
        return when.year == riga(now()).year

    conjunction: str

    @abstractmethod
    def near(self, days: int) -> str:
        """A day near today, counted from it."""

    @abstractmethod
    def today_at(self, time: str) -> str: ...

    @abstractmethod
    def day(self, when: date) -> str: ...

    @abstractmethod
    def short_day(self, when: date) -> str: ...

    @abstractmethod
    def on(self, when: date) -> str: ...

    @abstractmethod
    def until(self, when: date, *, year: bool = False) -> str: ...

    @abstractmethod
    def since(self, when: date, *, year: bool = False) -> str: ...

    @abstractmethod
    def heading(self, when: date) -> str: ...

    @abstractmethod
    def span(self, start: date, end: date | None) -> str: ...

    @abstractmethod
    def moment(self, when: datetime) -> str: ...

    @abstractmethod
    def month(self, when: date | int) -> str: ...

    @abstractmethod
    def month_short(self, when: date | int) -> str: ...

    @abstractmethod
    def at_month(self, when: date | int) -> str: ...

    @abstractmethod
    def weekday(self, when: date | int) -> str: ...

    @abstractmethod
    def weekday_on(self, when: date | int) -> str: ...

    @abstractmethod
    def weekday_short(self, when: date | int) -> str: ...

    @abstractmethod
    def week(self, when: date | int) -> str: ...

    @abstractmethod
    def school_year(self, when: date | int) -> str: ...

    @abstractmethod
    def percent(self, value: Numeric, digits: int | None = None) -> str: ...

    @abstractmethod
    def money(self, value: Numeric, *, code: bool = False) -> str: ...


def month_of(when: date | int) -> int:
    return when if isinstance(when, int) else local_day(when).month


def weekday_of(when: date | int) -> int:
    """1 for Monday to 7 for Sunday."""
    return when if isinstance(when, int) else local_day(when).isoweekday()


def week_of(when: date | int) -> int:
    """Always the ISO week: 2026 has 53 of them."""
    return when if isinstance(when, int) else local_day(when).isocalendar().week


def school_year_of(when: date | int) -> int:
    """The calendar year in which the school year began: it begins on 1 September."""
    if isinstance(when, int):
        return when
    day = local_day(when)
    return day.year if day.month >= 9 else day.year - 1
