"""What stands in the way of removing a part of a programme or a group."""

from __future__ import annotations

from dataclasses import dataclass

from app.kit.rules import Rule
from app.kit.words import _


@dataclass(frozen=True)
class Use:
    """How many rows of other tables rely on the thing."""

    rows: int


MODULE_UNUSED = (
    Rule(
        "module-used",
        "484: 8.1",
        _("The module is part of an individual plan."),
        lambda use: use.rows == 0,
    ),
)
PROGRAMME_UNUSED = (
    Rule(
        "programme-used",
        "",
        _("Groups or placements belong to this programme."),
        lambda use: use.rows == 0,
    ),
)
GROUP_UNUSED = (
    Rule(
        "group-used",
        "",
        _("There are learners in this group."),
        lambda use: use.rows == 0,
        fix=_("Move them to another group first."),
    ),
)
