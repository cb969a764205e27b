"""The 25 % rule (484: 6.1): how much of the programme is learned at the company. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import ROUND_CEILING, ROUND_DOWN, Decimal

from app.kit.words import Said, _
from app.plans.rules import LEAST


@dataclass(frozen=True)
class Share:
    """`percent` is rounded down to a tenth, so that it reaches 25 only when the hours do."""

    planned_hours: Decimal
    base_hours: Decimal
    percent: Decimal
    percent_other_reading: Decimal | None
    base: Said
    clause: str
    short_of_hours: Decimal

    @property
    def under(self) -> bool:
        """Whether less than the least is planned."""
        return self.base_hours > 0 and self.percent < LEAST

    @property
    def readings_differ(self) -> bool:
        """Whether 6.1.1 gives two different answers."""
        return self.percent_other_reading is not None and self.percent_other_reading != self.percent

    @property
    def readings_disagree(self) -> bool:
        """Whether one reading keeps the rule and the other does not."""
        other = self.percent_other_reading
        return other is not None and (other < LEAST) != (self.percent < LEAST)


def percent(part: Decimal, whole: Decimal) -> Decimal:
    """Tenths of a per cent, rounded down."""
    if whole <= 0:
        return Decimal("0.0")
    return (part * 100 / whole).quantize(Decimal("0.1"), ROUND_DOWN)


def share_of(
    *,
    after_basic: bool,
    programme_hours: Decimal,
    programme_practice: Decimal,
    company: Decimal,
    company_practice: Decimal,
) -> Share:
    """After basic education all counts (6.1.2). Otherwise the qualification practice does not (6.1.1),

    which can be read as left out of the company's hours only, or of the programme's hours too.
    """
    if after_basic:
        planned, other = company, None
        base, clause = _("of the programme"), "484: 6.1.2"
    else:
        planned = company - company_practice
        other = percent(planned, programme_hours - programme_practice)
        base, clause = _("without the qualification practice"), "484: 6.1.1"
    short = (programme_hours * LEAST / 100 - planned).to_integral_value(ROUND_CEILING)
    return Share(
        planned,
        programme_hours,
        percent(planned, programme_hours),
        other,
        base,
        clause,
        max(short, Decimal(0)),
    )


@dataclass(frozen=True)
class Reading:
    """One way to count the share: which hours of how many, and whether the programme's code asks for it."""

    clause: str
    says: Said
    counted: Decimal
    base: Decimal
    applies: bool

    @property
    def percent(self) -> Decimal:
        """Rounded down to a tenth."""
        return percent(self.counted, self.base)

    @property
    def kept(self) -> bool:
        """Whether it reaches the least."""
        return self.percent >= LEAST


def readings(
    *, after_basic: bool, hours: Decimal, practice: Decimal, company: Decimal, company_practice: Decimal
) -> tuple[Reading, Reading]:
    """First the one that applies to the programme, then the other one, which is kept beside it."""
    without = company - company_practice
    plain = Reading(
        "484: 6.1.1", _("without the qualification practice, of the whole programme"), without, hours, True
    )
    if after_basic:
        whole = Reading(
            "484: 6.1.2", _("everything learned at the company, of the whole programme"), company, hours, True
        )
        return whole, replace(plain, applies=False)
    narrow = Reading(
        "484: 6.1.1",
        _("without the qualification practice, of the programme without it"),
        without,
        hours - practice,
        False,
    )
    return plain, narrow
