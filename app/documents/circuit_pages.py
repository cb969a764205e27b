"""The school's page of how its documents go round."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import Response

from app.documents import circuits, verbs
from app.documents.circuits import ALONE, KINDS
from app.documents.forms import CircuitForm
from app.documents.issuing import circuit_of, usual
from app.documents.models import Circuit, Party
from app.identity.door import Signed, room
from app.identity.roles import SCHOOL_STAFF
from app.kit.errors import Forbidden, NotFound
from app.kit.forms import Sent, blank, sent
from app.kit.pages import Page
from app.kit.words import Said, _

pages = room()
ENOUGH: dict[str, Said] = {
    "one": _("one signer, whom the document names"),
    "any": _("all its signatories are asked, one signature is enough"),
    "all": _("all its signatories sign"),
}


def enough(circuit: Circuit, party: Party) -> str:
    """How many of a party sign: `one`, `any` or `all`."""
    if party in circuit.any_of:
        return "any"
    return "all" if party in circuit.all_of else "one"


@pages.get("/dokumenti/aprites", name="documents.circuits")
def show_all(page: Signed) -> Response:
    """Every kind of document that is signed, with its way."""
    if not page.actor.roles & SCHOOL_STAFF:
        raise Forbidden("documents.circuits")
    known = {each.kind: each for each in page.db.scalars(Circuit.visible_to(page.actor))}
    rows = [
        (key, kind, known.get(key) or usual(page.actor.organisation_id, key)) for key, kind in KINDS.items()
    ]
    return page.show(
        "documents/circuits.html",
        rows=rows,
        enough=enough,
        words_of=ENOUGH,
        may_edit=verbs.SET_CIRCUIT.permits(page.actor, rows[0][2]),
    )


def _circuit(page: Page, key: str) -> Circuit:
    if key not in KINDS or not page.actor.roles & SCHOOL_STAFF:
        raise NotFound("kind")
    circuit = circuit_of(page.db, page.actor.organisation_id, key)
    if not verbs.SET_CIRCUIT.permits(page.actor, circuit):
        raise Forbidden(verbs.SET_CIRCUIT.name)
    return circuit


def _show(page: Page, circuit: Circuit, form: Sent[CircuitForm], status: int = 200) -> Response:
    kind = KINDS[circuit.kind]
    return page.show(
        "documents/circuit.html",
        status=status,
        circuit=circuit,
        kind=kind,
        form=form,
        parties=[party for party in kind.parties if kind.several and party is not ALONE],
        enough=list(ENOUGH.items()),
    )


@pages.get("/dokumenti/aprites/{key}", name="documents.circuit")
def show(page: Signed, key: str) -> Response:
    """One of them, to be changed."""
    circuit = _circuit(page, key)
    several = {party.value: enough(circuit, party) for party in Party if party is not ALONE}
    initial: dict[str, Any] = {
        "way": "parallel" if circuit.parallel else "ordered",
        "minor_too": circuit.minor_too,
        "outside": circuit.outside,
        "remind_days": circuit.remind_days,
        "escalate_days": circuit.escalate_days,
        "version": circuit.version or 0,
        **several,
    }
    return _show(page, circuit, blank(CircuitForm, **initial))


@pages.post("/dokumenti/aprites/{key}", name="documents.set_circuit")
def set_circuit(page: Signed, key: str, form: Annotated[Sent[CircuitForm], sent(CircuitForm)]) -> Response:
    """Saves it; a change by somebody else in between is told."""
    circuit, status = _circuit(page, key), 422
    if not form.errors and form.overtaken(version=circuit.version or 0):
        status = 409
    if not form.errors:
        data = form.data
        chosen = {Party.GUARDIAN: data.guardian, Party.COMPANY: data.company, Party.SCHOOL: data.school}
        form.attempt(
            lambda: circuits.set_circuit(
                page.db,
                page.actor,
                circuit,
                parallel=data.way == "parallel",
                any_of=[party for party, how in chosen.items() if how == "any"],
                all_of=[party for party, how in chosen.items() if how == "all"],
                minor_too=data.minor_too,
                outside=data.outside,
                remind_days=data.remind_days,
                escalate_days=data.escalate_days,
            )
        )
    if form.errors:
        return _show(page, circuit, form, status)
    return page.done(page.url("documents.circuits"), notice=_("Saved. It holds for new documents."))
