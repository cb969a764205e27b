"""Dates and numbers the way Latvian writes them."""

from __future__ import annotations

from datetime import date, datetime

from app.kit import tongue
from app.kit.clock import riga
from app.kit.tongue import DASH, NBSP, Numeric, local_day

MONTHS = (
    "janvāris",
    "februāris",
    "marts",
    "aprīlis",
    "maijs",
    "jūnijs",
    "jūlijs",
    "augusts",
    "septembris",
    "oktobris",
    "novembris",
    "decembris",
)
SHORT = ("janv.", "febr.", "marts", "apr.", "maijs", "jūn.", "jūl.", "aug.", "sept.", "okt.", "nov.", "dec.")
WEEKDAYS = ("pirmdiena", "otrdiena", "trešdiena", "ceturtdiena", "piektdiena", "sestdiena", "svētdiena")
WEEKDAYS_SHORT = ("P", "O", "T", "C", "Pk", "S", "Sv")


def _ending(soft: str, hard: str) -> tuple[str, ...]:
    """One case of all months: -is takes the soft ending, -s the hard one."""
    return tuple(m[:-2] + soft if m.endswith("is") else m[:-1] + hard for m in MONTHS)


LOCATIVE = _ending("ī", "ā")
DATIVE = _ending("im", "am")
GENITIVE = tuple("aprīļa" if m == "aprīla" else m for m in _ending("a", "a"))


def single(n: int) -> bool:
    """21 takes the singular, 11 does not."""
    return n % 10 == 1 and n % 100 != 11


class Latvian(tongue.Tongue):
    comma = ","
    thousands = NBSP
    conjunction = "un"

    def near(self, days: int) -> str:
        if days in (-1, 0, 1):
            return ("šodien", "rīt", "vakar")[days]
        count = abs(days)
        return f"{'pirms' if days < 0 else 'pēc'} {count} {'dienas' if single(count) else 'dienām'}"

    def today_at(self, time: str) -> str:
        return f"šodien {time}"

    def day(self, when: date) -> str:
        d = local_day(when)
        return f"{d.day}.{d.month:02d}.{d.year}."

    def short_day(self, when: date) -> str:
        d = local_day(when)
        return f"{d.day}.{d.month:02d}."

    def on(self, when: date) -> str:
        d = local_day(when)
        return f"{d.year}. gada {d.day}. {LOCATIVE[d.month - 1]}"

    def until(self, when: date, *, year: bool = False) -> str:
        return self._in_case(when, DATIVE, year)

    def since(self, when: date, *, year: bool = False) -> str:
        return self._in_case(when, GENITIVE, year)

    def _in_case(self, when: date, case: tuple[str, ...], year: bool) -> str:
        d = local_day(when)
        return f"{f'{d.year}. gada ' if year else ''}{d.day}. {case[d.month - 1]}"

    def heading(self, when: date) -> str:
        d = local_day(when)
        return f"{self.weekday(d).capitalize()}, {d.year}. gada {d.day}. {self.month(d)}"

    def span(self, start: date, end: date | None) -> str:
        """Names the year unless it is one month of this year; without an end it tells only the start."""
        a = local_day(start)
        if end is None:
            return f"no {self.day(a)}"
        b = local_day(end)
        if a == b:
            return self.day(a)
        if (a.year, a.month) == (b.year, b.month):
            year = "" if self._this_year(a) else f"{a.year}. gada "
            return f"{year}{a.day}.{DASH}{b.day}. {self.month(b)}"
        return f"{self.short_day(a) if a.year == b.year else self.day(a)}{DASH}{self.day(b)}"

    def moment(self, when: datetime) -> str:
        d = riga(when)
        return f"{self.short_day(d) if self._this_year(d) else self.day(d)} plkst. {self.time(d)}"

    def month(self, when: date | int) -> str:
        return MONTHS[tongue.month_of(when) - 1]

    def month_short(self, when: date | int) -> str:
        return SHORT[tongue.month_of(when) - 1]

    def at_month(self, when: date | int) -> str:
        return LOCATIVE[tongue.month_of(when) - 1]

    def weekday(self, when: date | int) -> str:
        return WEEKDAYS[tongue.weekday_of(when) - 1]

    def weekday_on(self, when: date | int) -> str:
        return self.weekday(when)[:-1]

    def weekday_short(self, when: date | int) -> str:
        return WEEKDAYS_SHORT[tongue.weekday_of(when) - 1]

    def week(self, when: date | int) -> str:
        return f"{tongue.week_of(when)}. nedēļa"

    def school_year(self, when: date | int) -> str:
        year = tongue.school_year_of(when)
        return f"{year}./{year + 1}. mācību gads"

    def percent(self, value: Numeric, digits: int | None = None) -> str:
        return f"{self.number(tongue.rounded(value, 1) if digits is None else value, digits)}{NBSP}%"

    def money(self, value: Numeric, *, code: bool = False) -> str:
        return f"{self.number(value, 2)}{NBSP}{'EUR' if code else '€'}"
