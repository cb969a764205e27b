"""An internship in the school itself: no company, and somebody of the staff supervises."""

from __future__ import annotations

from typing import Annotated

from fastapi import Response

from app.identity.door import Signed, room, seen
from app.kit.errors import Refused
from app.kit.forms import Sent, sent
from app.kit.words import _
from app.placements import actions
from app.placements.forms import HostForm
from app.placements.models import Placement
from app.placements.parties import school_staff

pages = room()


@pages.post("/vietas/{placement_id:int}/iestade", name="placements.choose_school")
def choose_school(
    page: Signed,
    placement: Annotated[Placement, seen(Placement)],
    form: Annotated[Sent[HostForm], sent(HostForm)],
) -> Response:
    """The school is the place, and somebody of its staff the supervisor there."""
    chosen = form.data.host_id if form.clean else 0
    host = next((p for p in school_staff(page.db, placement.school_id) if p.id == chosen), None)
    if host is None:
        raise Refused(_("Choose somebody of the school's staff."))
    actions.choose_school(page.db, page.actor, placement, host)
    back = page.url("placements.prepare", placement_id=placement.id)
    return page.done(back, notice=_("Chosen: {name}", name=placement.place_name))
