"""Suspending and resuming, ending a contract, going on elsewhere or for another period."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import Response
from fastapi.responses import RedirectResponse

from app.contracts.effective import History, history
from app.contracts.endings import actions, verbs
from app.contracts.endings.checks import earliest
from app.contracts.endings.forms import EndForm, SuspendForm, TransferForm
from app.contracts.endings.models import Cause, Ground, Side, State, Suspension, Termination
from app.contracts.endings.parties import who_signs
from app.contracts.endings.queries import open_termination
from app.contracts.endings.values import TEMPLATE, values
from app.documents.models import Step
from app.documents.queries import mine
from app.documents.typeset import pdf
from app.identity.door import Signed, room, seen
from app.kit.clock import today
from app.kit.errors import Forbidden, Refused
from app.kit.forms import Sent, blank, sent
from app.kit.pages import Page
from app.kit.words import _
from app.placements import finding
from app.placements import verbs as placements
from app.placements.models import Placement
from app.placements.queries import company_seen, suitable

pages = room()
MOST_SUITABLE = 6


def _history(page: Page, placement: Placement, verb: str) -> History:
    """Of a concluded contract, for those who decide about it."""
    if not placements.coordinator(page.actor, placement):
        raise Forbidden(verb)
    known = history(page.db, placement)
    if known is None:
        raise Refused(_("There is no contract in force."))
    return known


def _contract(page: Page, placement: Placement) -> str:
    return page.url("contracts.in_force", placement_id=placement.id)


@pages.get("/vietas/{placement_id:int}/apturet", name="contracts.suspend_form")
def suspend_form(page: Signed, placement: Annotated[Placement, seen(Placement)]) -> Response:
    """Why and from when."""
    _history(page, placement, verbs.SUSPEND.name)
    return _suspend(page, placement, blank(SuspendForm, starts=today()))


def _suspend(page: Page, placement: Placement, form: Sent[SuspendForm], status: int = 200) -> Response:
    return page.show(
        "contracts/suspend.html", status=status, placement=placement, form=form, causes=list(Cause)
    )


@pages.post("/vietas/{placement_id:int}/apturet", name="contracts.suspend")
def suspend(
    page: Signed,
    placement: Annotated[Placement, seen(Placement)],
    form: Annotated[Sent[SuspendForm], sent(SuspendForm)],
) -> Response:
    """At once, or on its day."""
    known = _history(page, placement, verbs.SUSPEND.name)
    if not form.errors:
        data = form.data.model_dump()
        form.attempt(lambda: actions.suspend(page.db, page.actor, known.contract, **data))
    if form.errors:
        return _suspend(page, placement, form, 422)
    return page.done(_contract(page, placement), notice=_("The learning pauses. All parties have been told."))


@pages.post("/apturesana/{suspension_id:int}/atsakt", name="contracts.resume")
def resume(page: Signed, suspension: Annotated[Suspension, seen(Suspension)]) -> Response:
    """From today."""
    actions.resume(page.db, page.actor, suspension)
    return page.done(
        _contract(page, suspension.placement), notice=_("The learning goes on. All parties have been told.")
    )


@pages.get("/vietas/{placement_id:int}/izbeigt", name="contracts.end_form")
def end_form(page: Signed, placement: Annotated[Placement, seen(Placement)]) -> Response:
    """On what ground; whoever has begun already goes on there."""
    known = _history(page, placement, verbs.END_EARLY.name)
    if begun := open_termination(page.db, known.contract):
        return RedirectResponse(begun.address, 303)
    first = earliest(placement, Ground.LEFT, endangered=False)
    return _end(page, placement, None, blank(EndForm, last_day=first, side=Side.SCHOOL))


def _end(
    page: Page, placement: Placement, termination: Termination | None, form: Sent[EndForm], status: int = 200
) -> Response:
    moves = termination is not None and termination.next_id is not None
    return page.show(
        "contracts/end.html",
        status=status,
        placement=placement,
        termination=termination,
        form=form,
        grounds=[each for each in Ground if each is not Ground.TRANSFER or moves],
        sides=list(Side),
        first=earliest(placement, Ground.LEFT, endangered=False),
    )


@pages.post("/vietas/{placement_id:int}/izbeigt", name="contracts.end_early")
def end_early(
    page: Signed,
    placement: Annotated[Placement, seen(Placement)],
    form: Annotated[Sent[EndForm], sent(EndForm)],
) -> Response:
    """Makes the draft."""
    known = _history(page, placement, verbs.END_EARLY.name)
    if not form.errors:
        data = form.data.model_dump()
        made = form.attempt(lambda: actions.end_early(page.db, page.actor, known.contract, **data))
        if made:
            page.db.flush()  # its page has its id
            return page.done(made.address)
    return _end(page, placement, None, form, 422)


@pages.get("/izbeigsana/{termination_id:int}/labot", name="contracts.rewrite_end_form")
def rewrite_form(page: Signed, termination: Annotated[Termination, seen(Termination)]) -> Response:
    """The draft again."""
    verbs.REWRITE.check(page.db, page.actor, termination)
    fields = {name: getattr(termination, name) for name in EndForm.model_fields}
    return _end(page, termination.placement, termination, blank(EndForm, **fields))


@pages.post("/izbeigsana/{termination_id:int}", name="contracts.rewrite_termination")
def rewrite(
    page: Signed,
    termination: Annotated[Termination, seen(Termination)],
    form: Annotated[Sent[EndForm], sent(EndForm)],
) -> Response:
    """Saves another ground or day."""
    verbs.REWRITE.check(page.db, page.actor, termination)
    if not form.errors:
        data = form.data.model_dump()
        form.attempt(lambda: actions.rewrite_termination(page.db, page.actor, termination, **data))
    if form.errors:
        return _end(page, termination.placement, termination, form, 422)
    return page.done(termination.address)


def _send_button(page: Page, termination: Termination) -> dict[str, Any]:
    reasons = verbs.SEND.reasons(page.db, page.actor, termination)
    return {
        "label": _("Send for signature"),
        "url": page.url("contracts.send_termination", termination_id=termination.id),
        "icon": "send",
        "primary": True,
        "open": not reasons,
        "reasons": reasons,
    }


@pages.get("/izbeigsana/{termination_id:int}", name="contracts.termination")
def show(page: Signed, termination: Annotated[Termination, seen(Termination)]) -> Response:
    """Ground, day, who signs; whoever signs it now goes straight to the document."""
    if termination.document:
        signer = mine(page.actor, termination.document)
        if signer and signer.step is Step.ASKED:
            return RedirectResponse(page.url("documents.show", document_id=termination.document.id), 303)
    staff = placements.staff(page.actor, termination.placement)
    if termination.document is None and not staff:
        raise Forbidden("contracts.termination")
    draft = termination.state is State.DRAFT
    return page.show(
        "contracts/termination.html",
        termination=termination,
        placement=termination.placement,
        reads=termination.contract.read_by(page.actor),
        staff=staff,
        verbs=verbs,
        send=_send_button(page, termination) if draft else None,
        signers=who_signs(page.db, termination) if draft else [],
    )


@pages.get("/izbeigsana/{termination_id:int}/melnraksts", name="contracts.preview_termination")
def preview(page: Signed, termination: Annotated[Termination, seen(Termination)]) -> Response:
    """The draft as it would look, marked so."""
    if not placements.staff(page.actor, termination.placement):
        raise Forbidden("contracts.preview_termination")
    signers = who_signs(page.db, termination)
    data = pdf(TEMPLATE, values(page.db, termination, signers, draft=True))
    return page.download(data, "melnraksts.pdf", "application/pdf", inline=True)


@pages.post("/izbeigsana/{termination_id:int}/nosutit", name="contracts.send_termination")
def send(page: Signed, termination: Annotated[Termination, seen(Termination)]) -> Response:
    """Sends it for signature."""
    actions.send_termination(page.db, page.actor, termination)
    first = verbs.whose_turn(termination)
    return page.done(
        _contract(page, termination.placement),
        notice=_("Sent for signature. {name} signs first.", name=first[0].name if first else ""),
    )


@pages.post("/izbeigsana/{termination_id:int}/atsaukt", name="contracts.withdraw_termination")
def withdraw(page: Signed, termination: Annotated[Termination, seen(Termination)]) -> Response:
    """Takes it back from signing."""
    actions.withdraw_termination(page.db, page.actor, termination)
    notice = _("The termination is withdrawn. The contract goes on.")
    return page.done(_contract(page, termination.placement), notice=notice)


@pages.post("/izbeigsana/{termination_id:int}/dzest", name="contracts.discard_termination")
def discard(page: Signed, termination: Annotated[Termination, seen(Termination)]) -> Response:
    """Throws the draft away."""
    actions.discard_termination(page.db, page.actor, termination)
    notice = _("The draft is discarded. The contract goes on.")
    return page.done(_contract(page, termination.placement), notice=notice)


@pages.get("/vietas/{placement_id:int}/parcelt", name="contracts.transfer_form")
def transfer_form(page: Signed, placement: Annotated[Placement, seen(Placement)]) -> Response:
    """To which company: suitable ones first, others by name or number."""
    _history(page, placement, verbs.TRANSFER.name)
    return _transfer(page, placement, blank(TransferForm, last_day=today()))


def _transfer(page: Page, placement: Placement, form: Sent[TransferForm], status: int = 200) -> Response:
    words = page.request.query_params.get("q", "")[:100]
    near = [one.offer.company for one in suitable(page.db, placement.learner)][:MOST_SUITABLE]
    found = finding.companies(page.db, page.actor, words) if words else list(dict.fromkeys(near))
    return page.show(
        "contracts/transfer.html",
        status=status,
        placement=placement,
        form=form,
        q=words,
        companies=[each for each in found if each.id != placement.company_id],
    )


@pages.post("/vietas/{placement_id:int}/parcelt", name="contracts.transfer")
def transfer(
    page: Signed,
    placement: Annotated[Placement, seen(Placement)],
    form: Annotated[Sent[TransferForm], sent(TransferForm)],
) -> Response:
    """A termination here, a placement there."""
    known = _history(page, placement, verbs.TRANSFER.name)
    company = company_seen(page.db, page.actor, form.data.company_id) if form.clean else None
    if company is None:
        form.refuse("company_id", _("Choose a company from the list."))
    if not form.errors and company:
        data = form.data.model_dump(include={"last_day", "words"})
        made = form.attempt(lambda: actions.transfer(page.db, page.actor, known.contract, company, **data))
        if made:
            page.db.flush()  # its page has its id
            notice = _("The transfer is begun: this contract ends by agreement, the other is being prepared.")
            return page.done(made.address, notice=notice)
    return _transfer(page, placement, form, 422)


@pages.post("/vietas/{placement_id:int}/pagarinat", name="contracts.renew")
def renew(page: Signed, placement: Annotated[Placement, seen(Placement)]) -> Response:
    """The next period at the same company."""
    known = _history(page, placement, verbs.RENEW.name)
    made = actions.renew(page.db, page.actor, known.contract)
    page.db.flush()  # its page has its id
    return page.done(
        page.url("placements.prepare", placement_id=made.id),
        notice=_("The next period is being prepared. Company, supervisor and working time are taken over."),
    )
