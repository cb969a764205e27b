"""The next school year after the pattern of this one. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from app.kit.days import Week
from app.kit.words import Said, _
from app.schools.models import SchoolYear, SpanKind

WEEKS: Final = timedelta(weeks=52)  # weekdays stay what they are


@dataclass(frozen=True)
class Part:
    """A semester or a holiday of the next year."""

    kind: SpanKind
    name: str
    starts: date
    ends: date


@dataclass(frozen=True)
class NextYear:
    """Its first and last day, and its parts."""

    starts: date
    ends: date
    parts: tuple[Part, ...]

    def to_json(self) -> dict[str, Any]:
        """As the choices keep it."""
        return {
            "starts": self.starts.isoformat(),
            "ends": self.ends.isoformat(),
            "parts": [[p.kind.value, p.name, p.starts.isoformat(), p.ends.isoformat()] for p in self.parts],
        }

    @classmethod
    def from_json(cls, told: Mapping[str, Any]) -> NextYear:
        day = date.fromisoformat
        parts = tuple(Part(SpanKind(kind), name, day(a), day(b)) for kind, name, a, b in told["parts"])
        return cls(day(told["starts"]), day(told["ends"]), parts)


def _anniversary(day: date, back: bool = False) -> date:
    """The same date a year later; from a weekend to the Monday after or the Friday before."""
    later = day.replace(year=day.year + 1, day=28 if (day.month, day.day) == (2, 29) else day.day)
    if later.weekday() < 5:
        return later
    return later - timedelta(days=later.weekday() - 4) if back else later + timedelta(7 - later.weekday())


def proposed(year: SchoolYear) -> NextYear:
    """The first and the last day keep their dates, semesters and holidays keep their weekdays."""
    starts, ends = _anniversary(year.starts), _anniversary(year.ends, back=True)
    parts = tuple(
        Part(
            span.kind,
            span.name,
            starts if span.starts == year.starts else span.starts + WEEKS,
            ends if span.ends == year.ends else min(span.ends + WEEKS, ends),
        )
        for span in year.spans
    )
    return NextYear(starts, ends, parts)


def wrong(year: NextYear) -> Said | None:
    """What is wrong with the dates."""
    if not year.starts < year.ends:
        return _("The school year must end after it begins.")
    for part in year.parts:
        if not year.starts <= part.starts <= part.ends <= year.ends:
            return _("“{name}” must lie inside the school year and end after it begins.", name=part.name)
    if not any(part.kind is SpanKind.SEMESTER for part in year.parts):
        return _("Write the dates of the semesters.")
    return None


def moved_weeks(weeks: Iterable[str], before: date, after: date) -> list[str]:
    """A group's weeks at the company, as many weeks later as the year begins later."""
    by = (Week.of(after).monday - Week.of(before).monday).days // 7
    return [str(Week.parse(text).shifted(by)) for text in weeks]
