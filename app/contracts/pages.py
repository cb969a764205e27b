"""Check and send, the contract itself, and the documents of a placement."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import Response

from app.contracts import actions, clauses, verbs
from app.contracts.facts import before_sending
from app.contracts.forms import TermsForm
from app.contracts.models import Contract, Pay
from app.contracts.queries import latest, of_placement
from app.contracts.values import TEMPLATE, values
from app.documents.typeset import pdf
from app.identity.door import Signed, room, seen
from app.kit.errors import Forbidden, Reason, Refused
from app.kit.forms import Sent, blank, sent
from app.kit.pages import Page
from app.kit.rules import Level
from app.kit.words import Said, _
from app.placements import verbs as placements
from app.placements.models import Placement

pages = room()


def deed(
    page: Page, verb: Any, thing: Any, label: Said, url: str, icon: str = "", primary: bool = False
) -> dict[str, Any]:
    """A button, or the reasons beside a disabled one."""
    reasons: list[Reason] = verb.reasons(page.db, page.actor, thing)
    return {
        "label": label,
        "url": url,
        "icon": icon,
        "primary": primary,
        "open": not reasons,
        "reasons": reasons,
    }


@pages.get("/vietas/{placement_id:int}/dokumenti", name="contracts.placement")
def placement_documents(page: Signed, placement: Annotated[Placement, seen(Placement)]) -> Response:
    """The contracts of a placement, newest first."""
    return page.show(
        "contracts/placement.html",
        placement=placement,
        contracts=of_placement(page.db, placement.id),
        verbs=verbs,
        staff=placements.staff(page.actor, placement),
    )


@pages.get("/vietas/{placement_id:int}/parbaudit", name="contracts.check")
def check(page: Signed, placement: Annotated[Placement, seen(Placement)]) -> Response:
    """What will be sent, what is missing, the terms."""
    if not placements.staff(page.actor, placement):
        raise Forbidden("contracts.check")
    contract = latest(page.db, placement.id)
    return _check(page, placement, contract, _form(contract) if contract else None)


def _form(contract: Contract) -> Sent[TermsForm]:
    return blank(
        TermsForm, version=contract.version, **{name: getattr(contract, name) for name in actions.TERMS}
    )


def _check(
    page: Page,
    placement: Placement,
    contract: Contract | None,
    form: Sent[TermsForm] | None,
    status: int = 200,
) -> Response:
    open_draft = contract is not None and verbs.SET_TERMS.open_to(page.actor, contract)
    found = before_sending(page.db, contract) if contract and open_draft else []
    return page.show(
        "contracts/check.html",
        status=status,
        placement=placement,
        contract=contract,
        form=form,
        open_draft=open_draft,
        may_draft=verbs.DRAFT.permits(page.actor, placement)
        and (contract is None or contract.state in verbs.CORRECT.of),
        warnings=[u.reason for u in found if u.rule.level is Level.WARN],
        send=deed(
            page,
            verbs.SEND,
            contract,
            _("Send for signature"),
            page.url("contracts.send", contract_id=contract.id),
            "send",
            True,
        )
        if contract and open_draft
        else None,
        clauses=clauses.CLAUSES,
        pays=list(Pay),
        complete=bool(placement.company and placement.starts and placement.programme),
    )


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
    if not form.errors:
        form.overtaken(version=contract.version)
    if form.errors:
        verbs.SET_TERMS.check(page.db, page.actor, contract)
        return _check(page, contract.placement, contract, form, status=422)
    terms = form.data.model_dump(exclude={"version"})
    actions.set_terms(page.db, page.actor, contract, **terms)
    return page.done(page.url("contracts.check", placement_id=contract.placement_id), notice=_("Saved"))


@pages.post("/ligumi/{contract_id:int}/nosutit", name="contracts.send")
def send(page: Signed, contract: Annotated[Contract, seen(Contract)]) -> Response:
    """Sends it for signature."""
    actions.send(page.db, page.actor, contract)
    first = verbs.whose_turn(contract)
    name = first[0].name if first else ""
    return page.done(
        page.url("placements.show", placement_id=contract.placement_id),
        notice=_("Sent for signature. {name} signs first.", name=name),
    )


@pages.get("/ligumi/{contract_id:int}", name="contracts.show")
def show(page: Signed, contract: Annotated[Contract, seen(Contract)]) -> Response:
    """The contract, its signatures, and what can be done with it."""
    return page.show("contracts/show.html", contract=contract, placement=contract.placement, verbs=verbs)


@pages.get("/ligumi/{contract_id:int}/melnraksts", name="contracts.preview")
def preview(page: Signed, contract: Annotated[Contract, seen(Contract)]) -> Response:
    """The draft as it would look, marked so; it has no number and is not kept."""
    placement = contract.placement
    if not (placement.company and placement.starts and placement.programme):
        raise Refused(_("Choose the company and the period first."))
    data = pdf(TEMPLATE, values(page.db, contract, draft=True))
    return page.download(data, "melnraksts.pdf", "application/pdf")


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
