"""Rows that make a company suitable and a supervisor fit, where nobody is there yet to do deeds."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy.orm import Session

from app.companies.models import Company, Mentor
from app.identity.models import Person
from app.kit.clock import now, today
from app.suitability.formula import Kind
from app.suitability.models import (
    ChildCheck,
    Decision,
    Evidence,
    EvidenceCheck,
    Opinion,
    Result,
    State,
)

COUNCIL = "Kokrūpniecības nozares ekspertu padome"
LONG_AGO = timedelta(days=400)


def found_suitable(db: Session, school_id: int, company: Company, director: Person) -> None:
    """An opinion and a decision of last year, for all programmes and without an end."""
    day = today() - LONG_AGO
    opinion = Opinion(
        school_id=school_id,
        company=company,
        council_name=COUNCIL,
        state=State.GIVEN,
        asked_on=day - timedelta(days=14),
        due_on=day,
        result=Result.POSITIVE,
        opinion_on=day - timedelta(days=2),
        number="7-2/31",
        received_by=director,
        received_at=now() - LONG_AGO,
    )
    decision = Decision(
        school_id=school_id,
        company=company,
        opinion=opinion,
        number="1-9/14",
        decided_on=day,
        decided_by=director,
        positive=True,
    )
    db.add_all([opinion, decision])


def found_fit(db: Session, school_id: int, mentor: Mentor, person: Person) -> None:
    """A master with both papers, able, and checked for work with children; `person` has seen it all."""
    day = today() - LONG_AGO
    for kind in (Kind.MASTER, Kind.MASTER_PRACTICE, Kind.ABLE, Kind.OCCUPATION):
        evidence = Evidence(mentor=mentor, kind=kind, since=day, added_by=person)
        if not kind.declared:
            evidence.issuer, evidence.number = "Latvijas Amatniecības kamera", f"{kind.value[:1].upper()}-417"
            evidence.checks.append(EvidenceCheck(school_id=school_id, person=person))
        db.add(evidence)
    due = today() + timedelta(days=300)
    check = ChildCheck(mentor=mentor, checked_on=day, allowed=True, next_due=due, noted_by=person)
    db.add(check)
