"""What an individual plan must show before the company agrees and the school approves (484: 8.1, 6.1)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from app.kit.rules import Level, Rule
from app.kit.words import _

LEAST: Final = Decimal(25)  # per cent of the programme, 484: 6.1


@dataclass(frozen=True)
class RowFacts:
    """A row's hours, and whether its dates lie inside the placement."""

    hours: Decimal
    inside: bool


@dataclass(frozen=True)
class Facts:
    """A plan as the rules see it."""

    dvb: bool
    company_chosen: bool
    rows: tuple[RowFacts, ...]
    school: Decimal
    company: Decimal
    spare: tuple[Decimal, ...]  # by module of the plan: the programme's hours not yet placed
    percent: Decimal
    schedule_hours: Decimal | None  # None until the weeks are known


_DRAFTER: Final = _("the coordinator, in the plan")

SPLIT: Final = (
    Rule(
        "plan-rows",
        "484: 8.1",
        _("The plan has at least one module"),
        lambda f: bool(f.rows),
        fix=_DRAFTER,
        where="plan",
    ),
    Rule(
        "plan-row-hours",
        "484: 8.1",
        _("Every row of the plan has hours"),
        lambda f: all(row.hours > 0 for row in f.rows),
        fix=_DRAFTER,
        where="plan",
    ),
    Rule(
        "plan-company",
        "484: 8.1",
        _("The plan has hours at the company"),
        lambda f: f.company > 0,
        fix=_DRAFTER,
        where="plan",
    ),
    Rule(
        "plan-school",
        "484: 8.1",
        _("The plan has hours at school"),
        lambda f: f.school > 0 or not f.dvb,
        fix=_DRAFTER,
        where="plan",
    ),
    Rule(
        "plan-module",
        "484: 8.1",
        _("No module has more hours than in the programme"),
        lambda f: all(spare >= 0 for spare in f.spare),
        fix=_DRAFTER,
        where="plan",
    ),
)

COMPANY_KNOWN: Final = Rule(
    "R08",
    "484: 8.1",
    _("The company with which the plan is made is chosen"),
    lambda f: f.company_chosen,
    fix=_("the coordinator, in the task list"),
    where="company",
)

WORTH_A_LOOK: Final = (
    Rule(
        "R07",
        "484: 6.1",
        _("At least 25 % of the programme is learned at the company"),
        lambda f: not f.dvb or f.percent >= LEAST,
        Level.WARN,
        where="plan",
    ),
    Rule(
        "plan-period",
        "484: 6.2",
        _("The rows lie inside the period of the placement"),
        lambda f: all(row.inside for row in f.rows),
        Level.WARN,
        where="plan",
    ),
    Rule(
        "plan-schedule",
        "484: 8.1",
        _("The hours at the company fit into the weeks at the company"),
        lambda f: f.schedule_hours is None or f.company <= f.schedule_hours,
        Level.WARN,
        where="period",
    ),
)

BEFORE_PROPOSING: Final = (COMPANY_KNOWN, *SPLIT, *WORTH_A_LOOK)
BEFORE_APPROVING: Final = BEFORE_PROPOSING

NOT_OUT_FOR_SIGNATURE: Final = (
    Rule(
        "R58",
        "484: 6.3",
        _("The contract to which the plan belongs is not out for signature"),
        lambda signing: not signing,
        fix=_("the coordinator withdraws the contract first"),
        where="contract",
    ),
)
