"""R35–R38: what Darba likums and MK 206 want for learners under 18; blocking only for employees."""

from __future__ import annotations

from datetime import time
from typing import Final

from app.kit.rules import Level, Moment
from app.kit.words import _
from app.law.case import Case
from app.law.provision import BOTH, Fixer, Provision, Subject

MORNING: Final = time(6)
NIGHT: Final = time(22)


def _hours(case: Case) -> bool:
    return (
        case.day_hours <= case.figures["minor-day"]
        and case.week_hours + case.safety.study_week_hours <= case.figures["minor-week"]
    )


def _times(case: Case) -> bool:
    return (
        case.work_from >= MORNING
        and case.work_until <= NIGHT
        and case.work_days <= case.figures["minor-days"]
    )


RULES = (
    Provision(
        code="R35",
        clause="DL 132",
        says=_("Under 18: at most 7 hours a day and 35 hours a week"),
        holds=_hours,
        stops_at=(Moment.START, Moment.AMEND),
        stops_if=lambda c: c.minor_employed,
        because=lambda c: _(
            "{day:hours} a day, {week:hours} a week with study",
            day=c.day_hours,
            week=c.week_hours + c.safety.study_week_hours,
        ),
        subject=Subject.MINORS,
        moments=(Moment.SEND, Moment.START, Moment.AMEND, Moment.WORK),
        about=("learner", "pay"),
        kinds=BOTH,
        concerns=lambda c: c.learner.minor,
        where="period",
    ),
    Provision(
        code="R36",
        clause="DL 138",
        says=_("Under 18: no work between 22:00 and 6:00, and at most five days a week"),
        holds=_times,
        stops_at=(Moment.START, Moment.AMEND),
        stops_if=lambda c: c.minor_employed,
        subject=Subject.MINORS,
        moments=(Moment.SEND, Moment.START, Moment.AMEND, Moment.WORK),
        about=("learner", "pay"),
        kinds=BOTH,
        concerns=lambda c: c.learner.minor,
        where="period",
    ),
    Provision(
        code="R37",
        clause="206: 3",
        says=_("Under 18: dangerous tasks only for learning, under supervision and protected"),
        holds=lambda c: not c.safety.hazards_unjustified,
        stops_at=(Moment.START, Moment.AMEND),
        because=lambda c: (
            _("Without a justification: {things:list_of}", things=c.safety.hazards_unjustified)
            if c.safety.hazards_unjustified
            else None
        ),
        subject=Subject.MINORS,
        moments=(Moment.START, Moment.AMEND, Moment.WORK),
        about=("learner", "safety"),
        fixers=(Fixer.OFFICE, Fixer.COORDINATOR),
        kinds=BOTH,
        concerns=lambda c: c.learner.minor,
        where="safety",
    ),
    Provision(
        code="R38",
        clause="DL 37",
        says=_("A legal representative knows the risks before a minor is employed"),
        holds=lambda c: c.safety.guardian_informed_on is not None,
        level=Level.WARN,
        subject=Subject.MINORS,
        moments=(Moment.START, Moment.WORK),
        about=("learner", "pay", "safety"),
        fixers=(Fixer.GUARDIAN, Fixer.OFFICE),
        kinds=BOTH,
        concerns=lambda c: c.minor_employed,
        where="safety",
    ),
)
