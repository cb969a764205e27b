"""R17–R19, R54: the programme, the order and the decision of an internship."""

from __future__ import annotations

from app.kit.rules import Level, Moment
from app.kit.words import _
from app.law.provision import IN_FORCE_481, PRACTICE, Fixer, Provision, Subject

RULES = (
    Provision(
        code="R17",
        clause="481: 6.1.5",
        says=_("For an internship in the school there is the school's decision in place of a contract"),
        holds=lambda c: c.practice.decision_on is not None,
        subject=Subject.INTERNSHIP,
        moments=(Moment.START,),
        about=("practice", "company"),
        fixers=(Fixer.COORDINATOR, Fixer.DIRECTOR),
        kinds=PRACTICE,
        concerns=lambda c: c.company.in_school,
        where="practice",
        since=IN_FORCE_481,
    ),
    Provision(
        code="R18",
        clause="481: 6.1.6",
        says=_("The school's order names the learner with the personal code, the time and the supervisor"),
        holds=lambda c: c.practice.order_on is not None and c.practice.order_complete,
        subject=Subject.INTERNSHIP,
        moments=(Moment.START,),
        about=("practice",),
        fixers=(Fixer.COORDINATOR, Fixer.DIRECTOR),
        kinds=PRACTICE,
        where="order",
        since=IN_FORCE_481,
    ),
    Provision(
        code="R19",
        clause="481: 6.1.1, 7.2",
        says=_("The practice programme is complete and agreed with the place"),
        holds=lambda c: (
            c.practice.programme_complete
            and (c.company.in_school or c.practice.programme_agreed_on is not None)
        ),
        subject=Subject.INTERNSHIP,
        moments=(Moment.SEND,),
        about=("practice", "company"),
        fixers=(Fixer.COORDINATOR, Fixer.OFFICE),
        kinds=PRACTICE,
        where="practice",
        since=IN_FORCE_481,
    ),
    Provision(
        code="R54",
        clause="481: 8.5, 8.6",
        says=_("The learner has read the duties of confidentiality and data protection"),
        holds=lambda c: c.learner.confidential_on is not None,
        level=Level.WARN,
        subject=Subject.INTERNSHIP,
        moments=(Moment.START, Moment.WORK),
        about=("learner", "practice"),
        fixers=(Fixer.LEARNER,),
        kinds=PRACTICE,
        where="acquaint",
        since=IN_FORCE_481,
    ),
)
