"""R39, R40: the diary follows the plan and is confirmed."""

from __future__ import annotations

from app.kit.rules import Level, Moment
from app.kit.words import _
from app.law.provision import BOTH, Fixer, Provision, Subject

RULES = (
    Provision(
        code="R39",
        clause="484: 9.3; 481: 9.4",
        says=_("Every day of work is linked to an outcome of the plan"),
        holds=lambda c: c.diary.days_without_outcome == 0,
        level=Level.WARN,
        because=lambda c: _("Days without an outcome: {n}", n=c.diary.days_without_outcome),
        subject=Subject.DIARY,
        moments=(Moment.WORK, Moment.CLOSE),
        about=("diary",),
        fixers=(Fixer.LEARNER, Fixer.MENTOR),
        kinds=BOTH,
        where="diary",
    ),
    Provision(
        code="R40",
        clause="481: 6.1.2, 9.2; 484: 9.5",
        says=_("The supervisor has confirmed the weeks of the diary"),
        holds=lambda c: (
            c.diary.unconfirmed_weeks == 0
            or (c.ends is not None and c.today <= c.ends and c.diary.longest_wait <= c.figures["confirm"])
        ),
        stops_at=(Moment.CLOSE,),
        because=lambda c: _("Weeks without a confirmation: {n}", n=c.diary.unconfirmed_weeks),
        subject=Subject.DIARY,
        moments=(Moment.WORK, Moment.CLOSE),
        about=("diary",),
        fixers=(Fixer.MENTOR, Fixer.LEARNER),
        kinds=BOTH,
        where="diary",
    ),
)
