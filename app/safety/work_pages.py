"""The tab of a placement: instruction, equipment, health, the work of a minor, accidents."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import Response

from app.identity.door import Signed, room, seen
from app.kit.clock import today
from app.kit.errors import Refused
from app.kit.forms import Sent, blank, sent
from app.kit.pages import Page
from app.kit.words import Said, _
from app.law.provision import Subject
from app.law.queries import points_of
from app.placements import verbs as placement_verbs
from app.placements.models import Placement
from app.safety import actions, verbs
from app.safety.facts import standing
from app.safety.forms import AllowForm, ConditionsForm, HazardForm, HealthForm, IssueForm, JustifyForm
from app.safety.models import Conditions, Equipment, Hazard, State
from app.safety.queries import (
    conditions_of,
    equipment_of,
    hazards_of,
    incidents_of,
    instructions_of,
    sheet_of,
)
from app.safety.topics import FIRST, HazardTag

pages = room()
OURS = (Subject.SAFETY, Subject.MINORS)
Where = Annotated[Placement, seen(Placement)]


def values(page: Page, placement: Placement) -> dict[str, Any]:
    """What the tab shows."""
    db, actor = page.db, page.actor
    conditions, hazards = conditions_of(db, placement), hazards_of(db, placement)
    instructions = instructions_of(db, placement)
    named = {hazard.tag for hazard in hazards}
    return {
        "placement": placement,
        "verbs": verbs,
        "standing": standing(db, placement),
        "first": FIRST,
        "instructions": instructions,
        "equipment": equipment_of(db, placement),
        "conditions": conditions,
        "hazards": hazards,
        "tags": [(tag.value, tag.label) for tag in HazardTag if tag not in named],
        "incidents": incidents_of(db, placement),
        "sheet": sheet_of(db, placement),
        "recorded": {one.kind for one in instructions},
        "confirmed": any(one.state is State.CONFIRMED for one in instructions),
        "today": today(),
        "points": [p for p in points_of(db, placement) if p.provision.subject in OURS],
        "staff": placement_verbs.staff(actor, placement),
        "keeps_lists": verbs.keeper(actor, actor.organisation),
        "may": {
            name: verb.permits(actor, placement)
            for name, verb in (
                *(("issue", verbs.ISSUE), ("describe", verbs.DESCRIBE), ("health", verbs.RECORD_HEALTH)),
                *(("tag", verbs.TAG_HAZARD), ("report", verbs.REPORT), ("keep", verbs.KEEP_SHEET)),
                ("instruct", verbs.INSTRUCT),
            )
        },
        "reads_limits": not placement_verbs.guardian(actor, placement),
        "forms": _forms(conditions),
        "wrong": "",
    }


def _forms(conditions: Conditions | None) -> dict[str, Sent[Any]]:
    """Each form as it is opened: with what is known."""
    known = conditions or Conditions(risks="", hazardous=False, health_needed=False, health_limits="")
    return {
        "issue": blank(IssueForm, on=today()),
        "describe": blank(ConditionsForm, risks=known.risks, hazardous=known.hazardous),
        "health": blank(
            HealthForm,
            needed=known.health_needed,
            health_on=known.health_on,
            until=known.health_until,
            limits=known.health_limits,
        ),
        "tag": blank(HazardForm),
        "justify": blank(JustifyForm),
        "allow": blank(AllowForm),
    }


@pages.get("/vietas/{placement_id:int}/drosiba", name="safety.placement")
def placement(page: Signed, placement: Where) -> Response:
    """What is done, what is missing, what comes next."""
    return page.show("safety/placement.html", **values(page, placement))


def _again(page: Page, placement: Placement, name: str, form: Sent[Any]) -> Response:
    found = values(page, placement)
    found["forms"][name], found["wrong"] = form, name
    return page.again("safety/placement.html", form=form, **found)


def _done(page: Page, placement_id: int, part: str, notice: Said) -> Response:
    return page.done(page.url("safety.placement", placement_id=placement_id) + part, notice=notice)


@pages.post("/vietas/{placement_id:int}/drosiba/lidzekli", name="safety.issue")
def issue(page: Signed, placement: Where, form: Annotated[Sent[IssueForm], sent(IssueForm)]) -> Response:
    """Equipment given to the learner."""
    verbs.ISSUE.check(page.db, page.actor, placement)
    if not form.errors:
        data = form.data
        form.attempt(
            lambda: actions.issue(page.db, page.actor, placement, item=data.item, size=data.size, on=data.on),
            "on",
        )
    if form.errors:
        return _again(page, placement, "issue", form)
    return _done(page, placement.id, "#lidzekli", _("Equipment is issued"))


@pages.post("/lidzekli/{equipment_id:int}/sanemts", name="safety.receive")
def receive(page: Signed, equipment: Annotated[Equipment, seen(Equipment)]) -> Response:
    """The learner has it."""
    actions.receive(page.db, page.actor, equipment)
    return page.done(page.url("safety.home"), notice=_("Receipt is confirmed"))


@pages.post("/lidzekli/{equipment_id:int}/atdots", name="safety.take_in")
def take_in(page: Signed, equipment: Annotated[Equipment, seen(Equipment)]) -> Response:
    """The company has it back."""
    actions.take_in(page.db, page.actor, equipment)
    return _done(page, equipment.placement_id, "#lidzekli", _("Returned"))


@pages.post("/vietas/{placement_id:int}/drosiba/apstakli", name="safety.describe")
def describe(
    page: Signed, placement: Where, form: Annotated[Sent[ConditionsForm], sent(ConditionsForm)]
) -> Response:
    """The risks, and how one is protected from them."""
    verbs.DESCRIBE.check(page.db, page.actor, placement)
    if form.errors:
        return _again(page, placement, "describe", form)
    data = form.data
    actions.describe(page.db, page.actor, placement, risks=data.risks, hazardous=data.hazardous)
    return _done(page, placement.id, "#riski", _("Saved"))


@pages.post("/vietas/{placement_id:int}/drosiba/veseliba", name="safety.record_health")
def record_health(
    page: Signed, placement: Where, form: Annotated[Sent[HealthForm], sent(HealthForm)]
) -> Response:
    """Until when the check is valid."""
    verbs.RECORD_HEALTH.check(page.db, page.actor, placement)
    if not form.errors:
        data = form.data
        form.attempt(
            lambda: actions.record_health(
                page.db,
                page.actor,
                placement,
                needed=data.needed,
                on=data.health_on,
                until=data.until,
                limits=data.limits,
            ),
            "until",
        )
    if form.errors:
        return _again(page, placement, "health", form)
    return _done(page, placement.id, "#veseliba", _("Saved"))


@pages.post("/drosibas-apstakli/{conditions_id:int}/izlasits", name="safety.acknowledge")
def acknowledge(page: Signed, conditions: Annotated[Conditions, seen(Conditions)]) -> Response:
    """The guardian has read it: one button."""
    actions.acknowledge(page.db, page.actor, conditions)
    return _done(page, conditions.placement_id, "#riski", _("Thank you! It is noted that you have read it."))


@pages.post("/vietas/{placement_id:int}/drosiba/bistami-darbi", name="safety.tag_hazard")
def tag_hazard(
    page: Signed, placement: Where, form: Annotated[Sent[HazardForm], sent(HazardForm)]
) -> Response:
    """Names a task of the list for adolescents."""
    verbs.TAG_HAZARD.check(page.db, page.actor, placement)
    if form.errors:
        return _again(page, placement, "tag", form)
    actions.tag_hazard(page.db, page.actor, placement, tag=form.data.tag)
    return _done(page, placement.id, "#bistami-darbi", _("Saved"))


@pages.post("/bistami-darbi/{hazard_id:int}/pamatot", name="safety.justify")
def justify(
    page: Signed,
    hazard: Annotated[Hazard, seen(Hazard)],
    form: Annotated[Sent[JustifyForm], sent(JustifyForm)],
) -> Response:
    """The school says why the training needs it."""
    if form.errors:
        raise Refused(_("Write which part of the training needs this task."))
    actions.justify(page.db, page.actor, hazard, justification=form.data.justification)
    return _done(page, hazard.placement_id, "#bistami-darbi", _("The company is asked to confirm."))


@pages.post("/bistami-darbi/{hazard_id:int}/apstiprinat", name="safety.allow")
def allow(
    page: Signed, hazard: Annotated[Hazard, seen(Hazard)], form: Annotated[Sent[AllowForm], sent(AllowForm)]
) -> Response:
    """The company answers for supervision and protection."""
    ticked = not form.errors and form.data
    actions.allow(
        page.db,
        page.actor,
        hazard,
        supervised=bool(ticked and ticked.supervised),
        protected=bool(ticked and ticked.protected),
    )
    return _done(page, hazard.placement_id, "#bistami-darbi", _("Confirmed"))


@pages.post("/bistami-darbi/{hazard_id:int}/dzest", name="safety.untag")
def untag(page: Signed, hazard: Annotated[Hazard, seen(Hazard)]) -> Response:
    """The learner does not do it after all."""
    placement_id = hazard.placement_id
    actions.untag(page.db, page.actor, hazard)
    return _done(page, placement_id, "#bistami-darbi", _("Deleted"))


@pages.post("/vietas/{placement_id:int}/drosiba/lapa", name="safety.keep_sheet")
def keep_sheet(page: Signed, placement: Where) -> Response:
    """The sheet of instructions, stored as it is now."""
    document = actions.keep_sheet(page.db, page.actor, placement)
    page.db.flush()  # the address names the document
    return page.done(f"/dokumenti/{document.id}", notice=_("The sheet is stored."))
