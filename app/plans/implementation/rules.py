"""What an implementation plan must show before the school approves it (484: 6.1)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from app.kit.rules import Level, Rule
from app.kit.words import _


@dataclass(frozen=True)
class Facts:
    """The plan as the rules see it."""

    rows: tuple[Decimal, ...]  # hours of each
    enough: bool  # a quarter at the company, as the programme's code asks to count it
    enough_otherwise: bool
    without_course: int
    not_placed: Decimal  # hours of the programme's modules that no row has


_DRAFTER: Final = _("the coordinator, in the implementation plan")

BEFORE_APPROVING: Final = (
    Rule(
        "implementation-rows",
        "484: 6.1",
        _("The plan has modules, and each row has hours"),
        lambda f: bool(f.rows) and all(hours > 0 for hours in f.rows),
        fix=_DRAFTER,
        where="implementation",
    ),
    Rule(
        "implementation-readings",
        "484: 6.1",
        _("Both ways of counting the share give the same answer"),
        lambda f: f.enough is f.enough_otherwise,
        Level.WARN,
        fix=_DRAFTER,
        where="implementation",
    ),
    Rule(
        "implementation-courses",
        "484: 6.1",
        _("Each row says in which course it is taught"),
        lambda f: not f.without_course,
        Level.WARN,
        fix=_DRAFTER,
        where="implementation",
    ),
    Rule(
        "implementation-modules",
        "484: 6.1",
        _("All hours of the programme's modules are placed"),
        lambda f: f.not_placed <= 0,
        Level.WARN,
        fix=_DRAFTER,
        where="implementation",
    ),
)
