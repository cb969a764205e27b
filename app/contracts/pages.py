"""Check and send, the contract itself, and the documents of a placement."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import Response
from fastapi.responses import RedirectResponse
from sqlalchemy.orm import Session

from app.contracts import actions, clauses, group_pages, in_force_pages, landing, verbs
from app.contracts.amendments import pages as amendment_pages
from app.contracts.amendments import queries as amendments
from app.contracts.corrections import pages as correction_pages
from app.contracts.endings import pages as ending_pages
from app.contracts.endings import queries as endings
from app.contracts.facts import before_sending, before_starting
from app.contracts.forms import NoteForm, TermsForm
from app.contracts.models import Contract, State
from app.contracts.papers import paper_of
from app.contracts.parties import company_signatories, kind_of, signers
from app.contracts.queries import latest, of_placement
from app.documents.issuing import circuit_of
from app.documents.models import Step
from app.documents.queries import mine
from app.documents.typeset import pdf
from app.identity.door import Signed, room, seen
from app.kit.errors import Forbidden, Reason, Refused
from app.kit.forms import Sent, blank, sent
from app.kit.pages import Page
from app.kit.rules import Unmet
from app.kit.words import _
from app.pay.models import Instrument
from app.pay.queries import covers, pay_of
from app.placements import verbs as placements
from app.placements.models import Placement
from app.registers.queries import came_about

pages = room()
pages.include_router(in_force_pages.pages)
pages.include_router(group_pages.pages)
pages.include_router(amendment_pages.pages)
pages.include_router(ending_pages.pages)
pages.include_router(correction_pages.pages)


@pages.get("/vietas/{placement_id:int}/dokumenti", name="contracts.placement")
def placement_documents(page: Signed, placement: Annotated[Placement, seen(Placement)]) -> Response:
    """The contracts of a placement, newest first; drafts are the school's own."""
    staff = placements.staff(page.actor, placement)
    known = of_placement(page.db, placement.id)
    return page.show(
        "contracts/placement.html",
        placement=placement,
        later=later_papers(page.db, known),
        contracts=[contract for contract in known if staff or contract.state is not State.DRAFT],
        verbs=verbs,
        staff=staff,
        label=paper_of(placement).label,
        came=came_about(page.db, page.actor, placement.trail_subject) if staff else [],
    )


def later_papers(db: Session, known: list[Contract]) -> list[Any]:
    """Terminations and amendments of these contracts that have gone out, newest first."""
    signed = [contract for contract in known if contract.state is State.ACTIVE]
    found: list[Any] = [each for one in signed for each in endings.of_contract(db, one)]
    found += [each for one in signed for each in amendments.of_contract(db, one)]
    return [each for each in found if each.document]


@pages.get("/vietas/{placement_id:int}/parbaudit", name="contracts.check")
def check(page: Signed, placement: Annotated[Placement, seen(Placement)]) -> Response:
    """What will be sent, what is missing, the terms."""
    if not placements.staff(page.actor, placement):
        raise Forbidden("contracts.check")
    contract = latest(page.db, placement.id)
    return _check(page, placement, contract, _form(contract) if contract else None)


def _form(contract: Contract) -> Sent[TermsForm]:
    terms = {name: getattr(contract, name) for name in actions.TERMS}
    return blank(TermsForm, version=contract.version, **terms, **landing.opened_with(contract.placement))


def _check(
    page: Page,
    placement: Placement,
    contract: Contract | None,
    form: Sent[TermsForm] | None,
    status: int = 200,
) -> Response:
    draft = contract if contract and contract.state is State.DRAFT else None
    found = before_sending(page.db, draft) if draft else []
    signatories = company_signatories(page.db, placement)
    return page.show(
        "contracts/check.html",
        status=status,
        placement=placement,
        contract=contract,
        draft=draft,
        form=form,
        may_write=draft is not None and verbs.SET_TERMS.permits(page.actor, draft),
        may_draft=verbs.DRAFT.open_to(page.actor, placement)
        and (contract is None or contract.state in verbs.CORRECT.of),
        warnings=_worth_a_look(page, draft, found),
        send=_send_button(page, draft, found) if draft else None,
        signers=signers(page.db, draft) if draft else [],
        parallel=draft is not None and circuit_of(page.db, draft.school_id, kind_of(placement)).parallel,
        may_require_signature=placements.REQUIRE_SIGNATURE.open_to(page.actor, placement),
        signatories=[(p.id, f"{p.name}, {c}" if c else p.name) for p, c in signatories],
        clauses=clauses.of(placement),
        words_missing=draft is not None and (clauses.empty(draft) or (form and form.errors)),
        pay=pay_of(page.db, placement),
        covers=covers(page.db, placement),
        pays=[(each.value, page.words.text(each.label)) for each in Instrument],
        complete=_complete(placement),
        label=paper_of(placement).label,
    )


def _worth_a_look(page: Page, draft: Contract | None, found: list[Unmet]) -> list[Reason]:
    """Warnings, and what will be wanted by the first working day, each once."""
    later = before_starting(page.db, draft) if draft else []
    stops = {u.rule.code for u in found if u.stops}
    looks = {u.rule.code: u.reason for u in [*found, *later] if u.rule.code not in stops}
    return list(looks.values())


def _send_button(page: Page, draft: Contract, found: list[Unmet]) -> dict[str, Any]:
    """The button, or every reason beside a disabled one."""
    reasons = [u.reason for u in found if u.stops]
    if not verbs.SEND.open_to(page.actor, draft):
        reasons = verbs.SEND.reasons(page.db, page.actor, draft)
    return {
        "label": _("Send for signature"),
        "url": page.url("contracts.send", contract_id=draft.id),
        "icon": "send",
        "primary": True,
        "open": not reasons,
        "reasons": reasons,
    }


def _complete(placement: Placement) -> bool:
    """Whether there is enough to show a draft."""
    place = placement.company or placement.in_school
    return bool(place and placement.programme and placement.starts and placement.ends)


@pages.post("/vietas/{placement_id:int}/ligums", name="contracts.draft")
def draft(page: Signed, placement: Annotated[Placement, seen(Placement)]) -> Response:
    """Begins a contract with the usual clauses."""
    actions.draft(page.db, page.actor, placement)
    return page.done(page.url("contracts.check", placement_id=placement.id))


@pages.post("/ligumi/{contract_id:int}/nosacijumi", name="contracts.set_terms")
def set_terms(
    page: Signed,
    contract: Annotated[Contract, seen(Contract)],
    form: Annotated[Sent[TermsForm], sent(TermsForm)],
) -> Response:
    """Saves the terms; a change by somebody else in between is told."""
    verbs.SET_TERMS.check(page.db, page.actor, contract)
    landing.check(form)
    if not form.errors and not form.overtaken(version=contract.version):
        terms = form.data.model_dump(include=set(actions.TERMS))
        form.attempt(lambda: actions.set_terms(page.db, page.actor, contract, **terms), "signatory_id")
    if not form.errors:
        form.attempt(lambda: landing.land(page.db, page.actor, contract.placement, form.data))
    if form.errors:
        return _check(page, contract.placement, contract, form, status=422)
    return page.done(page.url("contracts.check", placement_id=contract.placement_id), notice=_("Saved"))


@pages.post("/ligumi/{contract_id:int}/nosutit", name="contracts.send")
def send(
    page: Signed,
    contract: Annotated[Contract, seen(Contract)],
    form: Annotated[Sent[NoteForm], sent(NoteForm)],
) -> Response:
    """Sends it for signature, with a covering note if there is one."""
    note = form.data.note if form.clean else form.value("note")[:1000]
    actions.send(page.db, page.actor, contract, note=note)
    first = verbs.whose_turn(contract)
    name = first[0].name if first else ""
    return page.done(
        page.url("placements.show", placement_id=contract.placement_id),
        notice=_("Sent for signature. {name} signs first.", name=name),
    )


@pages.get("/ligumi/{contract_id:int}", name="contracts.show")
def show(page: Signed, contract: Annotated[Contract, seen(Contract)]) -> Response:
    """The contract and what can be done with it; whoever signs it now goes straight to the document."""
    if contract.document:
        signer = mine(page.actor, contract.document)
        if signer and signer.step is Step.ASKED:
            return RedirectResponse(page.url("documents.show", document_id=contract.document.id), 303)
    staff = placements.staff(page.actor, contract.placement)
    if contract.state is State.DRAFT and not staff:
        raise Forbidden("contracts.show")
    return page.show(
        "contracts/show.html",
        contract=contract,
        placement=contract.placement,
        verbs=verbs,
        staff=staff,
        clauses=clauses.of(contract.placement),
        label=paper_of(contract.placement).label,
        pay=pay_of(page.db, contract.placement),
        covers=covers(page.db, contract.placement),
        complete=_complete(contract.placement),
    )


@pages.get("/ligumi/{contract_id:int}/melnraksts", name="contracts.preview")
def preview(page: Signed, contract: Annotated[Contract, seen(Contract)]) -> Response:
    """The draft as it would look, marked so; it has no number and is not kept."""
    if not placements.staff(page.actor, contract.placement):
        raise Forbidden("contracts.preview")
    if not _complete(contract.placement):
        raise Refused(_("Choose the programme, the company and the period first."))
    paper = paper_of(contract.placement)
    data = pdf(paper.template, paper.values(page.db, contract, draft=True))
    return page.download(data, "melnraksts.pdf", "application/pdf", inline=True)


@pages.post("/ligumi/{contract_id:int}/atsaukt", name="contracts.withdraw")
def withdraw(page: Signed, contract: Annotated[Contract, seen(Contract)]) -> Response:
    """Takes it back from signing."""
    actions.withdraw(page.db, page.actor, contract)
    return page.done(
        page.url("contracts.check", placement_id=contract.placement_id),
        notice=_("Withdrawn. Signatures given before are void, and their owners are told."),
    )


@pages.post("/ligumi/{contract_id:int}/labot", name="contracts.correct")
def correct(page: Signed, contract: Annotated[Contract, seen(Contract)]) -> Response:
    """Begins the corrected version, with the same terms."""
    actions.correct(page.db, page.actor, contract)
    return page.done(page.url("contracts.check", placement_id=contract.placement_id))
