"""Who may be a company where learners learn (484: 2)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.kit.rules import Rule
from app.kit.words import _

EU = frozenset(
    [
        *("AT", "BE", "BG", "HR", "CY", "CZ", "DK", "EE", "FI", "FR", "DE", "GR", "HU", "IE"),
        *("IT", "LV", "LT", "LU", "MT", "NL", "PL", "PT", "RO", "SK", "SI", "ES", "SE"),
    ]
)
EEA = EU | {"IS", "LI", "NO"}


@dataclass(frozen=True)
class Undertaking:
    """Where a company is registered, where the learners would work, and whether it still exists."""

    country: str = "LV"
    place: str = "LV"
    ended_on: date | None = None


MAY_TEACH = (
    Rule(
        "R04",
        "484: 2",
        _("A company registered abroad may not teach; a branch of a company registered in Latvia may."),
        lambda company: company.country == "LV",
        fix=_("Add the company registered in Latvia, and then its branch abroad."),
    ),
    Rule(
        "company-place",
        "484: 2",
        _("A branch must be in Latvia or in another country of the EU or the EEA."),
        lambda company: company.place in EEA,
    ),
    Rule(
        "company-ended",
        "484: 2",
        _("The company has ended by the register."),
        lambda company: company.ended_on is None,
    ),
)
