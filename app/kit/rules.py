"""A rule of a regulation as one small object with its clause; pure, so it can be asked anywhere."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from app.kit.errors import Reason
from app.kit.words import Said


class Level(StrEnum):
    """STOP blocks, WARN is shown, INFO is a task."""

    STOP = "stop"
    WARN = "warn"
    INFO = "info"


@dataclass(frozen=True)
class Rule:
    """`holds` gets the facts of its room and says whether the rule is kept."""

    code: str
    clause: str
    says: Said
    holds: Callable[[Any], bool]
    level: Level = Level.STOP
    fix: Said | None = None
    where: str = ""  # the part of the task list in which it is mended


@dataclass(frozen=True)
class Unmet:
    """A rule that does not hold for the facts at hand."""

    rule: Rule
    url: str = ""

    @property
    def stops(self) -> bool:
        """Whether it blocks."""
        return self.rule.level is Level.STOP

    @property
    def reason(self) -> Reason:
        """As shown beside the disabled button."""
        return Reason(self.rule.says, self.rule.clause, self.rule.fix, self.url, self.rule.code)


def unmet(rules: Iterable[Rule], facts: Any, urls: dict[str, str] | None = None) -> list[Unmet]:
    """The rules that these facts break, in their order; `urls` by the rule's `where`."""
    return [Unmet(rule, (urls or {}).get(rule.where, "")) for rule in rules if not rule.holds(facts)]
