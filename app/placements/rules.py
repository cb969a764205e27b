"""What is worth a look in a schedule: the shortest contract, minors, the mentor's limit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time
from decimal import Decimal
from typing import Final

from app.kit.rules import Level, Rule
from app.kit.words import _

MINOR_DAY: Final = Decimal(7)
MINOR_WEEK: Final = Decimal(35)
MORNING: Final = time(6)
NIGHT: Final = time(22)


@dataclass(frozen=True)
class Facts:
    """A schedule as the rules see it."""

    days_short_of_semester: int | None  # None while the school has no semesters
    minor: bool
    day_hours: Decimal
    week_hours: Decimal
    work_days: int
    work_from: time
    work_until: time
    inside_offer: bool


WORTH_A_LOOK: Final = (
    Rule(
        "R11",
        "484: 7",
        _("The contract lasts at least one semester"),
        lambda f: not f.days_short_of_semester,
        Level.WARN,
    ),
    Rule(
        "R35",
        "DL 132",
        _("Under 18: at most 7 hours a day and 35 hours a week"),
        lambda f: not f.minor or (f.day_hours <= MINOR_DAY and f.week_hours <= MINOR_WEEK),
        Level.WARN,
    ),
    Rule(
        "R36",
        "DL 138",
        _("Under 18: no work between 22:00 and 6:00, and at most five days a week"),
        lambda f: not f.minor or (f.work_from >= MORNING and f.work_until <= NIGHT and f.work_days <= 5),
        Level.WARN,
    ),
    Rule(
        "offer-period",
        "484: 9.6",
        _("The period lies inside the company's offer"),
        lambda f: f.inside_offer,
        Level.WARN,
    ),
)
