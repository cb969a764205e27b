"""The ten marks of professional content with their words and percents (MK 332, annex 2). Pure."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from app.kit.words import Said, _

LEAST: Final = 1
MOST: Final = 10
PASS: Final = 5  # in professional content; 4 is enough only in general subjects


@dataclass(frozen=True)
class Band:
    """A mark: its word, its percents, its level."""

    mark: int
    word: Said
    low: int
    high: int
    level: Said

    @property
    def passed(self) -> bool:
        """Enough for the qualification."""
        return self.mark >= PASS


HIGH, OPTIMAL, MIDDLE, LOW = _("high level"), _("optimal level"), _("middle level"), _("low level")
BANDS: Final = (
    Band(10, _("with distinction"), 97, 100, HIGH),
    Band(9, _("excellent"), 92, 96, HIGH),
    Band(8, _("very good"), 84, 91, OPTIMAL),
    Band(7, _("good"), 76, 83, OPTIMAL),
    Band(6, _("almost good"), 68, 75, OPTIMAL),
    Band(5, _("satisfactory"), 60, 67, MIDDLE),
    Band(4, _("almost satisfactory"), 45, 59, LOW),
    Band(3, _("weak"), 30, 44, LOW),
    Band(2, _("very weak"), 15, 29, LOW),
    Band(1, _("very, very weak"), 1, 14, LOW),
)
BY_MARK: Final = {band.mark: band for band in BANDS}
ABSENT: Final = _("no assessment")  # n/v: the learner did not come


def valid(mark: int) -> bool:
    """A whole number from 1 to 10 (R44)."""
    return mark in BY_MARK


def passed(mark: int | None) -> bool:
    """5 or more; who did not come has not passed."""
    return mark is not None and mark >= PASS


class Grip(StrEnum):
    """How a trainee is described, from the best to the worst."""

    EXEMPLARY = "exemplary"
    GOOD = "good"
    ENOUGH = "enough"
    LACKING = "lacking"

    @property
    def label(self) -> Said:
        """As shown."""
        return GRIPS[self]


GRIPS: Final = {
    Grip.EXEMPLARY: _("Exemplary"),
    Grip.GOOD: _("As it should be"),
    Grip.ENOUGH: _("Enough, with reminders"),
    Grip.LACKING: _("Not enough"),
}
