"""The documents of a whole group: what each placement waits for, and all contracts sent in one go."""

from __future__ import annotations

from typing import Annotated

from fastapi import Response

from app.contracts import batch, verbs
from app.contracts.forms import SendForm
from app.identity.door import Signed, room, seen
from app.internships.models import State as ProgrammeState
from app.internships.queries import latest_orders, of_placements, outlines
from app.internships.verbs import writer
from app.kit.errors import Forbidden
from app.kit.forms import Sent, sent
from app.kit.pages import Page
from app.placements import verbs as placements
from app.placements.models import Kind
from app.plans.queries import states_of
from app.schools import verbs as schools
from app.schools.models import Group

pages = room()


def _show(page: Page, group: Group) -> Response:
    rows = batch.rows_of(page.db, group)
    internships = [row.placement for row in rows if row.placement.kind is Kind.PRACTICE]
    practices = of_placements(page.db, [placement.id for placement in internships])
    orders = latest_orders(page.db, [placement.id for placement in internships])
    library = page.db.scalars(outlines(page.actor))
    return page.show(
        "contracts/group.html",
        group=group,
        rows=rows,
        internships=internships,
        practices=practices,
        orders=orders,
        plans=states_of(page.db, [row.placement.id for row in rows]),
        drafts=[one for one in practices.values() if one.state is ProgrammeState.DRAFT],
        without_order=[placement for placement in internships if placement.id not in orders],
        outlines=[one for one in library if one.programme_id == group.programme_id],
        sendable=[row.placement for row in rows if row.sendable],
        may_send=placements.coordinator(page.actor, group),
        may_write=writer(page.actor, group),
    )


@pages.get("/vietas/grupai/{group_id:int}/ligumi", name="contracts.of_group")
def of_group(page: Signed, group: Annotated[Group, seen(Group)]) -> Response:
    """Where each placement of the group stands, and what can be done for all."""
    if not schools.staff(page.actor, group):
        raise Forbidden("contracts.of_group")
    return _show(page, group)


@pages.post("/vietas/grupai/{group_id:int}/ligumi", name="contracts.send_group")
def send_group(
    page: Signed, group: Annotated[Group, seen(Group)], form: Annotated[Sent[SendForm], sent(SendForm)]
) -> Response:
    """Sends the next few of the chosen; the page that answers goes on by itself until all were tried."""
    if not placements.coordinator(page.actor, group):
        raise Forbidden(verbs.SEND.name)
    data = form.data if form.clean else SendForm()
    rows = {row.placement.id: row.placement for row in batch.rows_of(page.db, group)}
    chosen = [rows[number] for number in dict.fromkeys(data.chosen) if number in rows]
    result = batch.send_next(page.db, page.actor, chosen, data.tried)
    done = [*data.sent, *(placement.id for placement in result.sent)]
    tried = list(dict.fromkeys([*data.tried, *done, *(placement.id for placement, _why in result.left)]))
    going = len(tried) < len(chosen)
    failed = [rows[number] for number in tried if number in rows and number not in done]
    return page.show(
        "contracts/sending.html",
        group=group,
        chosen=chosen,
        tried=tried,
        sent=done,
        going=going,
        left=[] if going else batch.reasons(page.db, page.actor, failed),
    )
