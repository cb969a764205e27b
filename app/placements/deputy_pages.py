"""Who stands in for the supervisor at the company while they are away."""

from __future__ import annotations

from typing import Annotated

from fastapi import Response

from app.identity.door import Signed, room, seen
from app.kit.errors import Forbidden
from app.kit.forms import Sent, blank, sent
from app.kit.pages import Page
from app.kit.words import _
from app.placements import actions, facts, finding, verbs
from app.placements.forms import DeputyForm
from app.placements.models import Placement
from app.placements.queries import mentors_with_load

pages = room()


def _show(page: Page, placement: Placement, form: Sent[DeputyForm], status: int = 200) -> Response:
    if not verbs.NAME_DEPUTY.permits(page.actor, placement):
        raise Forbidden(verbs.NAME_DEPUTY.name)
    found = mentors_with_load(page.db, placement.company_id) if placement.company_id else []
    others = [each for each, _load in found if each != placement.mentor]
    missing = facts.missing_of(page.db, placement, others)
    return page.show(
        "placements/deputy.html",
        status=status,
        placement=placement,
        choices=[(each.id, each.person.name) for each in others],
        wanting=[(each, missing[each.id]) for each in others if missing[each.id]],
        writable=verbs.NAME_DEPUTY.open_to(page.actor, placement),
        form=form,
    )


@pages.get("/vietas/{placement_id:int}/aizvietotajs", name="placements.deputy")
def deputy(page: Signed, placement: Annotated[Placement, seen(Placement)]) -> Response:
    """The company's other supervisors."""
    return _show(page, placement, blank(DeputyForm, mentor_id=placement.deputy_id))


@pages.post("/vietas/{placement_id:int}/aizvietotajs", name="placements.name_deputy")
def name_deputy(
    page: Signed,
    placement: Annotated[Placement, seen(Placement)],
    form: Annotated[Sent[DeputyForm], sent(DeputyForm)],
) -> Response:
    """One of them, or nobody any more."""
    verbs.NAME_DEPUTY.check(page.db, page.actor, placement)
    wanted = form.clean.mentor_id if form.clean else None
    chosen = finding.mentor_seen(page.db, page.actor, wanted) if wanted else None
    if form.clean and wanted and chosen is None:
        form.refuse("mentor_id", _("Choose a supervisor from the list."))
    if not form.errors:
        form.attempt(lambda: actions.name_deputy(page.db, page.actor, placement, chosen), "mentor_id")
    if form.errors:
        return _show(page, placement, form, 422)
    notice = (
        _("{name} stands in for the supervisor.", name=chosen.person.name)
        if chosen
        else _("Nobody stands in for the supervisor any more.")
    )
    return page.done(placement.address, notice=notice)
