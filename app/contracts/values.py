"""What the contract's template is filled with: everything from data, nothing typed twice."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from itertools import groupby
from typing import Any

from sqlalchemy.orm import Session

from app.contracts import clauses
from app.contracts.models import Contract
from app.contracts.parties import DIRECTOR, relation, signatory, signers
from app.documents.circuits import printed
from app.documents.models import Party
from app.identity.models import Organisation, Person
from app.kit.clock import now, riga, today
from app.kit.days import Week, weeks
from app.kit.words import Words
from app.pay.queries import pay_of
from app.pay.values import pay_and_insurance, pay_text
from app.placements.models import Placement
from app.placements.parties import concludes
from app.plans.models import Plan
from app.plans.queries import plan_of, share, totals

TEMPLATE = "contract_484_v1"
LV = Words.of("lv")  # the language of the contract, whoever reads it
# on, from and until each day of the week
DAYS = {
    "1": ("pirmdien", "pirmdienas", "pirmdienai"),
    "2": ("otrdien", "otrdienas", "otrdienai"),
    "3": ("trešdien", "trešdienas", "trešdienai"),
    "4": ("ceturtdien", "ceturtdienas", "ceturtdienai"),
    "5": ("piektdien", "piektdienas", "piektdienai"),
    "6": ("sestdien", "sestdienas", "sestdienai"),
    "7": ("svētdien", "svētdienas", "svētdienai"),
}
PARTIES = {
    Party.LEARNER: "Izglītojamais",
    Party.GUARDIAN: "Likumiskais pārstāvis",
    Party.COMPANY: "Uzņēmums",
    Party.SCHOOL: "Izglītības iestāde",
}


def values(db: Session, contract: Contract, *, draft: bool) -> dict[str, Any]:
    """Plain texts, in Latvian: the contract's language."""
    placement, plan = contract.placement, plan_of(db, contract.placement_id)
    return {
        "draft": draft,
        "number": "" if draft else contract.number or "",
        "town": placement.school.organisation.address.partition(",")[0],
        "date": LV.on(today()),
        "iso": riga(now()).date().isoformat(),
        "home": f"/vietas/{placement.id}/dokumenti",
        "summary": summary(db, contract, plan),
        **people(db, contract),
        **_learning(placement, plan),
        **pay_and_insurance(db, placement),
        "clauses": {name: getattr(contract, name) for name in clauses.CLAUSES},
        "own": contract.own_clauses,
        "plan": plan_rows(plan),
        "totals": plan_totals(plan),
        "schedule": company_runs(placement.starts, placement.ends, placement.weeks),
        "signers": printed(signers(db, contract), PARTIES),
    }


def summary(db: Session, contract: Contract, plan: Plan | None) -> list[list[str]]:
    """The document in a few lines, for whoever signs it on a phone."""
    placement = contract.placement
    assert placement.company
    assert placement.programme
    assert placement.starts
    assert placement.ends
    company_hours = totals(plan).company if plan else Decimal(0)
    lines = [
        ["Izglītojamais", f"{placement.learner.person.name}, {placement.programme.qualification}"],
        ["Uzņēmums", f"{placement.company.name}, {_place(placement)}"],
        ["Laiks", f"{_span(placement.starts, placement.ends)}, uzņēmumā {LV.hours(company_hours)}"],
        ["Darba laiks", f"{days_of(placement)} plkst. {hours_of(placement)}"],
        ["DVB vadītājs", placement.mentor.person.name if placement.mentor else ""],
        ["Atlīdzība", pay_text(pay_of(db, placement)) or "līgumā nav norādīta"],
    ]
    return [line for line in lines if line[1]]


def people(db: Session, contract: Contract) -> dict[str, Any]:
    """The parties, the supervisor and the coordinator."""
    placement = contract.placement
    office = placement.company.organisation if placement.company else None
    concluder, company = concludes(placement), signatory(db, contract)
    minor = concluder is None or concluder.id != placement.learner.person_id
    group = placement.learner.group
    return {
        "school": organisation_of(placement.school.organisation, placement.school.director, DIRECTOR),
        "company": organisation_of(office, *(company or (None, ""))),
        "learner": {**contact(placement.learner.person), "group": group.name if group else ""},
        "minor": minor,
        "guardian": {
            **contact(concluder if minor else None),
            "relation": relation(placement, concluder) if minor and concluder else "",
        },
        "mentor": contact(placement.mentor.person if placement.mentor else None),
        "occupation": placement.mentor.occupation if placement.mentor else "",
        "coordinator": contact(placement.coordinator),
    }


def organisation_of(
    organisation: Organisation | None, person: Person | None, capacity: str
) -> dict[str, str]:
    """A party and who acts for it; an internship in the school itself has no company."""
    if organisation is None:
        return dict.fromkeys(("name", "reg_no", "address", "email", "phone", "person", "capacity"), "")
    return {
        "name": organisation.name,
        "reg_no": organisation.reg_no or "",
        "address": organisation.address,
        "email": organisation.email,
        "phone": LV.phone(organisation.phone) if organisation.phone else "",
        "person": person.name if person else "",
        "capacity": capacity if person else "",
    }


def contact(person: Person | None) -> dict[str, str]:
    """Somebody with what a contract names of them."""
    if person is None:
        return {"name": "", "code": "", "email": "", "phone": ""}
    return {
        "name": person.name,
        "code": person.personal_code or "",
        "email": person.email,
        "phone": LV.phone(person.phone) if person.phone else "",
    }


def _learning(placement: Placement, plan: Plan | None) -> dict[str, Any]:
    assert placement.programme
    assert placement.starts
    assert placement.ends
    approved = plan.approved_at if plan else None
    return {
        "programme": {
            "code": placement.programme.code,
            "qualification": placement.programme.qualification,
            "level": placement.programme.level,
            "hours": LV.hours(placement.programme.hours),
        },
        "plan_edition": plan.edition if plan else 1,
        "plan_approved": LV.on(approved) if approved else "",
        "share": LV.percent(share(plan).percent) if plan else "",
        "starts": LV.day(placement.starts),
        "ends": LV.day(placement.ends),
        "place": _place(placement),
        "days": days_of(placement),
        "hours": hours_of(placement),
        "day_hours": LV.hours(placement.day_hours),
    }


def _place(placement: Placement) -> str:
    if placement.branch:
        return placement.branch.street_address or placement.branch.name
    return placement.company.organisation.address if placement.company else ""


def days_of(placement: Placement) -> str:
    """From Monday until Friday, or day by day."""
    days = sorted(placement.work_days)
    if len(days) > 2 and int(days[-1]) - int(days[0]) == len(days) - 1:
        return f"no {DAYS[days[0]][1]} līdz {DAYS[days[-1]][2]}"
    return LV.list_of([DAYS[number][0] for number in days])


def hours_of(placement: Placement) -> str:
    """From and until on a day."""
    return f"{LV.time(placement.work_from)}–{LV.time(placement.work_until)}"


def _span(starts: date, ends: date) -> str:
    return f"{LV.day(starts)}–{LV.day(ends)}"


def plan_rows(plan: Plan | None) -> list[dict[str, str]]:
    """The individual plan as an annex."""
    return [
        {
            "module": row.module.name,
            "theory": LV.number(row.school_theory),
            "practice": LV.number(row.school_practice),
            "company": LV.number(row.company),
            "period": _span(row.starts, row.ends) if row.starts and row.ends else "",
            "responsible": row.responsible,
            "assessment": row.assessment,
        }
        for row in (plan.rows if plan else [])
    ]


def plan_totals(plan: Plan | None) -> dict[str, str]:
    """Its last row."""
    sums = totals(plan) if plan else None
    company = LV.number(sums.company if sums else 0)
    return {
        "theory": LV.number(sums.school_theory if sums else 0),
        "practice": LV.number(sums.school_practice if sums else 0),
        "company_number": company,
        "company": LV.hours(sums.company if sums else 0),
    }


def company_runs(starts: date | None, ends: date | None, letters: str) -> list[dict[str, str]]:
    """Weeks at the company, each run of them in one row."""
    if starts is None or ends is None:
        return []
    course = list(zip(weeks(starts, ends), letters, strict=False))
    rows = []
    for at_company, run in groupby(course, key=lambda pair: pair[1] == "C"):
        if at_company:
            rows.append(_run([week for week, _letter in run], starts, ends))
    return rows


def _run(run: list[Week], starts: date, ends: date) -> dict[str, str]:
    first, last = run[0], run[-1]
    numbers = f"{first.number}." if first == last else f"{first.number}.–{last.number}."
    until = last.monday + timedelta(days=6)
    return {
        "weeks": numbers,
        "dates": _span(max(first.monday, starts), min(until, ends)),
        "count": str(len(run)),
    }
