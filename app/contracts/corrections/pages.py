"""Correcting what needs no new signature."""

from __future__ import annotations

from typing import Annotated

from fastapi import Response

from app.contracts.corrections import actions, verbs
from app.contracts.corrections.facts import written_now
from app.contracts.corrections.forms import CorrectionForm
from app.contracts.corrections.models import What
from app.contracts.effective import History, history
from app.identity.door import Signed, room, seen
from app.kit.errors import Forbidden, NotFound, Refused
from app.kit.forms import Sent, blank, sent
from app.kit.pages import Page
from app.kit.words import _
from app.placements import verbs as placements
from app.placements.models import Placement

pages = room()


def _history(page: Page, placement: Placement) -> History:
    if not placements.coordinator(page.actor, placement):
        raise Forbidden(verbs.SET_RIGHT.name)
    known = history(page.db, placement)
    if known is None:
        raise Refused(_("There is no contract in force."))
    return known


@pages.get("/vietas/{placement_id:int}/labojumi/jauns", name="contracts.set_right_form")
def set_right_form(page: Signed, placement: Annotated[Placement, seen(Placement)], kas: str = "") -> Response:
    """With what stands there now."""
    _history(page, placement)
    if kas not in {each.value for each in What}:
        raise NotFound("correction")
    email, phone, address = written_now(placement, What(kas))
    form = blank(CorrectionForm, what=kas, email=email, phone=phone, address=address)
    return _show(page, placement, What(kas), form)


def _show(
    page: Page, placement: Placement, what: What, form: Sent[CorrectionForm], status: int = 200
) -> Response:
    return page.show("contracts/correction.html", status=status, placement=placement, what=what, form=form)


@pages.post("/vietas/{placement_id:int}/labojumi", name="contracts.set_right")
def set_right(
    page: Signed,
    placement: Annotated[Placement, seen(Placement)],
    form: Annotated[Sent[CorrectionForm], sent(CorrectionForm)],
) -> Response:
    """Writes it and tells all parties."""
    known = _history(page, placement)
    if not form.errors:
        data = form.data.model_dump()
        form.attempt(lambda: actions.set_right(page.db, page.actor, known.contract, **data))
    if form.errors:
        what = form.value("what")
        chosen = What(what) if what in {each.value for each in What} else What.LEARNER
        return _show(page, placement, chosen, form, 422)
    return page.done(
        page.url("contracts.in_force", placement_id=placement.id),
        notice=_("Corrected. All parties have been told; nobody has to sign."),
    )
