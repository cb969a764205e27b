"""Assessment in the pages of a placement: what is due, given, set, missing, and from whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from fastapi import Response
from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from app.assessment import actions, paper_actions, verbs
from app.assessment.events import Participation
from app.assessment.models import WITH_COMPANY, Assessment, Grade, State
from app.assessment.paper_verbs import CHARACTERISE
from app.assessment.papers import Characterisation, CharacterState, Report, ReportState
from app.assessment.paperwork import documents_of
from app.assessment.queries import SOON, characterisation_of, report_of, with_people
from app.assessment.scale import BY_MARK
from app.identity.door import Signed, room, seen
from app.kit.clock import today
from app.kit.words import Said, _
from app.placements import verbs as placements
from app.placements.models import Kind, Placement

pages = room()

Seen = Annotated[Placement, seen(Placement)]


@dataclass(frozen=True)
class Owed:
    """What is missing, and from whom."""

    says: Said
    who: str
    url: str
    late: bool = False
    due_on: date | None = None


def owed(
    placement: Placement, sheets: list[Assessment], paper: Characterisation | None, report: Report | None
) -> list[Owed]:
    """What is to be given now or within two weeks, in the order in which it is asked."""
    mentor = placement.guide.name if placement.guide else ""
    school = placement.coordinator.name if placement.coordinator else placement.school.name
    learner = placement.learner.person.name
    found = []
    for one in sheets:
        if one.state in WITH_COMPANY:
            if one.state is State.RETURNED or one.due_on is None or one.due_on <= today() + SOON:
                says = _("The company's assessment: {title}", title=one.title)
                found.append(Owed(says, mentor, one.address, one.late, one.due_on))
        elif one.state is State.PROPOSED:
            found.append(Owed(_("The final mark: {title}", title=one.title), school, one.address))
        elif one.state is State.FAILED:
            says = _("The repeated assessment: {title}", title=one.title)
            found.append(Owed(says, school, one.address, due_on=one.repeat_on))
    ending = placement.ends is not None and placement.ends <= today() + SOON
    confirmed = paper is not None and paper.state is CharacterState.CONFIRMED
    if placement.kind is Kind.PRACTICE and ending and not confirmed:
        address = f"/vietas/{placement.id}/raksturojums"
        found.append(Owed(_("The characterisation of the trainee"), mentor, address))
    if report is not None and report.state is ReportState.SUBMITTED:
        found.append(Owed(_("The acceptance of the report"), school, report.address))
    elif report is not None and report.state is not ReportState.ACCEPTED and ending:
        says = _("The report of the internship")
        found.append(Owed(says, learner, report.address, report.late, report.due_on))
    return found


@pages.get("/vietas/{placement_id:int}/vertejumi", name="assessment.placement")
def placement(page: Signed, placement: Seen) -> Response:
    """Each module with both marks; the characterisation, the report, the closing event, the documents."""
    with_people(page.db, placement)
    wanted = Assessment.visible_to(page.actor).where(Assessment.placement_id == placement.id)
    loads = (joinedload(Assessment.module), selectinload(Assessment.grades).joinedload(Grade.set_by))
    sheets = list(
        page.db.scalars(wanted.options(*loads).order_by(Assessment.position, Assessment.id)).unique()
    )
    paper, report = characterisation_of(page.db, placement.id), report_of(page.db, placement.id)
    events = page.db.scalars(
        select(Participation)
        .where(Participation.placement_id == placement.id)
        .options(joinedload(Participation.event))
    ).all()
    staff = placements.staff(page.actor, placement)
    return page.show(
        "assessment/placement.html",
        placement=placement,
        sheets=sheets,
        paper=paper,
        report=report,
        events=events,
        documents=documents_of(page.db, placement.id),
        owed=owed(placement, sheets, paper, report),
        staff=staff,
        by_mark=BY_MARK,
        practice=placement.kind is Kind.PRACTICE,
        verbs=verbs,
        may_describe=CHARACTERISE.open_to(page.actor, placement),
        open_deed={
            "label": _("Open the assessment sheets"),
            "url": page.url("assessment.open_for", placement_id=placement.id),
            "open": not (reasons := verbs.OPEN.reasons(page.db, page.actor, placement)),
            "reasons": reasons,
            "icon": "clipboard-list",
            "primary": True,
        },
    )


@pages.post("/vietas/{placement_id:int}/vertejumi/atvert", name="assessment.open_for")
def open_for(page: Signed, placement: Seen) -> Response:
    """For a placement that began before it had sheets, or after its plan has changed."""
    actions.open_for(page.db, page.actor, placement)
    to = page.url("assessment.placement", placement_id=placement.id)
    return page.done(to, notice=_("The sheets follow the plan."))


@pages.post("/vietas/{placement_id:int}/vertejumi/lapa", name="assessment.issue")
def issue(page: Signed, placement: Seen) -> Response:
    """The assessment sheet as a document."""
    document = paper_actions.issue(page.db, page.actor, placement)
    page.db.flush()  # its address has its number
    notice = _("The assessment sheet is issued: {number}.", number=document.number)
    return page.done(page.url("documents.show", document_id=document.id), notice=notice)
