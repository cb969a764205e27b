"""Opening the sheets; the company's assessment; the school's marks; the learner's comment."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.assessment import rules, verbs
from app.assessment.asked import Asked, asked, due, headings_of, procedure_of
from app.assessment.models import WITH_COMPANY, Assessment, Grade, Procedure, Report, State
from app.assessment.scale import LEAST, MOST, passed, valid
from app.identity.actor import Actor
from app.kit.clock import now, today
from app.kit.errors import Reason, Refused
from app.kit.verbs import does
from app.kit.words import _
from app.placements.models import Kind, Placement
from app.schools.models import School

CLAUSE = "484: 8.10"


@does(verbs.OPEN)
def open_for(db: Session, actor: Actor, placement: Placement) -> None:
    """A sheet for each module of the plan; what nobody has touched follows the plan's changes."""
    procedure = procedure_of(db, placement.school_id)
    wanted = {one.module_id: one for one in asked(db, placement)}
    known = db.scalars(select(Assessment).where(Assessment.placement_id == placement.id)).all()
    for sheet in known:
        if sheet.module_id in wanted:
            _follow(sheet, wanted[sheet.module_id], procedure)
        elif sheet.untouched:
            db.delete(sheet)
    for one in wanted.values():
        if one.module_id not in {sheet.module_id for sheet in known}:
            sheet = Assessment(placement=placement, module_id=one.module_id)
            _follow(sheet, one, procedure)
            db.add(sheet)
    if placement.kind is Kind.PRACTICE:
        _open_report(db, placement, procedure)


def _follow(sheet: Assessment, one: Asked, procedure: Procedure) -> None:
    sheet.position = one.position
    if sheet.state in (None, State.OPEN, State.RETURNED):
        sheet.outcome_ids = one.outcome_ids
        if not sheet.due_set:
            sheet.due_on = due(one.ends, procedure.company_days)


def _open_report(db: Session, placement: Placement, procedure: Procedure) -> None:
    if db.scalar(select(Report.id).where(Report.placement_id == placement.id)) is None:
        until = due(placement.ends, procedure.report_days)
        headings = headings_of(procedure)
        db.add(Report(placement=placement, headings=headings, texts=[""] * len(headings), due_on=until))


@does(verbs.END_EARLY)
def end_early(db: Session, actor: Actor, placement: Placement, *, on: date) -> None:
    """What was to be assessed later is assessed now: the learner is not there any more."""
    until = due(on, procedure_of(db, placement.school_id).company_days)
    for sheet in db.scalars(select(Assessment).where(Assessment.placement_id == placement.id)):
        if sheet.state in WITH_COMPANY and until and (sheet.due_on is None or sheet.due_on > until):
            sheet.due_on = until


@does(verbs.PROPOSE)
def propose(
    db: Session,
    actor: Actor,
    assessment: Assessment,
    *,
    practised: Mapping[str, str],
    mark: int | None,
    good: str = "",
    better: str = "",
) -> None:
    """Keeps what has been written so far; the school does not see it yet."""
    if mark is not None and not valid(mark):
        raise Refused(Reason(_("A mark is a whole number from 1 to 10."), "MK 332", code="R44"))
    known = {str(each) for each in assessment.outcome_ids}
    assessment.practised = {key: str(word) for key, word in practised.items() if key in known}
    assessment.mark, assessment.good, assessment.better = mark, good.strip(), better.strip()
    assessment.saved_at = now()


@does(verbs.SUBMIT)
def submit(db: Session, actor: Actor, assessment: Assessment) -> None:
    """To the school (484: 9.7)."""
    found = rules.missing(
        assessment.mark, assessment.practised, assessment.outcome_ids, assessment.good, assessment.better
    )
    if found:
        raise Refused(*(Reason(said, "484: 9.7") for said in found.values()))
    assessment.proposed_at, assessment.proposed_by_id = now(), actor.person_id


@does(verbs.TAKE_BACK)
def take_back(db: Session, actor: Actor, assessment: Assessment) -> None:
    """Something was forgotten; possible until the school has set the mark."""
    assessment.proposed_at = assessment.proposed_by_id = None


@does(verbs.SEND_BACK)
def send_back(db: Session, actor: Actor, assessment: Assessment, *, comment: str) -> None:
    """Says what is missing."""
    if not comment.strip():
        raise Refused(_("Write what is missing in the assessment."))
    assessment.comment, assessment.returned_at = comment.strip(), now()


@does(verbs.GRADE)
def grade(
    db: Session,
    actor: Actor,
    assessment: Assessment,
    *,
    mark: int | None,
    held_on: date | None = None,
    reason: str = "",
    repeat_on: date | None = None,
) -> None:
    """The first final mark or that of a repetition; None is n/v. Below 5 it is repeated."""
    day = held_on or today()
    _check_mark(assessment, mark, reason)
    if day > today():
        raise Refused(_("A mark cannot be set for a day that has not come."))
    if repeat_on is not None and repeat_on <= day:
        raise Refused(_("The repeated assessment is later than this one."))
    _add(actor, assessment, mark, day, reason, correction=False)
    assessment.repeat_on = None if passed(mark) else repeat_on


@does(verbs.CORRECT)
def correct(db: Session, actor: Actor, assessment: Assessment, *, mark: int | None, reason: str) -> None:
    """A mistake in the last mark; the old one stays in the list."""
    if not reason.strip():
        raise Refused(Reason(_("Write why the final mark is corrected."), CLAUSE))
    last = assessment.grades[-1]
    if mark == last.mark:
        raise Refused(_("This is the mark that is already set."))
    _check_mark(assessment, mark, reason)
    _add(actor, assessment, mark, last.held_on, reason, correction=True)
    if passed(mark):
        assessment.repeat_on = None


def _check_mark(assessment: Assessment, mark: int | None, reason: str) -> None:
    if mark is not None and not valid(mark):
        text = _("A mark is a whole number from {least} to {most}.", least=LEAST, most=MOST)
        raise Refused(Reason(text, "MK 332", code="R44"))
    wanted = rules.reason_wanted(company=assessment.mark, proposed=assessment.proposed, final=mark)
    if wanted and not reason.strip():
        raise Refused(Reason(wanted, CLAUSE))


def _add(
    actor: Actor, assessment: Assessment, mark: int | None, day: date, reason: str, *, correction: bool
) -> None:
    assessment.grades.append(
        Grade(
            no=len(assessment.grades) + 1,
            held_on=day,
            mark=mark,
            reason=reason.strip(),
            correction=correction,
            set_by_id=actor.person_id,
        )
    )
    assessment.final_mark, assessment.final_at = mark, now()
    assessment.final_for_id = actor.organisation_id
    assessment.state = State.PASSED if passed(mark) else State.FAILED


@does(verbs.SET_REPEAT)
def set_repeat(db: Session, actor: Actor, assessment: Assessment, *, on: date) -> None:
    """When the learner is assessed again."""
    if on < today():
        raise Refused(_("The repeated assessment is today or later."))
    assessment.repeat_on = on


@does(verbs.SET_DUE)
def set_due(db: Session, actor: Actor, assessment: Assessment, *, on: date) -> None:
    """The school's own date instead of the plan's."""
    assessment.due_on, assessment.due_set = on, True


@does(verbs.REMARK)
def remark(db: Session, actor: Actor, assessment: Assessment, *, text: str) -> None:
    """Once for each assessment."""
    if assessment.remarked_at is not None:
        raise Refused(_("You have already commented on this assessment."))
    if not text.strip():
        raise Refused(_("Write your comment."))
    assessment.remark, assessment.remarked_at = text.strip(), now()


@does(verbs.ANSWER)
def answer(db: Session, actor: Actor, assessment: Assessment, *, text: str) -> None:
    """To the learner's comment."""
    if assessment.remarked_at is None:
        raise Refused(_("There is no comment to answer."))
    if not text.strip():
        raise Refused(_("Write the answer."))
    assessment.answer, assessment.answered_at = text.strip(), now()
    assessment.answered_by_id = actor.person_id


@does(verbs.SET_PROCEDURE)
def set_procedure(
    db: Session, actor: Actor, school: School, *, company_days: int, report_days: int, headings: list[str]
) -> Procedure:
    """For sheets opened from now on; the dates already given stay."""
    procedure = db.scalar(select(Procedure).where(Procedure.school_id == school.id))
    if procedure is None:
        procedure = Procedure(school_id=school.id)
        db.add(procedure)
    procedure.company_days, procedure.report_days = company_days, report_days
    procedure.headings = [each.strip() for each in headings if each.strip()]
    return procedure
