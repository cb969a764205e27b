"""R25–R29: what the learner is paid, and the two insurances."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from app.kit.rules import Level, Moment
from app.kit.words import Said, _
from app.law.case import Case
from app.law.provision import BOTH, Fixer, Provision, Subject
from app.placements.models import Kind

FULL_WEEK = Decimal(40)


def _covers(case: Case, since: date | None, until: date | None) -> bool:
    if not (since and until and case.starts and case.ends):
        return False
    return since <= case.starts and until >= case.ends


def _covered(since: date | None, until: date | None) -> Said | None:
    return (
        _("The policy covers {since:day}–{until:day}.", since=since, until=until) if since and until else None
    )


def _least_wage(case: Case) -> Decimal:
    share = min((case.pay.week_hours or FULL_WEEK) / FULL_WEEK, Decimal(1))
    return case.figures["minimum-wage"] * share


RULES = (
    Provision(
        code="R25",
        clause="484: 9.8",
        says=_("The pay is agreed: an employment contract or a stipend"),
        holds=lambda c: c.pay.instrument is not None,
        stops_at=(Moment.START,),
        subject=Subject.PAY,
        moments=(Moment.START, Moment.WORK),
        about=("pay",),
        fixers=(Fixer.OFFICE, Fixer.COORDINATOR),
        where="pay",
    ),
    Provision(
        code="R26",
        clause="IIN 9",
        says=_("The stipend is not above what is free of income tax"),
        holds=lambda c: (c.pay.monthly or 0) <= c.figures["stipend-free"],
        level=Level.INFO,
        because=lambda c: _("Free of tax: {sum:money} a month.", sum=c.figures["stipend-free"]),
        subject=Subject.PAY,
        moments=(Moment.WORK,),
        about=("pay",),
        fixers=(Fixer.OFFICE,),
        concerns=lambda c: c.pay.instrument == "stipend",
        where="pay",
    ),
    Provision(
        code="R27",
        clause="DL 61",
        says=_("The wage is not below the minimum for these hours"),
        holds=lambda c: c.pay.monthly is None or c.pay.monthly >= _least_wage(c),
        level=Level.WARN,
        because=lambda c: _("The minimum for these hours is {sum:money} a month.", sum=_least_wage(c)),
        subject=Subject.PAY,
        moments=(Moment.START, Moment.WORK),
        about=("pay",),
        fixers=(Fixer.OFFICE,),
        concerns=lambda c: c.pay.employed,
        where="pay",
    ),
    Provision(
        code="R28",
        clause="484: 6.4, 8.11",
        says=_("The school's accident insurance covers the whole period"),
        holds=lambda c: _covers(c, c.cover.accident_from, c.cover.accident_until),
        stops_at=(Moment.START,),
        stops_if=lambda c: c.kind is Kind.DVB,  # 481 asks for no insurance
        because=lambda c: _covered(c.cover.accident_from, c.cover.accident_until),
        subject=Subject.PAY,
        moments=(Moment.START, Moment.WORK, Moment.AMEND),
        about=("cover",),
        kinds=BOTH,
        milder=Level.WARN,
        concerns=lambda c: c.kind is Kind.DVB or c.cover.accident_until is not None,
        where="insurance",
    ),
    Provision(
        code="R29",
        clause="484: 6.5, 9.10",
        says=_("The company's civil-liability insurance covers the whole period"),
        holds=lambda c: _covers(c, c.cover.liability_from, c.cover.liability_until),
        stops_at=(Moment.START,),
        because=lambda c: _covered(c.cover.liability_from, c.cover.liability_until),
        subject=Subject.PAY,
        moments=(Moment.START, Moment.WORK, Moment.AMEND),
        about=("cover",),
        fixers=(Fixer.OFFICE,),
        where="insurance",
    ),
)
