"""The lists of a company or a school; accidents. The other pages stand beside."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import Response

from app.companies.models import Company
from app.identity.door import Signed, room, seen
from app.identity.models import Organisation
from app.identity.roles import SCHOOL_STAFF
from app.kit.clock import now, riga, today
from app.kit.errors import Forbidden
from app.kit.forms import Sent, blank, sent
from app.kit.pages import Page
from app.kit.words import _
from app.placements.models import Placement
from app.safety import actions, instruction_pages, verbs, work_pages
from app.safety.forms import InvestigateForm, ItemForm, ReportForm, StudyForm
from app.safety.incidents import Incident
from app.safety.models import About, SafetyItem, StudyHours
from app.safety.queries import items_of
from app.schools.models import Programme, School

pages = room()
pages.include_router(instruction_pages.pages)
pages.include_router(work_pages.pages)


def _own(page: Page) -> Organisation:
    organisation: Organisation = page.actor.organisation
    if not verbs.keeper(page.actor, organisation):
        raise Forbidden("safety.add_item")
    return organisation


def _lists(page: Page) -> dict[str, Any]:
    actor = page.actor
    staff = bool(actor.roles & SCHOOL_STAFF)
    programmes = page.db.scalars(Programme.visible_to(actor).order_by(Programme.qualification)).all()
    companies = page.db.scalars(Company.visible_to(actor)).all() if staff else []
    hours = page.db.scalar(StudyHours.visible_to(actor))
    return {
        "items": items_of(page.db, actor),
        "abouts": [(about.value, about.label) for about in About],
        "qualifications": list(dict.fromkeys(p.qualification for p in programmes)),
        "companies": sorted(((c.id, c.name) for c in companies), key=lambda pair: pair[1]),
        "staff": staff,
        "study": blank(StudyForm, week=hours.week if hours else None),
    }


@pages.get("/drosiba/saraksti", name="safety.lists")
def lists(page: Signed) -> Response:
    """Own items of the checklists, and equipment that is needed."""
    _own(page)
    return page.show("safety/lists.html", form=blank(ItemForm), **_lists(page))


@pages.post("/drosiba/saraksti", name="safety.add_item")
def add_item(page: Signed, form: Annotated[Sent[ItemForm], sent(ItemForm)]) -> Response:
    """Adds one."""
    organisation = _own(page)
    if form.errors:
        return page.again("safety/lists.html", form=form, **_lists(page))
    data = form.data
    chosen = Company.visible_to(page.actor).where(Company.id.in_([data.company]))
    actions.add_item(
        page.db,
        page.actor,
        organisation,
        about=data.about,
        text=data.text,
        qualification=data.qualification,
        company=page.db.scalar(chosen) if data.company else None,
    )
    return page.done(page.url("safety.lists"), notice=_("Added"))


@pages.post("/drosiba/saraksti/{safety_item_id:int}/dzest", name="safety.remove_item")
def remove_item(page: Signed, item: Annotated[SafetyItem, seen(SafetyItem)]) -> Response:
    """Takes one out."""
    actions.remove_item(page.db, page.actor, item)
    return page.done(page.url("safety.lists"), notice=_("Deleted"))


@pages.post("/drosiba/macibu-stundas", name="safety.set_study_hours")
def set_study_hours(page: Signed, form: Annotated[Sent[StudyForm], sent(StudyForm)]) -> Response:
    """How long a week at school is."""
    _own(page)
    school = page.db.scalar(School.visible_to(page.actor))
    if school is None:
        raise Forbidden("safety.set_study_hours")
    if form.errors:
        return page.again("safety/lists.html", **{**_lists(page), "study": form, "form": blank(ItemForm)})
    actions.set_study_hours(page.db, page.actor, school, week=form.data.week)
    return page.done(page.url("safety.lists"), notice=_("Saved"))


Where = Annotated[Placement, seen(Placement)]
Seen = Annotated[Incident, seen(Incident)]


@pages.get("/vietas/{placement_id:int}/drosiba/negadijums", name="safety.report_form")
def report_form(page: Signed, placement: Where) -> Response:
    """On a phone, right after it has happened."""
    if not verbs.REPORT.permits(page.actor, placement):
        raise Forbidden("safety.report")
    form = blank(ReportForm, on=today(), at=f"{riga(now()):%H:%M}")
    return page.show("safety/report.html", placement=placement, form=form)


@pages.post("/vietas/{placement_id:int}/drosiba/negadijums", name="safety.report")
def report(page: Signed, placement: Where, form: Annotated[Sent[ReportForm], sent(ReportForm)]) -> Response:
    """Tells everybody who must know."""
    verbs.REPORT.check(page.db, page.actor, placement)
    incident = None
    if not form.errors:
        told = form.data.model_dump()
        incident = form.attempt(lambda: actions.report(page.db, page.actor, placement, **told), "on")
    if incident is None:
        return page.again("safety/report.html", placement=placement, form=form)
    page.db.flush()  # the address names it
    return page.done(page.url("safety.incident", incident_id=incident.id), notice=_("Reported"))


def _incident(page: Page, incident: Incident, form: Sent[InvestigateForm]) -> Response:
    values: dict[str, Any] = {
        "incident": incident,
        "placement": incident.placement,
        "verbs": verbs,
        "investigates": verbs.INVESTIGATE.open_to(page.actor, incident),
        "approves": verbs.APPROVE_ACT.permits(page.actor, incident),
        "reasons": verbs.APPROVE_ACT.reasons(page.db, page.actor, incident),
    }
    if form.errors:
        return page.again("safety/incident.html", form=form, **values)
    return page.show("safety/incident.html", form=form, **values)


@pages.get("/negadijumi/{incident_id:int}", name="safety.incident")
def incident(page: Signed, incident: Seen) -> Response:
    """What happened, why, and who does what next."""
    form = blank(InvestigateForm, cause=incident.cause, conclusions=incident.conclusions)
    return _incident(page, incident, form)


@pages.post("/negadijumi/{incident_id:int}/izmeklet", name="safety.investigate")
def investigate(
    page: Signed, incident: Seen, form: Annotated[Sent[InvestigateForm], sent(InvestigateForm)]
) -> Response:
    """Causes and conclusions."""
    verbs.INVESTIGATE.check(page.db, page.actor, incident)
    if form.errors:
        return _incident(page, incident, form)
    data = form.data
    actions.investigate(page.db, page.actor, incident, cause=data.cause, conclusions=data.conclusions)
    notice = _("The director is asked to approve the act.")
    return page.done(page.url("safety.incident", incident_id=incident.id), notice=notice)


@pages.post("/negadijumi/{incident_id:int}/apstiprinat", name="safety.approve_act")
def approve_act(page: Signed, incident: Seen) -> Response:
    """The director approves."""
    actions.approve_act(page.db, page.actor, incident)
    return page.done(page.url("safety.incident", incident_id=incident.id), notice=_("The act is approved."))
