"""What a practice programme and an order must say before they go out (481: 6.1.1, 6.1.6). Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from app.kit.rules import Rule
from app.kit.words import _


@dataclass(frozen=True)
class Facts:
    """A practice programme as the rules see it."""

    place_chosen: bool
    aim: bool
    tasks: bool
    outcomes: int
    criteria: bool
    hours: int
    weeks: int


_WRITER: Final = _("the coordinator or the internship supervisor, in the practice programme")

FIELDS: Final = (
    Rule(
        "programme-aim",
        "481: 6.1.1",
        _("The programme says what the internship is for"),
        lambda f: f.aim,
        fix=_WRITER,
        where="practice",
    ),
    Rule(
        "programme-tasks",
        "481: 6.1.1",
        _("The programme lists the tasks"),
        lambda f: f.tasks,
        fix=_WRITER,
        where="practice",
    ),
    Rule(
        "programme-outcomes",
        "481: 6.1.1",
        _("The programme names the outcomes to be achieved"),
        lambda f: f.outcomes > 0,
        fix=_WRITER,
        where="practice",
    ),
    Rule(
        "programme-criteria",
        "481: 6.1.1",
        _("The programme says how the internship is assessed"),
        lambda f: f.criteria,
        fix=_WRITER,
        where="practice",
    ),
    Rule(
        "programme-volume",
        "481: 6.1.1",
        _("The programme says how long the internship is, in hours and weeks"),
        lambda f: f.hours > 0 and f.weeks > 0,
        fix=_WRITER,
        where="practice",
    ),
)
BEFORE_PROPOSING: Final = (
    Rule(
        "programme-place",
        "481: 7.2",
        _("The place with which the programme is agreed is chosen"),
        lambda f: f.place_chosen,
        fix=_("the coordinator, in the task list"),
        where="company",
    ),
    *FIELDS,
)
NOT_OUT_FOR_SIGNATURE: Final = Rule(
    "programme-signing",
    "481: 6.1.5",
    _("The contract to which the programme is attached is not out for signature"),
    lambda signing: not signing,
    fix=_("the coordinator withdraws the contract first"),
    where="contract",
)


@dataclass(frozen=True)
class RowFacts:
    """A learner in an order."""

    personal_code: bool
    period: bool
    supervisor: bool


_ORDER: Final = _("the coordinator or the internship supervisor, in the order")

ORDER_ROW: Final = (
    Rule(
        "order-code",
        "481: 6.1.6",
        _("The order gives the personal code of each learner"),
        lambda f: f.personal_code,
        fix=_("the coordinator, on the learner's page"),
        where="learner",
    ),
    Rule(
        "order-period",
        "481: 6.1.6",
        _("The order gives the time of each internship"),
        lambda f: f.period,
        fix=_("the coordinator, in the period"),
        where="period",
    ),
    Rule(
        "order-supervisor",
        "481: 6.1.6",
        _("The order names the school's supervisor of each internship with the position"),
        lambda f: f.supervisor,
        fix=_ORDER,
        where="order",
    ),
)
ORDER_WHOLE: Final = (
    Rule(
        "order-rows",
        "481: 6.1.6",
        _("The order names at least one learner"),
        lambda f: f.rows > 0,
        fix=_ORDER,
        where="order",
    ),
    Rule(
        "order-director",
        "481: 6.1.6",
        _("The director of the school is named and can sign in"),
        lambda f: f.director,
        fix=_("the school's administrator, on the school's page"),
        where="school",
    ),
)


@dataclass(frozen=True)
class OrderFacts:
    """An order as a whole."""

    rows: int
    director: bool
