"""What the contract's template is filled with: everything from data, nothing typed twice."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sqlalchemy.orm import Session

from app.contracts import clauses
from app.contracts.facts import signatory
from app.contracts.models import Contract, Pay
from app.documents.issuing import Wanted
from app.documents.models import Party
from app.identity.models import Organisation, Person
from app.kit.clock import now, today
from app.kit.words import Words
from app.placements.models import Placement
from app.placements.parties import concludes
from app.plans.queries import plan_of

TEMPLATE = "contract_484_v1"
LV = Words.of("lv")
DAYS = {"1": "P", "2": "O", "3": "T", "4": "C", "5": "Pk", "6": "S", "7": "Sv"}


def signers(db: Session, placement: Placement) -> list[Wanted]:
    """The parties in the school's order; for a minor the guardian takes the learner's place (484: 7)."""
    concluder, company, director = concludes(placement), signatory(db, placement), placement.school.director
    own = placement.learner.person
    wanted: dict[str, Wanted] = {}
    if concluder:
        party = Party.LEARNER if concluder is own else Party.GUARDIAN
        wanted["learner"] = Wanted(party, concluder, placement.school_id, _relation(placement, concluder))
    if company and placement.company_id:
        wanted["company"] = Wanted(Party.COMPANY, company, placement.company_id, "")
    if director:
        wanted["school"] = Wanted(Party.SCHOOL, director, placement.school_id, "direktors")
    order = [name for name in placement.school.signing_order if name in wanted]
    return [wanted[name] for name in [*order, *(n for n in wanted if n not in order)]]


def _relation(placement: Placement, person: Person) -> str:
    for guardianship in placement.learner.guardianships:
        if guardianship.person_id == person.id:
            return guardianship.relation
    return ""


def _party(organisation: Organisation, person: Person | None) -> dict[str, str]:
    return {
        "name": organisation.name,
        "reg_no": organisation.reg_no or "",
        "address": organisation.address,
        "email": organisation.email,
        "phone": LV.phone(organisation.phone) if organisation.phone else "",
        "person": person.name if person else "",
    }


def _contact(person: Person | None) -> dict[str, str]:
    if person is None:
        return {"name": "", "code": "", "email": "", "phone": ""}
    return {
        "name": person.name,
        "code": person.personal_code or "",
        "email": person.email,
        "phone": LV.phone(person.phone) if person.phone else "",
    }


def _plan(db: Session, placement: Placement) -> list[dict[str, Any]]:
    plan = plan_of(db, placement.id)
    if plan is None:
        return []
    return [
        {
            "module": row.module.name,
            "theory": LV.number(row.school_theory),
            "practice": LV.number(row.school_practice),
            "company": LV.number(row.company),
            "period": LV.span(row.starts, row.ends) if row.starts else "",
            "assessment": row.assessment,
        }
        for row in plan.rows
    ]


def _pay(contract: Contract) -> str:
    if contract.pay is None:
        return ""
    kind = "vienošanās par stipendiju" if contract.pay is Pay.STIPEND else "darba līgums"
    amount = f", {LV.money(contract.pay_amount, code=True)} mēnesī" if contract.pay_amount is not None else ""
    reference = f" ({contract.pay_reference})" if contract.pay_reference else ""
    return f"{kind}{reference}{amount}"


def company_weeks(placement: Placement) -> str:
    """The ISO weeks at the company, in words."""
    if placement.starts is None:
        return ""
    monday = placement.starts - timedelta(days=placement.starts.weekday())
    numbers = [
        str((monday + timedelta(weeks=n)).isocalendar().week)
        for n, letter in enumerate(placement.weeks)
        if letter == "C"
    ]
    return ", ".join(f"{number}." for number in numbers)


def values(db: Session, contract: Contract, *, draft: bool) -> dict[str, Any]:
    """Plain texts, in Latvian: the contract's language."""
    placement = contract.placement
    share = plan_of(db, placement.id)
    return {
        "draft": draft,
        "number": contract.number or "",
        "date": LV.on(today()),
        "iso": now().date().isoformat(),
        "summary": _summary(contract),
        **_parties(db, placement),
        **_learning(placement),
        "pay": _pay(contract),
        "accident": _policy(contract.accident_policy, contract.accident_until),
        "liability": _policy(contract.liability_policy, contract.liability_until),
        "clauses": {name: getattr(contract, name) for name in clauses.CLAUSES},
        "plan": _plan(db, placement),
        "plan_edition": share.edition if share else 0,
        "signers": [f"{w.person.name}" for w in signers(db, placement)],
    }


def _days(placement: Placement) -> str:
    return " ".join(DAYS[d] for d in placement.work_days)


def _hours(placement: Placement) -> str:
    return f"{placement.work_from:%-H:%M}–{placement.work_until:%-H:%M}"


def _summary(contract: Contract) -> list[list[str]]:
    """What a signer wants to know first."""
    placement = contract.placement
    assert placement.company is not None
    assert placement.programme is not None
    time = f"{_days(placement)} {_hours(placement)}, {LV.hours(placement.day_hours)} dienā"
    return [
        ["Izglītojamais", placement.learner.person.name],
        ["Uzņēmums", placement.company.name],
        ["Kvalifikācija", placement.programme.qualification],
        ["Periods", _period(placement)],
        ["Darba laiks", time],
        ["DVB vadītājs uzņēmumā", placement.mentor.person.name if placement.mentor else ""],
        ["Atlīdzība", _pay(contract) or "nav norādīta"],
    ]


def _parties(db: Session, placement: Placement) -> dict[str, Any]:
    """Who concludes it, and who teaches."""
    assert placement.company is not None
    concluder = concludes(placement)
    minor = concluder is not None and concluder.id != placement.learner.person_id
    return {
        "school": _party(placement.school.organisation, placement.school.director),
        "company": _party(placement.company.organisation, signatory(db, placement)),
        "learner": _contact(placement.learner.person),
        "minor": minor,
        "guardian": _contact(concluder) if minor else _contact(None),
        "mentor": _contact(placement.mentor.person if placement.mentor else None),
        "occupation": placement.mentor.occupation if placement.mentor else "",
        "coordinator": _contact(placement.coordinator),
    }


def _learning(placement: Placement) -> dict[str, Any]:
    """What is learned, where and when."""
    assert placement.company is not None
    assert placement.programme is not None
    programme, group, branch = placement.programme, placement.learner.group, placement.branch
    return {
        "programme": {
            "code": programme.code,
            "qualification": programme.qualification,
            "level": programme.level,
            "group": group.name if group else "",
        },
        "period": _period(placement),
        "place": branch.street_address if branch else placement.company.organisation.address,
        "days": _days(placement),
        "hours": _hours(placement),
        "day_hours": LV.hours(placement.day_hours),
        "weeks": company_weeks(placement),
    }


def _period(placement: Placement) -> str:
    assert placement.starts is not None
    assert placement.ends is not None
    return LV.span(placement.starts, placement.ends)


def _policy(number: str, until: Any) -> str:
    parts = [f"polise Nr. {number}" if number else "", f"spēkā līdz {LV.day(until)}" if until else ""]
    return ", ".join(p for p in parts if p)
