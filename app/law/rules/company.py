"""R04–R06, R20–R23, R56: the company, the school's decision on it, and who supervises there."""

from __future__ import annotations

from app.companies.rules import EEA
from app.kit.identifiers import Wrong, register_number
from app.kit.rules import Level, Moment
from app.kit.words import Said, _
from app.law.case import Case
from app.law.provision import BOTH, MENTORS_484, PRACTICE, Fixer, Provision, Subject


def _in_company(case: Case) -> bool:
    return not case.company.in_school


def _decided(case: Case) -> bool:
    """A positive decision that follows the opinion and is valid when the learning begins."""
    made = case.suitability
    if not made.decision_positive or made.decision_on is None:
        return False
    after = made.opinion_on is None or made.decision_on >= made.opinion_on
    return after and (made.decision_until is None or made.decision_until >= (case.starts or case.today))


def _why_not_decided(case: Case) -> Said | None:
    made = case.suitability
    if made.decision_on and made.decision_positive is False:
        return _("The school's decision of {day:day} is negative.", day=made.decision_on)
    if made.decision_until:
        return _("The school's decision is valid until {day:day}.", day=made.decision_until)
    return None


def _why_no_opinion(case: Case) -> Said | None:
    made = case.suitability
    if made.opinion_on and made.opinion_positive is False:
        return _("The opinion of {day:day} is negative.", day=made.opinion_on)
    if made.opinion_requested_on:
        return _("The opinion was asked for on {day:day}.", day=made.opinion_requested_on)
    return None


def _why_not_eligible(case: Case) -> Said | None:
    who = case.mentor
    if not (who.master or who.pedagogy or who.maritime):
        return _("The pedagogical part is missing: 32 or 72 hours, or a teacher's qualification.")
    if not (who.master or who.sector or who.maritime):
        return _("The sector part is missing: vocational education or three years of work in the sector.")
    return (
        None if who.able else _("It is not declared that the supervisor can carry out the plan and assess.")
    )


def _valid_number(number: str) -> bool:
    try:
        register_number(number)
    except Wrong:
        return False
    return True


RULES = (
    Provision(
        code="R04",
        clause="484: 2",
        says=_("The company is chosen, works in Latvia or is a branch in the EU or EEA, and has not ended"),
        holds=lambda c: (
            c.company.chosen
            and c.company.country == "LV"
            and c.company.place in EEA
            and c.company.ended_on is None
        ),
        because=lambda c: (
            _("The company ended on {day:day}.", day=c.company.ended_on) if c.company.ended_on else None
        ),
        subject=Subject.COMPANY,
        moments=(Moment.SEND,),
        about=("company",),
        kinds=BOTH,
        concerns=_in_company,
        where="company",
    ),
    Provision(
        code="R05",
        clause="484: 5.8, 8.3",
        says=_("The sector council has given a positive opinion on the company"),
        holds=lambda c: c.suitability.opinion_on is not None and bool(c.suitability.opinion_positive),
        stops_if=lambda c: c.suitability.opinion_on is None,  # the school may depart from a negative one
        because=_why_no_opinion,
        subject=Subject.COMPANY,
        moments=(Moment.DECIDE, Moment.SEND),
        about=("suitability",),
        where="suitability",
    ),
    Provision(
        code="R06",
        clause="484: 8.3",
        says=_("The school has decided that the company is suitable"),
        holds=_decided,
        because=_why_not_decided,
        subject=Subject.COMPANY,
        moments=(Moment.SEND,),
        about=("suitability",),
        fixers=(Fixer.COORDINATOR, Fixer.DIRECTOR),
        where="suitability",
    ),
    Provision(
        code="R20",
        clause="484: 10",
        says=_("The supervisor is a master craftsperson, or has pedagogical competence and a sector basis"),
        holds=lambda c: c.mentor.named and c.mentor.eligible,
        stops_at=(Moment.SEND, Moment.AMEND),
        because=_why_not_eligible,
        subject=Subject.COMPANY,
        moments=(Moment.SEND, Moment.AMEND, Moment.WORK),
        about=("mentor",),
        fixers=(Fixer.OFFICE, Fixer.COORDINATOR),
        where="evidence",
        since=MENTORS_484,
    ),
    Provision(
        code="R21",
        clause="484: 10.3",
        says=_("The supervisor of a minor may work with children; the check is valid"),
        holds=lambda c: (
            bool(c.mentor.child_check_ok)
            and (c.mentor.child_check_until is None or c.mentor.child_check_until >= c.today)
        ),
        stops_at=(Moment.SEND, Moment.AMEND),
        because=lambda c: (
            _("The check was valid until {day:day}.", day=c.mentor.child_check_until)
            if c.mentor.child_check_until
            else None
        ),
        subject=Subject.COMPANY,
        moments=(Moment.SEND, Moment.AMEND, Moment.WORK),
        about=("mentor", "learner"),
        fixers=(Fixer.OFFICE,),
        concerns=lambda c: c.learner.minor and c.mentor.named,
        where="evidence",
    ),
    Provision(
        code="R22",
        clause="481: 9.2",
        says=_("The supervisor at the place works in the matching occupation"),
        holds=lambda c: c.mentor.named and c.mentor.occupation_matches,
        level=Level.WARN,
        subject=Subject.COMPANY,
        moments=(Moment.SEND,),
        about=("mentor", "company"),
        fixers=(Fixer.OFFICE, Fixer.COORDINATOR),
        kinds=PRACTICE,
        concerns=_in_company,
        where="mentor",
    ),
    Provision(
        code="R23",
        clause="484: 9.6",
        says=_("The company has set how many learners a supervisor may have, and it is kept"),
        holds=lambda c: c.mentor.limit is not None and c.mentor.learners <= c.mentor.limit,
        stops_if=lambda c: c.mentor.limit is not None and c.mentor.limit_blocks,
        because=lambda c: (
            _("{n} learners, the limit is {limit}.", n=c.mentor.learners, limit=c.mentor.limit)
            if c.mentor.limit is not None
            else None
        ),
        subject=Subject.COMPANY,
        moments=(Moment.SEND, Moment.AMEND),
        about=("mentor",),
        fixers=(Fixer.OFFICE,),
        concerns=lambda c: c.mentor.named,
        where="office",
    ),
    Provision(
        code="R56",
        clause="MK 484: 2",
        says=_("The company's registration number has 11 digits"),
        holds=lambda c: _valid_number(c.company.reg_no),
        subject=Subject.COMPANY,
        moments=(Moment.SEND,),
        about=("company",),
        kinds=BOTH,
        concerns=lambda c: c.company.chosen and bool(c.company.reg_no),
        where="office",
    ),
)
