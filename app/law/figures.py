"""The figures of the regulations, each since a day: an old case is judged by the old figure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from app.kit.words import Said, _

ALWAYS: Final = date(2016, 7, 19)


@dataclass(frozen=True)
class Figure:
    """What it is called, its unit, and its values by the day from which they hold."""

    says: Said
    unit: Said
    code: str  # of the provision that speaks of it
    values: tuple[tuple[date, Decimal], ...]


def _of(says: Said, unit: Said, code: str, value: int) -> Figure:
    return Figure(says, unit, code, ((ALWAYS, Decimal(value)),))


def figures_of(code: str) -> list[str]:
    """The figures that a provision speaks of."""
    return [name for name, figure in FIGURES.items() if figure.code == code]


PERCENT, EUROS, HOURS, DAYS = _("%"), _("EUR"), _("hours"), _("days")
MONTHS, WEEKS = _("months"), _("weeks")

FIGURES: Final[dict[str, Figure]] = {
    "share": _of(_("Least share learned at the company"), PERCENT, "R07", 25),
    "stipend-free": _of(_("Stipend free of income tax, a month"), EUROS, "R26", 280),
    "minimum-wage": Figure(
        _("Minimum wage, a month"),
        EUROS,
        "R27",
        ((ALWAYS, Decimal(370)), (date(2025, 1, 1), Decimal(740)), (date(2026, 1, 1), Decimal(780))),
    ),
    "minor-day": _of(_("Most hours a day under 18"), HOURS, "R35", 7),
    "minor-week": _of(_("Most hours a week under 18, study included"), HOURS, "R35", 35),
    "minor-days": _of(_("Most working days a week under 18"), DAYS, "R36", 5),
    "instruction": _of(_("Instruction is repeated after"), MONTHS, "R32", 12),
    "instruction-hazard": _of(_("Instruction is repeated after, in hazardous work"), MONTHS, "R32", 6),
    "break": _of(_("Unplanned instruction after a break of more than"), DAYS, "R32", 60),
    "break-hazard": _of(
        _("Unplanned instruction after a break of more than, in hazardous work"), DAYS, "R32", 45
    ),
    "confirm": _of(_("A week of the diary is confirmed within"), DAYS, "R40", 14),
    "practice-weeks": _of(_("Qualification practice lasts in a row at least"), WEEKS, "R47", 4),
}


def figures_on(day: date, changes: Iterable[tuple[str, date, Decimal]] = ()) -> Mapping[str, Decimal]:
    """The values that hold on a day; `changes` are those switched on in the portal, oldest first."""
    held = {
        name: next((v for since, v in reversed(figure.values) if since <= day), figure.values[0][1])
        for name, figure in FIGURES.items()
    }
    held.update({name: value for name, since, value in changes if since <= day})
    return held
