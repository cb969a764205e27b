"""The list of sheets for each role, the sheet itself, and the company's assessment on it."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import Response

from app.assessment import (
    actions,
    event_pages,
    grade_pages,
    group_pages,
    paper_pages,
    placement_pages,
    rules,
    verbs,
)
from app.assessment.forms import ProposalForm
from app.assessment.models import Assessment
from app.assessment.queries import of_person, waiting_for
from app.assessment.scale import BY_MARK
from app.assessment.sheet_view import proposal, spoken, values
from app.identity.door import Signed, room, seen
from app.identity.roles import COMPANY_OFFICE, SCHOOL_STAFF, Role
from app.kit.forms import Sent, sent
from app.kit.pages import Page
from app.kit.words import _

pages = room()
for part in (placement_pages, grade_pages, group_pages, paper_pages, event_pages):
    pages.include_router(part.pages)

Seen = Annotated[Assessment, seen(Assessment)]
Proposal = Annotated[Sent[ProposalForm], sent(ProposalForm)]


@pages.get("/vertejumi", name="assessment.list")
def show_all(page: Signed, grupa: str = "", skats: str = "") -> Response:
    """The school sees a group, the company what waits, the learner the marks."""
    if page.actor.roles & SCHOOL_STAFF:
        return group_pages.table(page, grupa, late=skats == "kave")
    sheets = of_person(page.db, page.actor)
    company = bool(page.actor.roles & (COMPANY_OFFICE | {Role.MENTOR}))
    waiting = waiting_for(page.db, page.actor) if company else []
    template = "assessment/waiting.html" if company else "assessment/marks.html"
    return page.show(template, sheets=sheets, waiting=waiting, by_mark=BY_MARK)


@pages.get("/vertejumi/{assessment_id:int}", name="assessment.show")
def show(page: Signed, assessment: Seen) -> Response:
    """The company writes, the school decides, everybody else reads."""
    return _show(page, assessment)


def _show(page: Page, assessment: Assessment, status: int = 200, **forms: Any) -> Response:
    writes = verbs.PROPOSE.open_to(page.actor, assessment)
    if verbs.grader(page.actor, assessment) and not writes:
        return page.show("assessment/sheet.html", status=status, **values(page, assessment, **forms))
    if writes:
        forms.setdefault("form", proposal(page, assessment))
        return page.show("assessment/propose.html", status=status, **values(page, assessment, **forms))
    return page.show("assessment/read.html", status=status, **values(page, assessment, **forms))


def _keep(page: Page, assessment: Assessment, form: Sent[ProposalForm]) -> None:
    data = form.data
    actions.propose(
        page.db,
        page.actor,
        assessment,
        practised=spoken(form, assessment),
        mark=data.mark,
        good=data.good,
        better=data.better,
    )


@pages.post("/vertejumi/{assessment_id:int}/melnraksts", name="assessment.propose")
def propose(page: Signed, assessment: Seen, form: Proposal) -> Response:
    """Saves what is written so far; while typing, without a new page."""
    verbs.PROPOSE.check(page.db, page.actor, assessment)
    if form.errors:
        return _show(page, assessment, 422, form=form)
    _keep(page, assessment, form)
    notice = None if page.htmx else _("Saved. The school sees it when you submit it.")
    return page.done(page.url("assessment.show", assessment_id=assessment.id), notice=notice)


@pages.post("/vertejumi/{assessment_id:int}/iesniegt", name="assessment.submit")
def submit(page: Signed, assessment: Seen, form: Proposal) -> Response:
    """To the school; what is missing is said at its place."""
    verbs.SUBMIT.check(page.db, page.actor, assessment)
    if not form.errors:
        data = form.data
        found = rules.missing(
            data.mark, spoken(form, assessment), assessment.outcome_ids, data.good, data.better
        )
        for name, said in found.items():
            form.refuse(name, said)
    if form.errors:
        return _show(page, assessment, 422, form=form)
    _keep(page, assessment, form)
    actions.submit(page.db, page.actor, assessment)
    undo = page.url("assessment.take_back", assessment_id=assessment.id)
    notice = _("Sent to the school. Thank you!")
    return page.done(page.url("assessment.show", assessment_id=assessment.id), notice=notice, undo=undo)


@pages.post("/vertejumi/{assessment_id:int}/nemt-atpakal", name="assessment.take_back")
def take_back(page: Signed, assessment: Seen) -> Response:
    """The company noticed something."""
    actions.take_back(page.db, page.actor, assessment)
    notice = _("The assessment is yours again.")
    return page.done(page.url("assessment.show", assessment_id=assessment.id), notice=notice)
