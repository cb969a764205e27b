"""What a week needs before it goes to the mentor, and how long an approval can be taken back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from app.kit.rules import Level, Rule
from app.kit.words import _

UNDO = timedelta(minutes=30)
LEAST_HOURS, MOST_HOURS = Decimal("0.5"), Decimal(12)


@dataclass(frozen=True)
class Facts:
    """Of one week: what is logged, what is not, how long ago it was decided."""

    logged: int = 0
    missing: Sequence[date] = ()
    decided_ago: timedelta | None = None


BEFORE_SUBMITTING = (
    Rule("D1", "481: 6.1.2", _("Log at least one day before you submit the week."), lambda f: f.logged > 0),
    Rule(
        "D2",
        "good practice",
        _("Every working day is logged, or an absence is chosen."),
        lambda f: not f.missing,
        Level.WARN,
    ),
)
BEFORE_UNDOING = (
    Rule(
        "D3",
        "good practice",
        _("An approval can be taken back within 30 minutes."),
        lambda f: f.decided_ago is not None and f.decided_ago <= UNDO,
    ),
)
