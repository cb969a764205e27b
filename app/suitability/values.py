"""What the letter to the council and the decision are filled with: plain texts, in Latvian."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from app.companies.models import Branch, Company, Mentor
from app.identity.models import Organisation, Person
from app.kit.clock import now, riga, today
from app.kit.words import Words
from app.schools.models import Programme, School
from app.suitability.models import Decision, Opinion, Result

LETTER = "council_letter_v1"
DECISION = "suitability_decision_v1"
LV = Words.of("lv")  # the language of the documents, whoever reads them
ALL_PROGRAMMES = "visas izglītības iestādes programmas, kuras apgūst darba vidē balstītās mācībās"
RESULTS = {
    Result.POSITIVE: "pozitīvs",
    Result.CONDITIONS: "pozitīvs ar nosacījumiem",
    Result.NEGATIVE: "negatīvs",
}


def _party(organisation: Organisation) -> dict[str, str]:
    return {
        "name": organisation.name,
        "reg_no": organisation.reg_no or "",
        "address": organisation.address,
        "email": organisation.email,
        "phone": LV.phone(organisation.phone) if organisation.phone else "",
    }


def _sheet(school: School, number: str, person: Person, capacity: str) -> dict[str, Any]:
    return {
        "draft": False,
        "number": number,
        "town": school.organisation.address.partition(",")[0],
        "date": LV.on(today()),
        "iso": riga(now()).date().isoformat(),
        "school": _party(school.organisation) | {"person": person.name, "capacity": capacity},
    }


def _programme(programme: Programme | None) -> str:
    if programme is None:
        return ALL_PROGRAMMES
    return f"„{programme.qualification}”, kods {programme.code}, LKI {programme.level}. līmenis"


def _place(company: Company, branch: Branch | None) -> str:
    if branch is None:
        return company.organisation.address
    return ", ".join(part for part in (branch.name, branch.street_address) if part)


def letter(
    school: School,
    opinion: Opinion,
    programme: Programme | None,
    mentors: Sequence[Mentor],
    person: Person,
    capacity: str,
    number: str,
) -> dict[str, Any]:
    """The request: which company, which programme, which tasks, who would teach, where."""
    company = opinion.company
    return {
        **_sheet(school, number, person, capacity),
        "summary": [
            ["Kam", opinion.council_name],
            ["Uzņēmums", company.name],
            ["Programma", _programme(programme)],
        ],
        "council": {"name": opinion.council_name, "email": opinion.council_email},
        "company": _party(company.organisation) | {"place": _place(company, opinion.branch)},
        "programme": _programme(programme),
        "tasks": [line.strip(" -•\t") for line in opinion.tasks.splitlines() if line.strip(" -•\t")],
        "mentors": [{"name": each.person.name, "occupation": each.occupation} for each in mentors],
        "until": LV.day(opinion.due_on),
    }


def decision(
    school: School, made: Decision, programme: Programme | None, person: Person, capacity: str
) -> dict[str, Any]:
    """The decision: on what it rests, what is decided, until when."""
    company, opinion = made.company, made.opinion
    return {
        **_sheet(school, made.number, person, capacity),
        "date": LV.on(made.decided_on),
        "summary": [
            ["Uzņēmums", company.name],
            ["Programma", _programme(programme)],
            ["Lēmums", "piemērots" if made.positive else "nav piemērots"],
            ["Spēkā", _until(made.valid_until)],
        ],
        "company": _party(company.organisation),
        "programme": _programme(programme),
        "positive": made.positive,
        "reason": made.reason,
        "until": LV.day(made.valid_until) if made.valid_until else "",
        "opinion": {
            "council": opinion.council_name,
            "number": opinion.number,
            "date": LV.on(opinion.opinion_on) if opinion.opinion_on else "",
            "result": RESULTS[opinion.result] if opinion.result else "",
            "conditions": opinion.conditions,
        },
        "signers": [{"party": "Izglītības iestāde", "name": person.name, "capacity": capacity}],
    }


def _until(day: date | None) -> str:
    return f"līdz {LV.day(day)}" if day else "bez termiņa"
