"""A rule of a regulation as one small object with its clause; pure, so it can be asked anywhere."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from sqlalchemy.orm import Session

from app.kit.errors import Reason
from app.kit.words import Said, _


class Level(StrEnum):
    """STOP blocks, WARN is shown, INFO is a task."""

    STOP = "stop"
    WARN = "warn"
    INFO = "info"


class Moment(StrEnum):
    """When a rule is asked, in the order in which a placement meets the moments."""

    DECIDE = "decide"
    APPROVE = "approve"
    SEND = "send"
    START = "start"
    WORK = "work"
    AMEND = "amend"
    CLOSE = "close"
    ISSUE = "issue"
    KEEP = "keep"

    @property
    def label(self) -> Said:
        """As shown."""
        return MOMENTS[self]


MOMENTS: Final = {
    Moment.DECIDE: _("when the school decides on the company"),
    Moment.APPROVE: _("when the plan is approved"),
    Moment.SEND: _("before signing"),
    Moment.START: _("before the first working day"),
    Moment.WORK: _("while learning"),
    Moment.AMEND: _("when the contract is amended"),
    Moment.CLOSE: _("at the end"),
    Moment.ISSUE: _("when a certificate is issued"),
    Moment.KEEP: _("while the data are kept"),
}


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
    """A rule that does not hold for the facts at hand; `level` where it differs from the rule's own."""

    rule: Rule
    url: str = ""
    level: Level | None = None
    because: Said | None = None  # the figures and dates of this case
    nudge: str = ""

    @property
    def stops(self) -> bool:
        """Whether it blocks."""
        return (self.level or self.rule.level) is Level.STOP

    @property
    def reason(self) -> Reason:
        """As shown beside the disabled button."""
        rule = self.rule
        return Reason(rule.says, rule.clause, rule.fix, self.url, rule.code, self.because, self.nudge)


def unmet(rules: Iterable[Rule], facts: Any, urls: dict[str, str] | None = None) -> list[Unmet]:
    """The rules that these facts break, in their order; `urls` by the rule's `where`."""
    return [Unmet(rule, (urls or {}).get(rule.where, "")) for rule in rules if not rule.holds(facts)]


Judge = Callable[[Session, Any, Moment], list[Unmet]]
judges: Final[list[Judge]] = []  # wired in: the law stands on a higher floor than many verbs


def at(moment: Moment) -> Callable[[Session, Any], list[Unmet]]:
    """What `Verb.rules` wants: everything of the law that is broken at this moment."""

    def broken(db: Session, thing: Any) -> list[Unmet]:
        return [each for judge in judges for each in judge(db, thing, moment)]

    return broken
