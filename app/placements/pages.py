"""Beginning a placement, cancelling it, and the free places."""

from __future__ import annotations

from typing import Annotated

from fastapi import Response

from app.identity.door import Signed, room, seen
from app.identity.roles import Role
from app.kit.errors import Forbidden
from app.kit.forms import Sent, blank, sent
from app.kit.names import search_key
from app.kit.pages import Page
from app.kit.words import _
from app.placements import (
    actions,
    deputy_pages,
    finding,
    group_pages,
    part_pages,
    school_pages,
    signature_pages,
    verbs,
)
from app.placements.forms import BeginForm, CancelForm
from app.placements.models import Kind, Placement
from app.placements.queries import free_places
from app.schools.models import Learner, School

pages = room()


def _only_coordinators(page: Page) -> None:
    if not page.actor.has(Role.COORDINATOR):
        raise Forbidden("placements.create")


@pages.get("/vietas/jauna", name="placements.new")
def new(page: Signed, q: str = "", piedavajums: str = "") -> Response:
    """Whom is it for? A learner is searched as one types; a group is a link."""
    _only_coordinators(page)
    offer = finding.offer_seen(page.db, page.actor, finding.number(piedavajums))
    found = finding.learners(page.db, page.actor, q)
    if offer and not q:
        wanted = search_key(offer.qualification)
        found = [one for one in found if one.programme and search_key(one.programme.qualification) == wanted]
    return page.show(
        "placements/new.html",
        q=q,
        offer=offer,
        found=found,
        live=finding.live_by_learner(page.db, found),
        groups=finding.groups(page.db, page.actor),
        kinds=list(Kind),
    )


@pages.post("/izglitojamie/{learner_id:int}/vieta", name="placements.create")
def create(
    page: Signed,
    learner: Annotated[Learner, seen(Learner)],
    form: Annotated[Sent[BeginForm], sent(BeginForm)],
) -> Response:
    """Begins, and goes on to the task list."""
    kind = form.clean.kind if form.clean else Kind.DVB
    placement = actions.create(page.db, page.actor, learner, kind=kind)
    offer = finding.offer_seen(page.db, page.actor, form.clean.offer_id) if form.clean else None
    if offer:
        actions.choose_company(page.db, page.actor, placement, offer.company, offer=offer)
    return page.done(page.url("placements.prepare", placement_id=placement.id))


@pages.get("/vietas/brivas", name="placements.free")
def free(page: Signed, q: str = "") -> Response:
    """Places by qualification: offered, taken, free."""
    _only_coordinators(page)
    school = page.db.scalars(School.visible_to(page.actor)).first()
    everything = free_places(page.db, school) if school else []
    wanted = search_key(q)
    found = [one for one in everything if not wanted or search_key(one.offer.qualification) == wanted]
    by_qualification: dict[str, list[int]] = {}
    for one in everything:
        sums = by_qualification.setdefault(one.offer.qualification, [0, 0])
        sums[0] += one.offer.places
        sums[1] += one.free
    return page.show(
        "placements/free.html", found=found, q=q, by_qualification=by_qualification, everything=everything
    )


@pages.get("/vietas/{placement_id:int}/atcelt", name="placements.cancel_form")
def cancel_form(page: Signed, placement: Annotated[Placement, seen(Placement)]) -> Response:
    """Asks for the reason."""
    verbs.CANCEL.check(page.db, page.actor, placement)
    return page.show("placements/cancel.html", placement=placement, form=blank(CancelForm))


@pages.post("/vietas/{placement_id:int}/atcelt", name="placements.cancel")
def cancel(
    page: Signed,
    placement: Annotated[Placement, seen(Placement)],
    form: Annotated[Sent[CancelForm], sent(CancelForm)],
) -> Response:
    """Cancels; can be taken back."""
    if form.errors:
        verbs.CANCEL.check(page.db, page.actor, placement)
        return page.again("placements/cancel.html", form=form, placement=placement)
    actions.cancel(page.db, page.actor, placement, reason=form.data.reason)
    return page.done(
        placement.address,
        notice=_("The placement is cancelled."),
        undo=page.url("placements.restore", placement_id=placement.id),
    )


@pages.post("/vietas/{placement_id:int}/atjaunot", name="placements.restore")
def restore(page: Signed, placement: Annotated[Placement, seen(Placement)]) -> Response:
    """Takes the cancellation back."""
    actions.restore(page.db, page.actor, placement)
    to = page.url("placements.prepare", placement_id=placement.id)
    return page.done(to, notice=_("The placement is being prepared again."))


pages.include_router(part_pages.pages)
pages.include_router(deputy_pages.pages)
pages.include_router(signature_pages.pages)
pages.include_router(school_pages.pages)
pages.include_router(group_pages.pages)
