"""What the contract on an internship, or the school's decision in its place, is filled with (481: 6.1.5)."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from app.contracts import clauses
from app.contracts.models import Contract
from app.contracts.parties import DIRECTOR, relation, signatory, signers
from app.contracts.values import LV, company_runs, contact, days_of, hours_of, organisation_of
from app.documents.circuits import printed
from app.documents.models import Party
from app.internships.models import Practice
from app.internships.queries import practice_of, school_supervisor, supervisor_line
from app.internships.values import place_of, programme_number, school_values, written
from app.placements.models import Placement
from app.placements.parties import concludes

PARTIES = {
    Party.LEARNER: "Praktikants",
    Party.GUARDIAN: "Praktikanta likumiskais pārstāvis",
    Party.COMPANY: "Prakses vieta",
    Party.SCHOOL: "Izglītības iestāde",
}


def values(db: Session, contract: Contract, *, draft: bool) -> dict[str, Any]:
    """Plain texts, in Latvian: the contract's language."""
    placement = contract.placement
    practice = practice_of(db, placement.id)
    assert practice
    return {
        "draft": draft,
        "number": "" if draft else contract.number or "",
        **school_values(placement.school),
        "home": f"/vietas/{placement.id}/dokumenti",
        "summary": _summary(placement, practice),
        **_people(db, contract, practice),
        **_time(placement),
        "programme": written(db, practice),
        "programme_number": programme_number(practice),
        "agreed": LV.on(practice.agreed_at) if practice.agreed_at else "",
        "clauses": {name: getattr(contract, name) for name in clauses.of(placement)},
        "own": contract.own_clauses,
        "signers": printed(signers(db, contract), PARTIES),
    }


def _summary(placement: Placement, practice: Practice) -> list[list[str]]:
    """The document in a few lines, for whoever signs it on a phone."""
    assert placement.starts
    assert placement.ends
    qualification = placement.programme.qualification if placement.programme else ""
    lines = [
        ["Praktikants", ", ".join(part for part in (placement.learner.person.name, qualification) if part)],
        ["Prakses vieta", place_of(placement)],
        ["Laiks", f"{LV.day(placement.starts)}–{LV.day(placement.ends)}, {LV.hours(practice.hours)}"],
        ["Darba laiks", f"{days_of(placement)} plkst. {hours_of(placement)}"],
        ["Prakses vadītājs prakses vietā", placement.guide.name if placement.guide else ""],
        ["Prakses vadītājs iestādē", supervisor_line(practice)],
    ]
    return [line for line in lines if line[1]]


def _people(db: Session, contract: Contract, practice: Practice) -> dict[str, Any]:
    placement = contract.placement
    concluder, group = concludes(placement), placement.learner.group
    minor = concluder is None or concluder.id != placement.learner.person_id
    company = placement.company.organisation if placement.company else placement.school.organisation
    signs = signatory(db, contract) if placement.company else None
    return {
        "school": organisation_of(placement.school.organisation, placement.school.director, DIRECTOR),
        "company": organisation_of(company, *(signs or (None, ""))),
        "in_school": placement.in_school,
        "learner": {
            **contact(placement.learner.person),
            "group": group.name if group else "",
            "course": f"{group.course}. kurss" if group else "",
        },
        "minor": minor,
        "guardian": {
            **contact(concluder if minor else None),
            "relation": relation(placement, concluder) if minor and concluder else "",
        },
        "guide": contact(placement.guide),
        "occupation": practice.occupation or (placement.mentor.occupation if placement.mentor else ""),
        "supervisor": contact(school_supervisor(placement, practice)),
        "position": practice.supervisor_position,
    }


def _time(placement: Placement) -> dict[str, Any]:
    assert placement.programme
    assert placement.starts
    assert placement.ends
    return {
        "qualification": placement.programme.qualification,
        "code": placement.programme.code,
        "level": str(placement.programme.level),
        "starts": LV.day(placement.starts),
        "ends": LV.day(placement.ends),
        "place": place_of(placement),
        "days": days_of(placement),
        "hours": hours_of(placement),
        "day_hours": LV.hours(placement.day_hours),
        "schedule": company_runs(placement.starts, placement.ends, placement.weeks),
    }
