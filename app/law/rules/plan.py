"""R07–R09, R46, R47, R53: the implementation plan, the individual plan, the volume of practice."""

from __future__ import annotations

from decimal import Decimal

from app.kit.rules import Level, Moment
from app.kit.words import Said, _
from app.law.case import Case
from app.law.provision import BOTH, PRACTICE, Fixer, Provision, Subject


def _share(case: Case) -> bool:
    """The implementation plan while it is approved, afterwards the individual plan."""
    percent = case.plan.percent if case.plan.exists else case.programme.implementation_percent
    return percent is None or percent >= case.figures["share"]


def _its_share(case: Case) -> Said | None:
    percent = case.plan.percent if case.plan.exists else case.programme.implementation_percent
    if percent is None:
        return None
    return _("{share:percent}, at least {least:percent}", share=percent, least=case.figures["share"])


def _practised(case: Case) -> Decimal:
    """Confirmed here, and the internships of the programme that are completed."""
    return case.diary.hours_confirmed + case.practice.hours


RULES = (
    Provision(
        code="R07",
        clause="484: 6.1",
        says=_("At least 25 % are learned at the company"),
        holds=_share,
        stops_at=(Moment.APPROVE,),  # the law speaks of the implementation plan, so later it is a warning
        because=_its_share,
        subject=Subject.PLAN,
        moments=(Moment.APPROVE, Moment.SEND, Moment.WORK),
        about=("plan",),
        where="plan",
    ),
    Provision(
        code="R08",
        clause="484: 8.1",
        says=_("The individual plan is agreed with the company and approved by the school"),
        holds=lambda c: c.plan.agreed_on is not None and c.plan.approved_on is not None,
        subject=Subject.PLAN,
        moments=(Moment.SEND,),
        about=("plan",),
        fixers=(Fixer.COORDINATOR, Fixer.OFFICE),
        where="plan",
    ),
    Provision(
        code="R09",
        clause="484: 8.1",
        says=_("The plan divides hours between the school and the company"),
        holds=lambda c: c.plan.hours_company > 0 and c.plan.hours_school > 0,
        subject=Subject.PLAN,
        moments=(Moment.SEND,),
        about=("plan",),
        where="plan",
    ),
    Provision(
        code="R46",
        clause="332: annex 1",
        says=_("The hours of practice reach what the programme needs"),
        holds=lambda c: _practised(c) >= (c.programme.minimum_practice_hours or 0),
        stops_at=(Moment.ISSUE,),  # before the examination; the placement itself may end
        because=lambda c: _(
            "{done:hours} of {least:hours}",
            done=_practised(c),
            least=c.programme.minimum_practice_hours,
        ),
        subject=Subject.PLAN,
        moments=(Moment.CLOSE, Moment.ISSUE),
        about=("practice", "programme", "diary"),
        kinds=PRACTICE,
        concerns=lambda c: bool(c.programme.minimum_practice_hours) and c.practice.qualification_practice,
        where="diary",
    ),
    Provision(
        code="R47",
        clause="332: annex 1",
        says=_("Qualification practice lasts at least four weeks in a row, with nothing else beside it"),
        holds=lambda c: c.practice.weeks_in_row >= c.figures["practice-weeks"] and not c.practice.parallel,
        level=Level.WARN,
        because=lambda c: _("{n} weeks in a row", n=c.practice.weeks_in_row),
        subject=Subject.PLAN,
        moments=(Moment.SEND, Moment.CLOSE),
        about=("practice",),
        kinds=PRACTICE,
        concerns=lambda c: c.practice.qualification_practice,
        where="period",
    ),
    Provision(
        code="R53",
        clause="484: 8.5, 11; 481: 7.3, 8.1",
        says=_("The learner has read the aims, the tasks and the way of assessment"),
        holds=lambda c: c.learner.acquainted_on is not None,
        level=Level.WARN,
        subject=Subject.PLAN,
        moments=(Moment.START, Moment.WORK),
        about=("learner", "plan"),
        fixers=(Fixer.LEARNER,),
        kinds=BOTH,
        where="acquaint",
    ),
)
