"""What the template of a termination is filled with."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy.orm import Session

from app.contracts.endings.models import Side, Termination
from app.contracts.papers import paper_of
from app.contracts.values import LV, PARTIES, people
from app.documents.circuits import printed
from app.documents.issuing import Wanted
from app.kit.clock import now, riga, today

TEMPLATE = "termination_v1"
TITLE = {True: "Vienošanās par līguma izbeigšanu", False: "Paziņojums par līguma izbeigšanu"}
SIDES = {
    Side.SCHOOL: "Izglītības iestāde",
    Side.COMPANY: "Uzņēmums",
    Side.LEARNER: "Izglītojamais",
}


def values(
    db: Session, termination: Termination, signers: Sequence[Wanted], *, draft: bool
) -> dict[str, Any]:
    """Plain texts, in Latvian: the contract's language."""
    contract, placement = termination.contract, termination.placement
    known, agreement = people(db, contract), termination.ground.by_agreement
    last_day = LV.day(termination.last_day)
    return {
        "draft": draft,
        "number": "" if draft else termination.number,
        "name": TITLE[agreement],
        "agreement": agreement,
        "contract_title": paper_of(placement).title,
        "contract_number": contract.number or "",
        "contract_date": LV.on(riga(contract.active_at)) if contract.active_at else "",
        "town": placement.school.organisation.address.partition(",")[0],
        "date": LV.on(today()),
        "iso": riga(now()).date().isoformat(),
        "home": f"/vietas/{placement.id}/ligums",
        "summary": [
            ["Līgums", f"{contract.number or ''}, {placement.learner.person.name}"],
            ["Pamats", LV.text(termination.ground.label)],
            ["Pēdējā diena", last_day],
        ],
        **known,
        "side": _side(termination, known["minor"]),
        "ground": LV.text(termination.ground.label),
        "words": termination.words,
        "last_day": last_day,
        "endangered": termination.endangered,
        "notice_days": placement.school.notice_days,
        "next_company": termination.next.company.name
        if termination.next and termination.next.company
        else "",
        "signers": printed(signers, PARTIES),
    }


def _side(termination: Termination, minor: bool) -> str:
    """For a minor the legal representative speaks."""
    if termination.side is Side.LEARNER and minor:
        return "Izglītojamā likumiskais pārstāvis"
    return SIDES[termination.side]
