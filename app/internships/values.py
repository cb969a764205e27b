"""What the documents of an internship are filled with: plain texts, in Latvian."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy.orm import Session

from app.documents.circuits import printed
from app.documents.issuing import Wanted
from app.documents.models import Party
from app.identity.models import Organisation, Person
from app.internships.models import OrderRow, Practice, PracticeOrder, Settlement
from app.internships.queries import outcomes, supervisor_line
from app.kit.clock import now, riga, today
from app.kit.words import Words
from app.placements.models import Placement
from app.schools.models import School

PROGRAMME = "practice_programme_v1"
ORDER = "practice_order_v1"
SETTLEMENT = "settlement_v1"
LV = Words.of("lv")  # the language of the documents, whoever reads them


def lines(text: str) -> list[str]:
    """A text of several lines as a list: each task, each criterion."""
    return [line.strip(" \t-–•") for line in text.splitlines() if line.strip(" \t-–•")]


def place_of(placement: Placement) -> str:
    """The place with its address."""
    if placement.in_school:
        return _joined(placement.school.name, placement.school.organisation.address)
    if placement.company is None:
        return ""
    branch = placement.branch
    where = (branch.street_address or branch.name) if branch else placement.company.organisation.address
    return _joined(placement.company.name, where)


def _joined(*parts: str) -> str:
    return ", ".join(part for part in parts if part)


def period_of(placement: Placement) -> str:
    """From and to, or nothing while it is not known."""
    if placement.starts is None or placement.ends is None:
        return ""
    return f"{LV.day(placement.starts)}–{LV.day(placement.ends)}"


def school_values(school: School) -> dict[str, Any]:
    """What the head of a document names, and when it was made."""
    organisation: Organisation = school.organisation
    return {
        "school": {
            "name": organisation.name,
            "reg_no": organisation.reg_no or "",
            "address": organisation.address,
            "email": organisation.email,
            "phone": LV.phone(organisation.phone) if organisation.phone else "",
        },
        "town": organisation.address.partition(",")[0],
        "date": LV.on(today()),
        "iso": riga(now()).date().isoformat(),
    }


def _person(person: Person | None) -> str:
    return person.name if person else ""


def written(db: Session, practice: Practice) -> dict[str, Any]:
    """What the programme says, also as an annex of the contract."""
    return {
        "aim": practice.aim,
        "tasks": lines(practice.tasks),
        "outcomes": [outcome.text for outcome in outcomes(db, practice.outcome_ids)],
        "criteria": lines(practice.criteria),
        "volume": LV.hours(practice.hours),
        "weeks": str(practice.weeks),
        "edition": str(practice.edition),
        "closing": practice.closing,
    }


def programme_number(practice: Practice) -> str:
    """So that an order or a contract can name the edition."""
    return f"{practice.placement_id}-{practice.edition}"


def programme_values(db: Session, practice: Practice, *, draft: bool) -> dict[str, Any]:
    """The practice programme as a document of its own (481: 6.1.1)."""
    placement = practice.placement
    learner, group, programme = placement.learner, placement.learner.group, placement.programme
    agreed = practice.agreed_at
    return {
        "draft": draft,
        "number": "" if draft else programme_number(practice),
        **school_values(placement.school),
        "programme": written(db, practice),
        "learner": learner.person.name,
        "group": group.name if group else "",
        "course": f"{group.course}. kurss" if group else "",
        "qualification": programme.qualification if programme else "",
        "code": programme.code if programme else "",
        "place": place_of(placement),
        "in_school": placement.in_school,
        "period": period_of(placement),
        "supervisor": supervisor_line(practice),
        "guide": _person(placement.guide),
        "agreed": f"{_person(practice.agreed_by)}, {LV.day(riga(agreed).date())}"
        if agreed and practice.agreed_by
        else "",
        "home": practice.address,
        "summary": [],
    }


def order_values(
    order: PracticeOrder, signers: Sequence[Wanted], practices: Mapping[int, Practice] | None = None
) -> dict[str, Any]:
    """The order with its table of personal codes; a draft takes the supervisors from `practices`."""
    draft = practices is not None
    return {
        "draft": draft,
        "number": order.number or "",
        **school_values(order.school),
        "dated": LV.on(order.dated or today()),
        "grounds": lines(order.grounds),
        "amends": _amended(order),
        "rows": [_row(row, practices) for row in order.rows],
        "signers": printed(signers, PARTIES),
        "home": order.address,
        "summary": [
            ["Rīkojums", f"par praksi, izglītojamo skaits: {len(order.rows)}"],
            ["Datums", LV.day(order.dated or today())],
        ],
    }


def _amended(order: PracticeOrder) -> dict[str, str]:
    if order.amends is None:
        return {"number": "", "dated": ""}
    return {
        "number": order.amends.number or "",
        "dated": LV.on(order.amends.dated) if order.amends.dated else "",
    }


def _row(row: OrderRow, practices: Mapping[int, Practice] | None) -> dict[str, Any]:
    person, group = row.placement.learner.person, row.placement.learner.group
    practice = practices.get(row.placement_id) if practices is not None else None
    return {
        "name": person.name,
        "code": person.personal_code or "",
        "group": _joined(group.name, f"{group.course}. kurss") if group else "",
        "period": period_of(row.placement),
        "place": row.place or place_of(row.placement),
        "supervisor": row.supervisor or (supervisor_line(practice) if practice else ""),
        "struck": row.struck,
    }


def settlement_values(settlement: Settlement, number: str, signers: Sequence[Wanted]) -> dict[str, Any]:
    """The agreement of the place and the learner (481: 11)."""
    placement = settlement.placement
    amount = f"{LV.money(settlement.month_amount, code=True)} mēnesī" if settlement.month_amount else ""
    company = placement.company
    return {
        "draft": False,
        "number": number,
        **school_values(placement.school),
        "company": {
            "name": company.name if company else "",
            "reg_no": (company.organisation.reg_no or "") if company else "",
        },
        "learner": placement.learner.person.name,
        "place": place_of(placement),
        "period": period_of(placement),
        "amount": amount,
        "terms": settlement.terms,
        "signers": printed(signers, PARTIES),
        "home": settlement.address,
        "summary": [
            ["Praktikants", placement.learner.person.name],
            ["Prakses vieta", placement.place_name],
            *([["Summa", amount]] if amount else []),
        ],
    }


PARTIES = {
    Party.LEARNER: "Praktikants",
    Party.GUARDIAN: "Praktikanta likumiskais pārstāvis",
    Party.COMPANY: "Prakses vieta",
    Party.SCHOOL: "Izglītības iestāde",
}
