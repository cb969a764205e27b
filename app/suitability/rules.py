"""What a school's decision on a company rests on (484: 5.8, 8.3)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.kit.rules import Rule
from app.kit.words import _


@dataclass(frozen=True)
class Basis:
    """What there is when somebody wants to decide."""

    opinion_on: date | None = None
    decided_on: date | None = None
    ended_on: date | None = None


BEFORE_DECIDING = (
    Rule(
        "R05",
        "484: 5.8, 8.3",
        _("The sector council has not given its opinion on the company yet."),
        lambda basis: basis.opinion_on is not None,
        fix=_("Ask for the opinion, or write down the one received."),
        where="opinion",
    ),
    Rule(
        "R06",
        "484: 8.3",
        _("The decision may not be older than the opinion it rests on."),
        lambda basis: not (basis.opinion_on and basis.decided_on) or basis.decided_on >= basis.opinion_on,
    ),
    Rule(
        "company-ended",
        "484: 2",
        _("The company has ended by the register."),
        lambda basis: basis.ended_on is None,
    ),
)
