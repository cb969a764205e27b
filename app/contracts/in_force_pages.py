"""The page “Contract” of a placement: what is in force, since when, by which documents, on any day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

from fastapi import Response

from app.contracts import clauses
from app.contracts.amendments import queries as amendments
from app.contracts.amendments import verbs as amending
from app.contracts.amendments.models import Amendment
from app.contracts.amendments.models import State as AmendmentState
from app.contracts.corrections import queries as corrections
from app.contracts.differences import (
    Change,
    Names,
    changes,
    days_said,
    mentor_said,
    names,
    pay_said,
    period_said,
    place_said,
    plan_said,
)
from app.contracts.effective import Effective, History, effective_in, history
from app.contracts.endings import queries as endings
from app.contracts.endings.models import OPEN, Pause
from app.contracts.endings.models import State as EndingState
from app.contracts.models import Contract
from app.contracts.queries import latest
from app.identity.door import Signed, room, seen
from app.kit.clock import riga, today
from app.kit.pages import Page
from app.kit.words import Said, _, _n
from app.placements import verbs as placements
from app.placements.models import RUNNING, Kind, Placement

pages = room()


@dataclass(frozen=True)
class Version:
    """An amendment in the list of versions, with what it changes."""

    amendment: Amendment
    changes: list[Change]


def _facts(known: History, now: Effective, found: Names, reads: bool) -> list[tuple[Said, Any]]:
    """What is agreed, in the order of a contract."""
    terms = now.terms
    placement = known.placement
    company = now.company.name if now.company else placement.school.name
    mentor = placement.mentor if terms.mentor_id == placement.mentor_id else now.mentor
    guide = Said(placement.host.name) if placement.host else mentor_said(mentor)
    pairs: list[tuple[Said, Any]] = [
        (_("Company"), company),
        (_("Place of work"), place_said(terms, found)),
        (
            _("Supervisor at the place")
            if placement.kind is Kind.PRACTICE
            else _("Supervisor at the company"),
            guide,
        ),
        (_("Period"), period_said(terms)),
        (_("Working time"), days_said(terms)),
        (
            _("Weeks at the company"),
            _n("{n} week at the company", "{n} weeks at the company", terms.weeks.count("C")),
        ),
    ]
    if placement.kind is Kind.DVB:
        pairs.append((_("Individual plan"), plan_said(terms)))
    if reads and placement.kind is Kind.DVB:
        pairs.append((_("Pay"), pay_said(terms)))
    if now.coordinator:
        pairs.append((_("Responsible person of the school"), now.coordinator.name))
    return pairs


def _versions(page: Page, known: History, staff: bool, reads: bool) -> list[Version]:
    """Amendments, newest first; drafts are the school's own."""
    found, pairs = [], []
    for each in amendments.of_contract(page.db, known.contract):
        if each.document is None and not staff:
            continue
        if each.document is None and each.state is AmendmentState.WITHDRAWN:
            continue
        before = known.base.changed(each.before)
        pairs.append((each, before, before.changed(each.after)))
    spoken = names(page.db, [terms for _amendment, *both in pairs for terms in both])
    for each, before, after in pairs:
        found.append(Version(each, readable(changes(before, after, spoken), reads)))
    return found


def readable(found: list[Change], reads: bool) -> list[Change]:
    """What is paid is not for the supervisor."""
    return found if reads else [one for one in found if one.label != _("Pay")]


def _day(page: Page) -> date | None:
    text = page.request.query_params.get("uz", "")
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None
    return found if 2000 <= found.year <= 2100 else None


def _pauses_and_end(page: Page, contract: Contract, staff: bool) -> dict[str, Any]:
    known, pauses = endings.of_contract(page.db, contract), endings.suspensions_of(page.db, contract)
    return {
        "terminations": [t for t in known if t.document or (staff and t.state is EndingState.DRAFT)],
        "open_termination": next((t for t in known if t.state in OPEN), None),
        "suspensions": pauses,
        "pause": next((one for one in pauses if one.state is not Pause.OVER), None),
    }


def _neighbours(page: Page, placement: Placement) -> dict[str, Any]:
    """The placement that this one continues, and those that continue it; links only to what may be seen."""
    seen_too = Placement.visible_to(page.actor)
    after = page.db.scalars(seen_too.where(Placement.continues_id == placement.id).order_by(Placement.id))
    before = placement.continues
    known = set(page.db.scalars(seen_too.with_only_columns(Placement.id))) if before else set()
    return {
        "continues": before,
        "continues_seen": before is not None and before.id in known,
        "continued": list(after),
    }


@pages.get("/vietas/{placement_id:int}/ligums", name="contracts.in_force")
def in_force(page: Signed, placement: Annotated[Placement, seen(Placement)]) -> Response:
    """Today's terms in a list, the versions, and with `uz=2026-12-01` the terms of another day."""
    staff = placements.staff(page.actor, placement)
    known = history(page.db, placement)
    if known is None:
        return page.show(
            "contracts/none.html",
            placement=placement,
            contract=latest(page.db, placement.id),
            staff=staff,
        )
    contract, day = known.contract, _day(page)
    reads = contract.read_by(page.actor)
    shown = effective_in(page.db, {placement.id: known}, day or today())[placement.id]
    now = known.terms(today())
    spoken = names(page.db, (shown.terms, now))
    return page.show(
        "contracts/in_force.html",
        placement=placement,
        contract=contract,
        shown=shown,
        asked=day,
        facts=_facts(known, shown, spoken, reads),
        against=readable(changes(shown.terms, now, spoken), reads) if day else [],
        versions=_versions(page, known, staff, reads),
        reads=reads,
        staff=staff,
        running=placement.state in RUNNING,
        concluded_on=riga(contract.active_at).date() if contract.active_at else None,
        clauses=clauses.of(placement),
        amending=amending,
        coordinator=placements.coordinator(page.actor, placement),
        **_pauses_and_end(page, contract, staff),
        **_neighbours(page, placement),
        corrections=corrections.of_contract(page.db, contract),
    )
