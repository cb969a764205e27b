"""The plan of a placement: reading it, agreeing, approving, copying."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Any

from fastapi import Response
from fastapi.responses import RedirectResponse

from app.documents.typeset import pdf
from app.identity.door import Signed, room, seen
from app.identity.roles import SCHOOL_STAFF
from app.kit.errors import NotFound, Refused
from app.kit.forms import Sent, blank, sent
from app.kit.pages import Page
from app.kit.rules import Unmet
from app.kit.words import _
from app.placements.finding import number
from app.placements.models import LIVE, Kind, Placement
from app.placements.queries import schedule_of
from app.plans import acquaintance_pages, actions, facts, row_pages, task_list, verbs
from app.plans.acquaintance import confirmed, standing
from app.plans.copying import copied
from app.plans.following import Departure, departures
from app.plans.forms import CommentForm, ModuleForm, SourceForm
from app.plans.implementation import pages as implementation_pages
from app.plans.implementation.queries import in_force
from app.plans.models import Plan, State
from app.plans.queries import copyable, module_of, plan_of, share, spare_modules, totals
from app.plans.rows import by_module, suggestions
from app.plans.values import TEMPLATE, of_plan, title

pages = room()


def _warnings(page: Page, plan: Plan) -> Sequence[Unmet]:
    return [each for each in facts.before_proposing(page.db, plan) if not each.stops]


def _departures(page: Page, plan: Plan) -> list[Departure]:
    """Told to the school while the placement lives: what is over stays as it was."""
    if not page.actor.roles & SCHOOL_STAFF or plan.placement.state not in LIVE:
        return []
    source = in_force(page.db, plan.placement.programme_id)
    return departures(plan, source) if source is not None else []


def _read_on(page: Page, plan: Plan) -> datetime | None:
    """When the learner confirmed the edition in force."""
    found = confirmed(page.db, [plan.placement_id]).get(plan.placement_id, {})
    return standing(found, plan.edition, plan.state is State.APPROVED)


def values(page: Page, placement: Placement, plan: Plan | None) -> dict[str, Any]:
    """What the plan's page shows."""
    if plan is None:
        return {"placement": placement, "plan": None, "comment": blank(CommentForm)}
    actor = page.actor
    may = {
        verb.name.partition(".")[2]: verb.open_to(actor, plan)
        for verb in (
            *(verbs.PROPOSE, verbs.TAKE_BACK, verbs.AGREE, verbs.SEND_BACK),
            *(verbs.APPROVE, verbs.REOPEN, verbs.COPY_FROM, verbs.FOLLOW),
        )
    }
    schedule = schedule_of(placement)
    return {
        "placement": placement,
        "plan": plan,
        "may": may,
        "reasons": {
            name: verb.reasons(page.db, actor, plan)
            for name, verb in (
                ("propose", verbs.PROPOSE),
                ("approve", verbs.APPROVE),
                ("reopen", verbs.REOPEN),
            )
            if may[name]
        },
        "departures": _departures(page, plan),
        "warnings": _warnings(page, plan) if may["propose"] or may["approve"] else [],
        "editable": may["copy_from"],
        "read_on": _read_on(page, plan),
        "may_read": verbs.ACQUAINT.permits(actor, placement),
        "modules": by_module(plan),
        "sums": totals(plan),
        "share": share(plan) if placement.kind is Kind.DVB and placement.programme else None,
        "schedule": schedule,
        "spare": spare_modules(plan) if may["copy_from"] else [],
        "suggestions": suggestions(plan),
        "comment": blank(CommentForm),
    }


@pages.get("/vietas/{placement_id:int}/plans", name="plans.show")
def show(page: Signed, placement: Annotated[Placement, seen(Placement)]) -> Response:
    """The plan: edited in place by the school, read by everybody else; an internship has a programme."""
    if placement.kind is Kind.PRACTICE and plan_of(page.db, placement.id) is None:
        return RedirectResponse(f"{placement.address}/programma", 303)
    return page.show("plans/show.html", **values(page, placement, plan_of(page.db, placement.id)))


@pages.get("/vietas/{placement_id:int}/plans/dokuments", name="plans.document")
def document(page: Signed, placement: Annotated[Placement, seen(Placement)]) -> Response:
    """The plan on paper; a draft says so."""
    plan = plan_of(page.db, placement.id)
    if plan is None or not plan.rows:
        raise NotFound("plan")
    data = pdf(TEMPLATE, of_plan(page.db, plan))
    return page.download(data, f"{title(plan)}.pdf", "application/pdf", inline=True)


def _back(page: Page, plan: Plan) -> str:
    return page.url("plans.show", placement_id=plan.placement_id)


@pages.post("/plani/{plan_id:int}/rindas", name="plans.add_row")
def add_row(
    page: Signed, plan: Annotated[Plan, seen(Plan)], form: Annotated[Sent[ModuleForm], sent(ModuleForm)]
) -> Response:
    """Adds a module of the programme."""
    module = module_of(page.db, plan, form.data.module_id) if not form.errors else None
    if module is None:
        raise Refused(_("Choose a module of the programme."))
    actions.add_row(page.db, page.actor, plan, module=module)
    return page.done(_back(page, plan), notice=_("Added: {name}", name=module.name))


@pages.post("/plani/{plan_id:int}/nosutit", name="plans.propose")
def propose(page: Signed, plan: Annotated[Plan, seen(Plan)]) -> Response:
    """Asks the company to agree."""
    actions.propose(page.db, page.actor, plan)
    undo = page.url("plans.take_back", plan_id=plan.id)
    return page.done(_back(page, plan), notice=_("Sent to the company to be agreed."), undo=undo)


@pages.post("/plani/{plan_id:int}/panemt-atpakal", name="plans.take_back")
def take_back(page: Signed, plan: Annotated[Plan, seen(Plan)]) -> Response:
    """Back to drafting."""
    actions.take_back(page.db, page.actor, plan)
    return page.done(_back(page, plan), notice=_("The plan is a draft again."))


@pages.post("/plani/{plan_id:int}/parnemt", name="plans.follow")
def follow(page: Signed, plan: Annotated[Plan, seen(Plan)]) -> Response:
    """The hours of the implementation plan."""
    actions.follow(page.db, page.actor, plan)
    return page.done(_back(page, plan), notice=_("The hours are those of the implementation plan."))


@pages.post("/plani/{plan_id:int}/piekrist", name="plans.agree")
def agree(page: Signed, plan: Annotated[Plan, seen(Plan)]) -> Response:
    """The company agrees."""
    actions.agree(page.db, page.actor, plan)
    return page.done(_back(page, plan), notice=_("Agreed. The school approves the plan next."))


@pages.post("/plani/{plan_id:int}/atgriezt", name="plans.send_back")
def send_back(
    page: Signed, plan: Annotated[Plan, seen(Plan)], form: Annotated[Sent[CommentForm], sent(CommentForm)]
) -> Response:
    """The company wants something different."""
    if form.errors:
        verbs.SEND_BACK.check(page.db, page.actor, plan)
        whole = plan_of(page.db, plan.placement_id)
        shown = values(page, plan.placement, whole) | {"comment": form}
        return page.again("plans/show.html", form=form, **shown)
    actions.send_back(page.db, page.actor, plan, comment=form.data.comment)
    return page.done(_back(page, plan), notice=_("Returned. The school will correct the plan."))


@pages.post("/plani/{plan_id:int}/apstiprinat", name="plans.approve")
def approve(page: Signed, plan: Annotated[Plan, seen(Plan)]) -> Response:
    """The school approves."""
    actions.approve(page.db, page.actor, plan)
    return page.done(_back(page, plan), notice=_("The plan is approved. The contract can be prepared."))


@pages.post("/plani/{plan_id:int}/atvert", name="plans.reopen")
def reopen(page: Signed, plan: Annotated[Plan, seen(Plan)]) -> Response:
    """A new edition."""
    actions.reopen(page.db, page.actor, plan)
    notice = _("Edition {n} is open. The company agrees and the school approves it again.", n=plan.edition)
    return page.done(_back(page, plan), notice=notice)


def _source(page: Page, plan: Plan, plan_id: int) -> Plan:
    for candidate in copyable(page.db, page.actor, plan):
        if candidate.plan.id == plan_id:
            return candidate.plan
    raise NotFound("plan_id")


@pages.get("/plani/{plan_id:int}/kopet", name="plans.copy")
def copy(page: Signed, plan: Annotated[Plan, seen(Plan)], no: str = "") -> Response:
    """Plans worth copying; of the chosen one, what would change."""
    verbs.COPY_FROM.check(page.db, page.actor, plan)
    source = _source(page, plan, number(no)) if no else None
    return page.show(
        "plans/copy.html",
        placement=plan.placement,
        plan=plan,
        candidates=[] if source else copyable(page.db, page.actor, plan),
        source=source,
        rows=copied(plan, source) if source else [],
        share=share(source) if source else None,
        mine=share(plan),
    )


@pages.post("/plani/{plan_id:int}/kopet", name="plans.copy_from")
def copy_from(
    page: Signed, plan: Annotated[Plan, seen(Plan)], form: Annotated[Sent[SourceForm], sent(SourceForm)]
) -> Response:
    """Replaces the rows, after the look."""
    if form.errors:
        raise Refused(_("Choose the plan to copy."))
    actions.copy_from(page.db, page.actor, plan, _source(page, plan, form.data.plan_id))
    return page.done(_back(page, plan), notice=_("The plan is copied. Check the periods and the people."))


pages.include_router(acquaintance_pages.pages)
pages.include_router(implementation_pages.pages)
pages.include_router(row_pages.pages)
pages.include_router(task_list.pages)
