"""What the sheet of instructions and the act of an accident are filled with; in Latvian."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from app.identity.models import Person
from app.kit.clock import now, riga, today
from app.kit.words import Words
from app.placements.models import Placement
from app.safety.incidents import Incident
from app.safety.models import Instruction, State
from app.safety.queries import instructions_of
from app.safety.topics import Kind

SHEET, ACT = "instructions_v1", "incident_v1"
LV = Words.of("lv")


def _home(placement: Placement) -> dict[str, Any]:
    place = placement.company.organisation if placement.company else placement.school.organisation
    learner = placement.learner
    return {
        "iso": riga(now()).date().isoformat(),
        "date": LV.on(today()),
        "home": f"/vietas/{placement.id}/drosiba",
        "school": placement.school.name,
        "school_no": placement.school.organisation.reg_no or "",
        "company": place.name,
        "company_no": place.reg_no or "",
        "learner": learner.person.name,
        "code": learner.person.personal_code or "",
        "qualification": placement.programme.qualification if placement.programme else "",
        "group": learner.group.name if learner.group else "",
    }


def _signed(person: Person | None, at: Any) -> str:
    return f"{person.name}, {LV.day(riga(at).date())} plkst. {LV.time(at)}" if person and at else ""


def sheet(db: Session, placement: Placement, number: str = "") -> dict[str, Any]:
    """Everything confirmed by both, the oldest first (749: annexes 3 and 4)."""
    done = [one for one in reversed(instructions_of(db, placement)) if one.state is State.CONFIRMED]
    return {
        **_home(placement),
        "number": number,
        "summary": [
            ["Izglītojamais", placement.learner.person.name],
            ["Uzņēmums", placement.company.name if placement.company else ""],
            ["Instruktāžas", str(len(done))],
        ],
        "rows": [_row(placement, one) for one in done],
    }


def _row(placement: Placement, one: Instruction) -> dict[str, Any]:
    return {
        "no": str(one.no),
        "on": LV.day(one.on),
        "kind": LV.text(one.kind.label),
        "clause": one.kind.clause,
        "reason": one.reason,
        "topics": [LV.text(each) for each in one.covered],
        "check": "ieskaitīts" if one.tries == 1 else f"ieskaitīts {one.tries}. reizē",
        "instructor": one.instructor.name,
        "role": one.instructor_role,
        "given": _signed(one.instructor, one.given_at),
        "confirmed": _signed(placement.learner.person, one.confirmed_at),
        "induction": one.kind is Kind.INDUCTION,
    }


def act(incident: Incident, number: str) -> dict[str, Any]:
    """The act of an accident (528: 3.9)."""
    placement = incident.placement
    born = placement.learner.person.birth_date
    return {
        **_home(placement),
        "number": number,
        "summary": [
            ["Izglītojamais", placement.learner.person.name],
            ["Noticis", f"{LV.day(incident.on)} plkst. {LV.time(incident.at)}"],
            ["Vieta", incident.place],
        ],
        "coordinator": placement.coordinator.name if placement.coordinator else "",
        "mentor": placement.guide.name if placement.guide else "",
        "born": LV.day(born) if born else "",
        "when": f"{LV.day(incident.on)} plkst. {LV.time(incident.at)}",
        "place": incident.place,
        "circumstances": incident.circumstances,
        "witnesses": incident.witnesses,
        "injury": incident.injury,
        "first_aid": incident.first_aid,
        "instructed": incident.instructed,
        "cause": incident.cause,
        "conclusions": incident.conclusions,
        "reported": _signed(incident.reported_by, incident.reported_at),
        "investigated": _signed(incident.investigated_by, incident.investigated_at),
        "approved": _signed(incident.approved_by, incident.approved_at),
    }
