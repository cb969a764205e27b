"""Changing a concluded contract: what kind of change, the new values, the difference, sending."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from fastapi import Response
from fastapi.responses import RedirectResponse

from app.contracts import clauses
from app.contracts.amendments import actions, verbs, wanted
from app.contracts.amendments.checks import last_agreed
from app.contracts.amendments.forms import AmendForm
from app.contracts.amendments.models import Amendment, Kind, State
from app.contracts.amendments.queries import open_of
from app.contracts.amendments.values import TEMPLATE, values
from app.contracts.corrections.facts import written_now
from app.contracts.corrections.models import What
from app.contracts.differences import between
from app.contracts.effective import History, history
from app.contracts.parties import signers
from app.documents.models import Step
from app.documents.queries import mine
from app.documents.typeset import pdf
from app.identity.door import Signed, room, seen
from app.kit.errors import Forbidden, Refused
from app.kit.forms import Sent, sent
from app.kit.pages import Page
from app.kit.words import _
from app.placements import verbs as placements
from app.placements.facts import missing_of
from app.placements.models import Placement
from app.placements.queries import mentors_with_load
from app.placements.schedule import Schedule
from app.plans.queries import plan_of

pages = room()


def _history(page: Page, placement: Placement) -> History:
    """Of a concluded contract, for those who may amend it."""
    if not placements.coordinator(page.actor, placement):
        raise Forbidden(verbs.AMEND.name)
    known = history(page.db, placement)
    if known is None:
        raise Refused(_("Only a concluded contract is amended."))
    return known


@pages.get("/vietas/{placement_id:int}/grozijumi/jauns", name="contracts.amend_form")
def amend_form(page: Signed, placement: Annotated[Placement, seen(Placement)]) -> Response:
    """Without a kind it asks what changes; with one or more it asks for the new values."""
    known = _history(page, placement)
    kinds = wanted.kinds_of(placement, page.request.query_params.getlist("veids"))
    waiting = open_of(page.db, known.contract)
    if not kinds or waiting:
        return page.show(
            "contracts/choose.html",
            placement=placement,
            kinds=wanted.kinds_for(placement),
            corrections=[what for what in What if any(written_now(placement, what))],
            waiting=waiting,
            clause=known.contract.amendment,
            heading=clauses.CLAUSES["amendment"][0],
        )
    on = max(wanted.usual_day(kinds), last_agreed(page.db, known.contract) or date.min)
    terms = known.terms(on)
    shown = wanted.agreed_schedule(page.db, placement, terms)
    return _edit(page, known, None, wanted.form_of(terms, kinds, on, shown), kinds, on, shown)


def _edit(
    page: Page,
    known: History,
    amendment: Amendment | None,
    form: Sent[AmendForm],
    kinds: list[Kind],
    on: date,
    shown: Schedule | None,
    status: int = 200,
) -> Response:
    placement = known.placement
    company = placement.company
    plan = plan_of(page.db, placement.id) if Kind.PLAN in kinds else None
    mentors = mentors_with_load(page.db, company.id) if Kind.MENTOR in kinds and company else []
    return page.show(
        "contracts/amend.html",
        status=status,
        placement=placement,
        amendment=amendment,
        form=form,
        kinds=kinds,
        names={kind.value for kind in kinds},
        terms=known.terms(on),
        mentors=mentors,
        missing=missing_of(page.db, placement, [mentor for mentor, _load in mentors]),
        branches=[(each.id, each.name) for each in company.branches] if company else [],
        months=wanted.boxes(shown, on) if shown else [],
        shown=shown,
        plan=plan,
    )


def _read(page: Page, known: History, form: Sent[AmendForm]) -> tuple[list[Kind], date, Schedule | None]:
    """The kinds, the day and the weeks to show, also when the form has errors."""
    kinds = wanted.kinds_of(known.placement, form.values("veids")) or wanted.kinds_for(known.placement)[:1]
    on = form.clean.takes_effect_on if form.clean else wanted.usual_day(kinds)
    terms = known.terms(on)
    asked = wanted.schedule(page.db, known.placement, terms, form.clean) if form.clean else None
    return kinds, on, asked or wanted.agreed_schedule(page.db, known.placement, terms)


@pages.post("/vietas/{placement_id:int}/grozijumi", name="contracts.amend")
def amend(
    page: Signed,
    placement: Annotated[Placement, seen(Placement)],
    form: Annotated[Sent[AmendForm], sent(AmendForm)],
) -> Response:
    """Makes the draft and shows the difference; with `look` it only shows the weeks of other dates."""
    known = _history(page, placement)
    kinds, on, shown = _read(page, known, form)
    if not form.errors and form.data.look:
        return _edit(page, known, None, form, kinds, on, shown)
    if not form.errors:
        found = wanted.changes(page.db, placement, known.terms(on), kinds, form.data)
        made = form.attempt(
            lambda: actions.amend(
                page.db,
                page.actor,
                known.contract,
                changes=found,
                takes_effect_on=on,
                reason=form.data.reason,
            )
        )
        if made:
            page.db.flush()  # its page has its id
            return page.done(page.url("contracts.amendment", amendment_id=made.id))
    return _edit(page, known, None, form, kinds, on, shown, 422)


@pages.get("/grozijumi/{amendment_id:int}/labot", name="contracts.rewrite_form")
def rewrite_form(page: Signed, amendment: Annotated[Amendment, seen(Amendment)]) -> Response:
    """The draft again."""
    known = _history(page, amendment.placement)
    verbs.REWRITE.check(page.db, page.actor, amendment)
    on = amendment.takes_effect_on
    terms = known.terms(on).changed(amendment.after)
    shown = wanted.agreed_schedule(page.db, amendment.placement, terms)
    form = wanted.form_of(terms, amendment.about, on, shown, amendment.reason)
    return _edit(page, known, amendment, form, amendment.about, on, shown)


@pages.post("/grozijumi/{amendment_id:int}", name="contracts.rewrite_amendment")
def rewrite(
    page: Signed,
    amendment: Annotated[Amendment, seen(Amendment)],
    form: Annotated[Sent[AmendForm], sent(AmendForm)],
) -> Response:
    """Saves other values."""
    verbs.REWRITE.check(page.db, page.actor, amendment)
    known = _history(page, amendment.placement)
    kinds, on, shown = _read(page, known, form)
    if not form.errors and not form.data.look:
        found = wanted.changes(page.db, amendment.placement, known.terms(on), kinds, form.data)
        form.attempt(
            lambda: actions.rewrite_amendment(
                page.db, page.actor, amendment, changes=found, takes_effect_on=on, reason=form.data.reason
            )
        )
        if not form.errors:
            return page.done(amendment.address)
    return _edit(page, known, amendment, form, kinds, on, shown, 422 if form.errors else 200)


def _send_button(page: Page, amendment: Amendment) -> dict[str, Any]:
    reasons = verbs.SEND.reasons(page.db, page.actor, amendment)
    return {
        "label": _("Send for signature"),
        "url": page.url("contracts.send_amendment", amendment_id=amendment.id),
        "icon": "send",
        "primary": True,
        "open": not reasons,
        "reasons": reasons,
    }


@pages.get("/grozijumi/{amendment_id:int}", name="contracts.amendment")
def show(page: Signed, amendment: Annotated[Amendment, seen(Amendment)]) -> Response:
    """The difference, who signs, what can be done; whoever signs it now goes straight to the document."""
    if amendment.document:
        signer = mine(page.actor, amendment.document)
        if signer and signer.step is Step.ASKED:
            return RedirectResponse(page.url("documents.show", document_id=amendment.document.id), 303)
    staff = placements.staff(page.actor, amendment.placement)
    if amendment.state in (State.DRAFT, State.WITHDRAWN) and not staff and not amendment.document:
        raise Forbidden("contracts.amendment")
    known = history(page.db, amendment.placement)
    if known is None:
        raise Refused(_("Only a concluded contract is amended."))
    reads = amendment.contract.read_by(page.actor)
    base = known.base.changed(amendment.before)
    found = between(page.db, base, base.changed(amendment.after))
    draft = amendment.state is State.DRAFT
    return page.show(
        "contracts/amendment.html",
        amendment=amendment,
        placement=amendment.placement,
        changes=found if reads else [one for one in found if one.label != _("Pay")],
        reads=reads,
        staff=staff,
        verbs=verbs,
        send=_send_button(page, amendment) if draft else None,
        signers=signers(page.db, amendment.contract, "amendment") if draft else [],
    )


@pages.get("/grozijumi/{amendment_id:int}/melnraksts", name="contracts.preview_amendment")
def preview(page: Signed, amendment: Annotated[Amendment, seen(Amendment)]) -> Response:
    """The draft as it would look, marked so."""
    known = _history(page, amendment.placement)
    before = known.terms(amendment.takes_effect_on)
    data = pdf(TEMPLATE, values(page.db, amendment, before, before.changed(amendment.after), draft=True))
    return page.download(data, "melnraksts.pdf", "application/pdf", inline=True)


@pages.post("/grozijumi/{amendment_id:int}/nosutit", name="contracts.send_amendment")
def send(page: Signed, amendment: Annotated[Amendment, seen(Amendment)]) -> Response:
    """Sends it for signature."""
    actions.send_amendment(page.db, page.actor, amendment)
    first = verbs.whose_turn(amendment)
    name = first[0].name if first else ""
    return page.done(
        page.url("contracts.in_force", placement_id=amendment.placement_id),
        notice=_("Sent for signature. {name} signs first.", name=name),
    )


@pages.post("/grozijumi/{amendment_id:int}/atsaukt", name="contracts.withdraw_amendment")
def withdraw(page: Signed, amendment: Annotated[Amendment, seen(Amendment)]) -> Response:
    """Takes it back from signing."""
    actions.withdraw_amendment(page.db, page.actor, amendment)
    return page.done(
        page.url("contracts.in_force", placement_id=amendment.placement_id),
        notice=_("The amendment is withdrawn. The contract stays as it was."),
    )


@pages.post("/grozijumi/{amendment_id:int}/dzest", name="contracts.discard_amendment")
def discard(page: Signed, amendment: Annotated[Amendment, seen(Amendment)]) -> Response:
    """Throws the draft away."""
    actions.discard_amendment(page.db, page.actor, amendment)
    return page.done(
        page.url("contracts.in_force", placement_id=amendment.placement_id),
        notice=_("The draft is discarded. The contract stays as it was."),
    )
