"""R10–R16, R55, R58: the contract, who concludes it, what it must say, and its amendments."""

from __future__ import annotations

from app.kit.days import covers_semester
from app.kit.identifiers import Wrong, personal_code
from app.kit.rules import Moment
from app.kit.words import _
from app.law.case import Case
from app.law.provision import BOTH, IN_FORCE_481, PRACTICE, Fixer, Provision, Subject


def _concluded_here(case: Case) -> bool:
    return not case.contract.outside and not case.company.in_school


def _plan_first(case: Case) -> bool:
    approved, signed = case.plan.approved_on, case.contract.first_signed_on
    return approved is not None and (signed is None or approved <= signed)


def _semester(case: Case) -> bool:
    if case.starts is None or case.ends is None:
        return False
    return covers_semester(case.starts, case.ends, case.school.semesters)


def _before_start(case: Case) -> bool:
    """The last signature, or while it is missing today, is not after the first day."""
    return case.starts is not None and (case.contract.last_signed_on or case.today) <= case.starts


def _right_people(case: Case) -> bool:
    known = case.learner.birth_date is not None and case.contract.concluder_named
    return known and case.contract.concluder_reachable and case.contract.concluder_is_right


def _code_of_its_form(case: Case) -> bool:
    try:
        personal_code(case.learner.personal_code)
    except Wrong:
        return False
    return True


RULES = (
    Provision(
        code="R10",
        clause="484: 8.4",
        says=_("The individual plan is approved before the contract is concluded"),
        holds=_plan_first,
        subject=Subject.CONTRACT,
        moments=(Moment.SEND, Moment.START),
        about=("plan", "contract"),
        fixers=(Fixer.COORDINATOR, Fixer.DIRECTOR),
        concerns=_concluded_here,
        where="plan",
    ),
    Provision(
        code="R11",
        clause="484: 7",
        says=_("The contract lasts at least one semester"),
        holds=_semester,
        stops_at=(Moment.SEND,),
        subject=Subject.CONTRACT,
        moments=(Moment.SEND, Moment.AMEND),
        about=("school",),
        where="period",
    ),
    Provision(
        code="R12",
        clause="484: 7; 481: 10",
        says=_(
            "It is known who concludes the contract: the learner or, under 18, a legal representative, "
            "with an e-mail or a phone"
        ),
        holds=_right_people,
        subject=Subject.CONTRACT,
        moments=(Moment.SEND, Moment.AMEND),
        about=("learner", "contract"),
        kinds=BOTH,
        concerns=_concluded_here,
        where="learner",
    ),
    Provision(
        code="R13",
        clause="484: 6.3",
        says=_("The contract says how it is amended and how it is ended"),
        holds=lambda c: not c.contract.empty_clauses & {"amendment", "termination"},
        subject=Subject.CONTRACT,
        moments=(Moment.SEND,),
        about=("contract",),
        concerns=_concluded_here,
        where="terms",
    ),
    Provision(
        code="R14",
        clause="484: 9.2, 9.7, 9.10",
        says=_("The contract says how induction, assessment and civil-liability insurance are done"),
        holds=lambda c: not c.contract.empty_clauses & {"induction", "assessment", "liability"},
        subject=Subject.CONTRACT,
        moments=(Moment.SEND,),
        about=("contract",),
        concerns=_concluded_here,
        where="terms",
    ),
    Provision(
        code="R15",
        clause="481: 6.1.5",
        says=_(
            "The contract has aim, tasks, schedule, duration, assessment, rights, duties and liability, "
            "and conditions of termination"
        ),
        holds=lambda c: not c.contract.empty_clauses,
        subject=Subject.CONTRACT,
        moments=(Moment.SEND,),
        about=("contract",),
        kinds=PRACTICE,
        concerns=_concluded_here,
        where="terms",
        since=IN_FORCE_481,
    ),
    Provision(
        code="R16",
        clause="481: 10",
        says=_("The contract is signed before the internship begins"),
        holds=_before_start,
        because=lambda c: _("It begins {day:day}.", day=c.starts) if c.starts else None,
        subject=Subject.CONTRACT,
        moments=(Moment.SEND, Moment.START),
        about=("contract",),
        kinds=PRACTICE,
        concerns=_concluded_here,
        where="period",
        since=IN_FORCE_481,
    ),
    Provision(
        code="R55",
        clause="481: 6.1.6; 749: 29",
        says=_("The learner's personal code has the right form"),
        holds=_code_of_its_form,
        subject=Subject.CONTRACT,
        moments=(Moment.SEND,),
        about=("learner",),
        kinds=BOTH,
        concerns=lambda c: bool(c.learner.personal_code),
        where="learner",
    ),
    Provision(
        code="R58",
        clause="484: 6.3",
        says=_("What is in force is signed by all parties, amendments too"),
        holds=lambda c: not c.contract.unsigned_in_force,
        subject=Subject.CONTRACT,
        moments=(Moment.AMEND, Moment.WORK, Moment.CLOSE),
        about=("contract",),
        kinds=BOTH,
        concerns=_concluded_here,
        where="contract",
    ),
)
