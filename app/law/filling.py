"""What the rules ask of the company and its supervisor: the decision, the evidence, how many learners."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.law.case import Case, Suitability
from app.placements.models import LIVE, Placement
from app.suitability.formula import Readiness
from app.suitability.queries import Suitability as Found
from app.suitability.queries import Triple, mentors_of, suitability_of

FILLS: Final = frozenset({"suitability", "mentor"})


def fill(db: Session, cases: dict[int, Case]) -> None:
    """Five selects: opinions, decisions; evidence, checks for work with children; learners of each mentor."""
    triples = {number: triple for number, case in cases.items() if (triple := _triple(case))}
    decided = suitability_of(db, set(triples.values()))
    mentors = {mentor for case in cases.values() if (mentor := case.ids.get("mentor"))}
    days = {case.today for case in cases.values()}
    ready = mentors_of(db, mentors, max(days)) if mentors else {}
    load = _load(db, mentors)
    for number, case in cases.items():
        made = decided[triples[number]] if number in triples else None
        mentor = case.ids.get("mentor") or 0
        case.learn(suitability=_suitability(made) if made else Suitability())
        case.learn(mentor=_with(case, ready.get(mentor), load.get(mentor, 0)))


def _triple(case: Case) -> Triple | None:
    school, company = case.ids.get("school"), case.ids.get("company")
    return (school, company, case.ids.get("programme")) if school and company else None


def _suitability(found: Found) -> Suitability:
    return Suitability(
        opinion_requested_on=found.opinion_requested_on,
        opinion_on=found.opinion_on,
        opinion_positive=found.opinion_positive if found.opinion_on else None,
        decision_on=found.decision_on,
        decision_no=found.decision_no,
        decision_positive=found.decision_positive if found.decision_on else None,
        decision_until=found.decision_until,
    )


def _with(case: Case, ready: Readiness | None, learners: int) -> object:
    """The mentor of the case with what they have shown; on a ship the STCW Code (484: 10¹)."""
    if ready is None:
        return case.mentor
    return replace(
        case.mentor,
        master=ready.master,
        pedagogy=ready.pedagogy,
        sector=ready.sector,
        able=ready.able,
        maritime=case.mentor.maritime and ready.stcw,
        child_check_ok=ready.child_check_ok,
        child_check_until=ready.child_check_until,
        occupation_matches=ready.occupation_matches,
        learners=learners,
    )


def _load(db: Session, mentors: Collection[int]) -> dict[int, int]:
    counted = (
        select(Placement.mentor_id, func.count())
        .where(Placement.mentor_id.in_(mentors), Placement.state.in_(LIVE))
        .group_by(Placement.mentor_id)
    )
    return {mentor: number for mentor, number in db.execute(counted) if mentor} if mentors else {}
