"""What is due for destruction, the lists, and their acts."""

from __future__ import annotations

from typing import Annotated

from fastapi import Response

from app.documents.issuing import content_of
from app.identity.door import Signed, room, seen
from app.kit.errors import NotFound
from app.kit.forms import Sent, blank, sent
from app.kit.pages import Page
from app.kit.words import _
from app.registers import actions, queries, verbs
from app.registers.forms import ProposeForm, ReasonForm
from app.registers.models import Destruction
from app.registers.office import own_office

pages = room()
Seen = Annotated[
    Destruction,
    seen(Destruction, "proposed_by", "decided_by", "entries", "erased"),
]


@pages.get("/registri/iznicinasana", name="registers.ends")
def ends(page: Signed) -> Response:
    """Whose time is over, what may not go, and the lists so far."""
    school = own_office(page)
    return page.show(
        "registers/ends.html",
        due=queries.due(page.db, page.actor),
        held=queries.held(page.db, page.actor),
        lists=queries.destructions(page.db, page.actor),
        may_propose=verbs.PROPOSE.permits(page.actor, school),
    )


@pages.post("/registri/iznicinasana", name="registers.propose")
def propose(page: Signed, form: Annotated[Sent[ProposeForm], sent(ProposeForm)]) -> Response:
    """A list of the papers chosen."""
    school = own_office(page)
    verbs.PROPOSE.check(page.db, page.actor, school)
    chosen = set(form.data.chosen) if form.clean else set()
    entries = [entry for entry in queries.due(page.db, page.actor) if entry.id in chosen]
    made = actions.propose(page.db, page.actor, school, entries=entries)
    page.db.flush()  # its page is named by its id
    return page.done(made.address, notice=_("The list is made. The director decides."))


def _show(page: Page, list_: Destruction, reason: Sent[ReasonForm], status: int = 200) -> Response:
    return page.show(
        "registers/end.html",
        status=status,
        list=list_,
        reason=reason,
        own=list_.proposed_by_id == page.actor.person_id,
        may_approve=verbs.APPROVE.open_to(page.actor, list_),
        may_reject=verbs.REJECT.open_to(page.actor, list_),
    )


@pages.get("/registri/iznicinasana/{destruction_id:int}", name="registers.end")
def show(page: Signed, list_: Seen) -> Response:
    """The list; once approved, its act."""
    return _show(page, list_, blank(ReasonForm))


@pages.post("/registri/iznicinasana/{destruction_id:int}/apstiprinat", name="registers.approve")
def approve(page: Signed, list_: Seen) -> Response:
    """The papers are destroyed."""
    actions.approve(page.db, page.actor, list_)
    return page.done(list_.address, notice=_("Approved. The act is made, and the files are being deleted."))


@pages.post("/registri/iznicinasana/{destruction_id:int}/noraidit", name="registers.reject")
def reject(page: Signed, list_: Seen, form: Annotated[Sent[ReasonForm], sent(ReasonForm)]) -> Response:
    """The papers stay."""
    verbs.REJECT.check(page.db, page.actor, list_)
    if form.errors:
        return _show(page, list_, form, 422)
    actions.reject(page.db, page.actor, list_, reason=form.data.reason)
    return page.done(list_.address, notice=_("Not approved. The papers stay."))


@pages.get("/registri/iznicinasana/{destruction_id:int}/akts", name="registers.act")
def act(page: Signed, list_: Seen) -> Response:
    """The act of destruction."""
    if list_.act_sha256 is None:
        raise NotFound("act")
    data = content_of(page.db, list_.act_sha256, f"act {list_.number}")
    return page.download(data, f"{list_.number}.pdf".replace("/", "-"), "application/pdf")
