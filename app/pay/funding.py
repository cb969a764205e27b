"""Which costs public programmes pay, and when a cost would be paid twice (483: 24; 640: 22). Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from app.kit.words import Said, _


class Cost(StrEnum):
    """What a programme may pay for a placement."""

    MENTOR = "mentor"
    PAY = "pay"
    INSURANCE = "insurance"
    EQUIPMENT = "equipment"
    HEALTH = "health"
    TRANSPORT = "transport"

    @property
    def label(self) -> Said:
        """As shown."""
        return COSTS[self]


COSTS = {
    Cost.MENTOR: _("the work of the supervisor at the company"),
    Cost.PAY: _("the stipend or the wage"),
    Cost.INSURANCE: _("insurance"),
    Cost.EQUIPMENT: _("protective equipment"),
    Cost.HEALTH: _("health checks"),
    Cost.TRANSPORT: _("transport and hostel"),
}


def paid_twice(costs: Iterable[Iterable[str]]) -> bool:
    """Whether two programmes of one placement pay the same cost."""
    return any(n > 1 for n in Counter(cost for each in costs for cost in set(each)).values())


class Funded(NamedTuple):
    """The programmes of one placement, what each pays, and the company's check for undeclared work."""

    names: list[str]
    costs: list[list[str]]
    checked_on: date | None

    @classmethod
    def nothing(cls) -> Funded:
        """Not funded."""
        return cls([], [], None)
