"""What is known of companies and mentors, for one page or for hundreds of placements at once."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import and_, exists, select
from sqlalchemy.orm import Session, contains_eager

from app.schools.models import Programme
from app.suitability.evidence import ChildCheck, Evidence, EvidenceCheck
from app.suitability.formula import Proof, Readiness, readiness
from app.suitability.models import Decision, Opinion, Standing, State

Triple = tuple[int, int, int | None]  # school, company, programme


@dataclass(frozen=True)
class Suitability:
    """What the rules ask of a company in a school's programme."""

    opinion_requested_on: date | None = None
    opinion_due_on: date | None = None
    opinion_on: date | None = None
    opinion_positive: bool = False
    decision_on: date | None = None
    decision_no: str = ""
    decision_positive: bool = False
    decision_until: date | None = None
    decision_reason: str = ""


@dataclass
class _Found:
    opinions: list[tuple[Opinion, int | None]] = field(default_factory=list)
    decisions: list[Decision] = field(default_factory=list)


def suitability_of(db: Session, triples: Collection[Triple]) -> dict[Triple, Suitability]:
    """For each: the decision that stands with its opinion, else the newest opinion. Two selects."""
    if not triples:
        return {}
    companies = {company for _school, company, _programme in triples}
    programmes = {programme for _school, _company, programme in triples if programme}
    same = and_(
        Programme.code == Opinion.code,
        Programme.qualification == Opinion.qualification,
        Programme.id.in_(programmes),
    )
    found: dict[int, _Found] = {company: _Found() for company in companies}
    wanted = (
        select(Opinion, Programme.id)
        .outerjoin(Programme, same)
        .where(Opinion.company_id.in_(companies), Opinion.state != State.WITHDRAWN)
        .order_by(Opinion.opinion_on.desc(), Opinion.id.desc())
    )
    for opinion, programme_id in db.execute(wanted):
        found[opinion.company_id].opinions.append((opinion, programme_id))
    decisions = (
        select(Decision)
        .where(
            Decision.school_id.in_({school for school, _company, _programme in triples}),
            Decision.company_id.in_(companies),
            Decision.state == Standing.STANDS,
        )
        .join(Decision.opinion)
        .options(contains_eager(Decision.opinion))
        .order_by(Decision.decided_on.desc(), Decision.id.desc())
    )
    for decision in db.scalars(decisions):
        found[decision.company_id].decisions.append(decision)
    return {triple: _suitability(triple, found[triple[1]]) for triple in triples}


def _suitability(triple: Triple, found: _Found) -> Suitability:
    school, _company, programme = triple
    about = [o for o, of in found.opinions if not o.code or (programme and of == programme)]
    given = [o for o in about if o.state is State.GIVEN]
    asked = [o for o in about if o.state is State.ASKED and o.school_id == school]
    mine = (d for d in found.decisions if d.school_id == school and d.covers(programme))
    decision = next(mine, None)
    opinion = decision.opinion if decision else next(iter(given), None)
    request = asked[0] if asked else opinion
    return Suitability(
        opinion_requested_on=request.asked_on if request else None,
        opinion_due_on=asked[0].due_on if asked else None,
        opinion_on=opinion.opinion_on if opinion else None,
        opinion_positive=bool(opinion and opinion.positive),
        decision_on=decision.decided_on if decision else None,
        decision_no=decision.number if decision else "",
        decision_positive=bool(decision and decision.positive),
        decision_until=decision.valid_until if decision else None,
        decision_reason=decision.reason if decision else "",
    )


def mentors_of(db: Session, mentor_ids: Collection[int], on: date) -> dict[int, Readiness]:
    """What each supervisor has on that day. Two selects, whatever their number."""
    if not mentor_ids:
        return {}
    proofs: dict[int, list[Proof]] = {mentor_id: [] for mentor_id in mentor_ids}
    checked = exists().where(EvidenceCheck.evidence_id == Evidence.id)
    held = select(
        Evidence.mentor_id, Evidence.kind, Evidence.since, Evidence.until, Evidence.hours, checked
    ).where(Evidence.mentor_id.in_(proofs))
    for mentor_id, kind, since, until, hours, seen in db.execute(held):
        proofs[mentor_id].append(Proof(kind, since, until, hours, seen))
    children: dict[int, tuple[bool, date | None]] = {}
    checks = (
        select(ChildCheck.mentor_id, ChildCheck.allowed, ChildCheck.next_due)
        .where(ChildCheck.mentor_id.in_(proofs), ChildCheck.checked_on <= on)
        .order_by(ChildCheck.checked_on, ChildCheck.id)
    )
    for mentor_id, allowed, due in db.execute(checks):
        children[mentor_id] = allowed, due
    found = {}
    for mentor_id, each in proofs.items():
        ok, due = children.get(mentor_id, (None, None))
        found[mentor_id] = readiness(each, on, child_check_ok=ok, child_check_until=due)
    return found
