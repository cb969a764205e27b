"""Contracts of nobody, to see the school's wording on paper: lines where names and dates will stand."""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy.orm import Session

from app.clauses.registry import Texts, plain
from app.documents.typeset import pdf
from app.kit.clock import now, riga, today
from app.kit.words import Words
from app.schools.models import School

LV: Final = Words.of("lv")
LINE: Final = "____________"
NOBODY: Final = {
    "name": LINE,
    "code": "",
    "email": "",
    "phone": "",
    "group": "",
    "course": "",
    "relation": "",
}
PARTY: Final = {"address": "", "email": "", "phone": "", "person": "", "capacity": "", "reg_no": ""}
HOURS: Final = dict.fromkeys(("starts", "ends", "days", "hours", "day_hours"), LINE)


def _shared(school: School, words: Texts) -> dict[str, Any]:
    """What both kinds of contract are filled with; the rest are lines."""
    organisation, director = school.organisation, school.director
    return {
        "draft": True,
        "number": "",
        "town": organisation.address.partition(",")[0],
        "date": LV.on(today()),
        "iso": riga(now()).date().isoformat(),
        "school": {
            **PARTY,
            "name": organisation.name,
            "reg_no": organisation.reg_no or "",
            "address": organisation.address,
            "person": director.name if director else "",
            "capacity": "direktors" if director else "",
        },
        "company": {**PARTY, "name": LINE},
        "learner": NOBODY,
        "guardian": NOBODY,
        "minor": False,
        "occupation": "",
        "place": "",
        "schedule": [],
        "signers": [],
        "clauses": dict(words.clauses),
        "own": plain(words.own),
        **HOURS,
    }


def learning_contract(db: Session, school: School, words: Texts) -> bytes:
    """Under 484."""
    values = {
        **_shared(school, words),
        "mentor": NOBODY,
        "coordinator": NOBODY,
        "programme": {"code": LINE, "qualification": LINE, "level": "–", "hours": LINE},
        "plan_edition": 1,
        "plan_approved": LINE,
        "share": "",
        "pay": "",
        "accident": "",
        "liability": "",
        "plan": [],
        "totals": {"theory": "", "practice": "", "company_number": "", "company": LINE},
    }
    return pdf("contract_484_v1", values)


def internship_contract(db: Session, school: School, words: Texts) -> bytes:
    """Under 481."""
    lines = [LINE]
    values = {
        **_shared(school, words),
        "qualification": LINE,
        "guide": NOBODY,
        "supervisor": NOBODY,
        "position": "",
        "agreed": "",
        "programme_number": LINE,
        "programme": {
            "aim": LINE,
            "tasks": lines,
            "outcomes": lines,
            "criteria": lines,
            "volume": LINE,
            "weeks": "__",
            "closing": False,
        },
    }
    return pdf("contract_481_v1", values)
