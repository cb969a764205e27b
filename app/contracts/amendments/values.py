"""What the template of an amendment is filled with."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from app.contracts.amendments.models import Amendment
from app.contracts.differences import between
from app.contracts.papers import paper_of
from app.contracts.parties import signers
from app.contracts.terms import Terms
from app.contracts.values import LV, PARTIES, company_runs, people, plan_rows, plan_totals
from app.documents.circuits import printed
from app.kit.clock import now, riga, today
from app.plans.queries import plan_of

TEMPLATE = "amendment_v1"


def values(db: Session, amendment: Amendment, before: Terms, after: Terms, *, draft: bool) -> dict[str, Any]:
    """Plain texts, in Latvian: the contract's language."""
    contract, placement = amendment.contract, amendment.placement
    plan = plan_of(db, placement.id) if "plan_edition" in amendment.changes else None
    changes = [change.written(LV) for change in between(db, before, after)]
    runs = (
        company_runs(after.starts, after.ends, after.weeks)
        if amendment.changes.keys() & {"weeks", "starts", "ends"}
        else []
    )
    since = LV.since(amendment.takes_effect_on, year=True)
    return {
        "draft": draft,
        "number": "" if draft else amendment.number,
        "contract_title": paper_of(placement).title,
        "contract_number": contract.number or "",
        "contract_date": LV.on(riga(contract.active_at)) if contract.active_at else "",
        "town": placement.school.organisation.address.partition(",")[0],
        "date": LV.on(today()),
        "iso": riga(now()).date().isoformat(),
        "home": f"/vietas/{placement.id}/ligums",
        "summary": [
            ["Līgums", f"{contract.number or ''}, {placement.learner.person.name}"],
            *([one["what"], f"{one['before']} → {one['after']}"] for one in changes),
            ["Spēkā no", since],
        ],
        **people(db, contract),
        "changes": changes,
        "reason": amendment.reason,
        "since": since,
        "schedule": runs,
        "plan": plan_rows(plan),
        "totals": plan_totals(plan),
        "plan_edition": after.plan_edition or 1,
        "signers": printed(signers(db, contract, "amendment"), PARTIES),
    }
