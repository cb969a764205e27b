"""What the school and the learner do with a sheet: mark, return, repeat, comment, answer."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import Response

from app.assessment import actions, verbs
from app.assessment.forms import CommentForm, DateForm, GradeForm
from app.assessment.models import Assessment
from app.assessment.sheet_view import values
from app.identity.door import Signed, room, seen
from app.kit.forms import Sent, sent
from app.kit.pages import Page
from app.kit.words import Said, _

pages = room()

Seen = Annotated[Assessment, seen(Assessment, "grades")]
Marked = Annotated[Sent[GradeForm], sent(GradeForm)]
Words = Annotated[Sent[CommentForm], sent(CommentForm)]
OnDay = Annotated[Sent[DateForm], sent(DateForm)]


def _again(page: Page, assessment: Assessment, **forms: Sent[Any]) -> Response:
    school = verbs.grader(page.actor, assessment)
    template = "assessment/sheet.html" if school else "assessment/read.html"
    return page.show(template, status=422, **values(page, assessment, **forms))


def _done(page: Page, assessment: Assessment, notice: Said) -> Response:
    return page.done(page.url("assessment.show", assessment_id=assessment.id), notice=notice)


@pages.post("/vertejumi/{assessment_id:int}/gala", name="assessment.grade")
def grade(page: Signed, assessment: Seen, form: Marked) -> Response:
    """The final mark; a reason that is missing is asked for at its place."""
    verbs.GRADE.check(page.db, page.actor, assessment)
    if not form.errors:
        data = form.data
        if data.version is None or not form.overtaken(version=assessment.version):
            form.attempt(
                lambda: actions.grade(
                    page.db,
                    page.actor,
                    assessment,
                    mark=data.value,
                    held_on=data.held_on,
                    reason=data.reason,
                    repeat_on=data.repeat_on,
                ),
                "reason",
            )
    if form.errors:
        return _again(page, assessment, grade=form)
    return _done(page, assessment, _("The final mark is set."))


@pages.post("/vertejumi/{assessment_id:int}/labot", name="assessment.correct")
def correct(page: Signed, assessment: Seen, form: Marked) -> Response:
    """A mistake in the last mark."""
    verbs.CORRECT.check(page.db, page.actor, assessment)
    if not form.errors:
        data = form.data
        form.attempt(
            lambda: actions.correct(page.db, page.actor, assessment, mark=data.value, reason=data.reason),
            "reason",
        )
    if form.errors:
        return _again(page, assessment, grade=form)
    return _done(page, assessment, _("The final mark is corrected. The learner is told."))


@pages.post("/vertejumi/{assessment_id:int}/atgriezt", name="assessment.send_back")
def send_back(page: Signed, assessment: Seen, form: Words) -> Response:
    """The company adds what is missing."""
    verbs.SEND_BACK.check(page.db, page.actor, assessment)
    if form.errors:
        return _again(page, assessment, comment=form)
    actions.send_back(page.db, page.actor, assessment, comment=form.data.comment)
    return _done(page, assessment, _("Returned to the company with your comment."))


@pages.post("/vertejumi/{assessment_id:int}/atkartot", name="assessment.set_repeat")
def set_repeat(page: Signed, assessment: Seen, form: OnDay) -> Response:
    """The day of the repeated assessment."""
    verbs.SET_REPEAT.check(page.db, page.actor, assessment)
    if not form.errors:
        form.attempt(lambda: actions.set_repeat(page.db, page.actor, assessment, on=form.data.on), "on")
    if form.errors:
        return _again(page, assessment, date=form)
    return _done(page, assessment, _("The day is set. The learner is told."))


@pages.post("/vertejumi/{assessment_id:int}/termins", name="assessment.set_due")
def set_due(page: Signed, assessment: Seen, form: OnDay) -> Response:
    """Until when the company assesses."""
    verbs.SET_DUE.check(page.db, page.actor, assessment)
    if form.errors:
        return _again(page, assessment, date=form)
    actions.set_due(page.db, page.actor, assessment, on=form.data.on)
    return _done(page, assessment, _("The date is set. The company is told."))


@pages.post("/vertejumi/{assessment_id:int}/komentars", name="assessment.remark")
def remark(page: Signed, assessment: Seen, form: Words) -> Response:
    """The learner's own words, once."""
    verbs.REMARK.check(page.db, page.actor, assessment)
    if not form.errors:
        form.attempt(
            lambda: actions.remark(page.db, page.actor, assessment, text=form.data.comment), "comment"
        )
    if form.errors:
        return _again(page, assessment, remark=form)
    return _done(page, assessment, _("Sent to the school. It will answer here."))


@pages.post("/vertejumi/{assessment_id:int}/atbilde", name="assessment.answer")
def answer(page: Signed, assessment: Seen, form: Words) -> Response:
    """The school's answer."""
    verbs.ANSWER.check(page.db, page.actor, assessment)
    if not form.errors:
        form.attempt(
            lambda: actions.answer(page.db, page.actor, assessment, text=form.data.comment), "comment"
        )
    if form.errors:
        return _again(page, assessment, answer=form)
    return _done(page, assessment, _("Answered. The learner is told."))
