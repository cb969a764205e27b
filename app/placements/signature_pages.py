"""Which parties of a placement sign with eParaksts or on paper."""

from __future__ import annotations

from typing import Annotated

from fastapi import Response

from app.documents.models import Party
from app.identity.door import Signed, room, seen
from app.kit.errors import Forbidden
from app.kit.forms import Sent, blank, sent
from app.kit.pages import Page
from app.kit.words import _
from app.placements import actions, verbs
from app.placements.forms import SignatureForm
from app.placements.models import Placement

pages = room()


def _show(page: Page, placement: Placement, form: Sent[SignatureForm], status: int = 200) -> Response:
    if not verbs.REQUIRE_SIGNATURE.permits(page.actor, placement):
        raise Forbidden(verbs.REQUIRE_SIGNATURE.name)
    return page.show(
        "placements/signature.html",
        status=status,
        placement=placement,
        parties=[(party.value, party.label) for party in Party],
        writable=verbs.REQUIRE_SIGNATURE.open_to(page.actor, placement),
        form=form,
    )


@pages.get("/vietas/{placement_id:int}/paraksti", name="placements.signature")
def signature(page: Signed, placement: Annotated[Placement, seen(Placement)]) -> Response:
    """What is required now."""
    known = blank(SignatureForm, parties=placement.outside, reason=placement.outside_because)
    return _show(page, placement, known)


@pages.post("/vietas/{placement_id:int}/paraksti", name="placements.require_signature")
def require_signature(
    page: Signed,
    placement: Annotated[Placement, seen(Placement)],
    form: Annotated[Sent[SignatureForm], sent(SignatureForm)],
) -> Response:
    """Saves it, with the reason."""
    verbs.REQUIRE_SIGNATURE.check(page.db, page.actor, placement)
    if form.errors:
        return _show(page, placement, form, 422)
    data = form.data
    actions.require_signature(page.db, page.actor, placement, parties=data.parties, reason=data.reason)
    return page.done(placement.address, notice=_("Saved. It holds for new documents."))
