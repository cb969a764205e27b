"""The next school year as this one, fifty-two weeks later. Pure."""

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


def proposed(year: SchoolYear) -> NextYear:
    """Every date of this year, moved; the first and the last one stay on working days."""
    parts = tuple(Part(s.kind, s.name, s.starts + WEEKS, s.ends + WEEKS) for s in year.spans)
    return NextYear(year.starts + WEEKS, year.ends + WEEKS, parts)


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
