"""What internships tell the law about each placement: three selects, however many."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from app.documents.models import Document
from app.documents.models import State as DocumentState
from app.internships import facts
from app.internships.models import OrderRow, Practice
from app.internships.queries import in_force
from app.kit.clock import riga
from app.law.case import Case
from app.law.case import Practice as Section
from app.placements.models import LIVE, Kind, Placement, State
from app.plans.models import Acquaintance

FILLS: Final = frozenset({"practice", "mentor", "learner"})

DECISION = "decision_481"
Pair = tuple[Placement, Practice | None]


def fill(db: Session, cases: dict[int, Case]) -> None:
    """The programme, the order, the decision; weeks in a row and what runs beside them."""
    wanted = [number for number, case in cases.items() if case.kind is Kind.PRACTICE]
    if not wanted:
        return
    everything, read = _of_learners(db, wanted)
    orders, decisions = in_force(db, wanted), _decisions(db, wanted)
    for pairs in everything.values():
        for placement, practice in pairs:
            case = cases.get(placement.id)
            if case is None or case.kind is not Kind.PRACTICE:
                continue
            others = [pair for pair in pairs if pair[0].id != placement.id]
            section = _section(placement, practice, orders.get(placement.id), others)
            section.decision_on = decisions.get(placement.id)
            case.learn(practice=section)
            if practice is not None and read.get(placement.id, 0) < practice.edition:
                case.learner.acquainted_on = None  # another edition has to be read anew
            case.mentor.occupation_matches = practice is not None and practice.occupation_confirmed


def _of_learners(db: Session, wanted: Sequence[int]) -> tuple[dict[int, list[Pair]], dict[int, int]]:
    """All placements of these learners with their programmes, by learner; the editions they have read."""
    learners = select(Placement.learner_id).where(Placement.id.in_(wanted))
    read = (
        select(func.max(Acquaintance.edition))
        .where(Acquaintance.placement_id == Placement.id)
        .correlate(Placement)
        .scalar_subquery()
    )
    rows = db.execute(
        select(Placement, Practice, read)
        .outerjoin(Practice, Practice.placement_id == Placement.id)
        .where(Placement.learner_id.in_(learners))
        .options(joinedload(Placement.mentor))
    )
    found: dict[int, list[Pair]] = defaultdict(list)
    editions: dict[int, int] = {}
    for placement, practice, edition in rows.unique():
        found[placement.learner_id].append((placement, practice))
        editions[placement.id] = edition or 0
    return found, editions


def _decisions(db: Session, wanted: Sequence[int]) -> dict[int, date]:
    """When the school's decision was signed, by placement (481: 6.1.5)."""
    rows = db.execute(
        select(Document.subject, Document.completed_at).where(
            Document.kind == DECISION,
            Document.state == DocumentState.COMPLETE,
            Document.subject.in_([f"placement:{number}" for number in wanted]),
        )
    )
    return {int(subject.partition(":")[2]): riga(at).date() for subject, at in rows if at}


def _section(
    placement: Placement, practice: Practice | None, row: OrderRow | None, others: Iterable[Pair]
) -> Section:
    others = list(others)
    section = Section(
        weeks_in_row=in_a_row(placement.weeks),
        parallel="S" in placement.weeks.strip("S-") or any(_meets(placement, other) for other, _p in others),
        hours=sum((Decimal(p.hours) for other, p in others if p and _counts(placement, other)), Decimal(0)),
    )
    if practice is not None:
        agreed = practice.agreed_at
        section.programme_complete = facts.complete(practice)
        section.programme_agreed_on = riga(agreed).date() if agreed else None
        section.qualification_practice = practice.closing
    if row is not None:
        section.order_on = row.order.dated
        section.order_complete = bool(row.supervisor) and (row.starts, row.ends) == (
            placement.starts,
            placement.ends,
        )
    return section


def in_a_row(weeks: str) -> int:
    """The longest run of weeks at the place."""
    return max((len(run) for run in weeks.replace("-", "S").split("S")), default=0)


def _meets(placement: Placement, other: Placement) -> bool:
    """Another placement that lives on the same days."""
    if other.state not in LIVE or None in (placement.starts, placement.ends, other.starts, other.ends):
        return False
    assert placement.starts
    assert placement.ends
    assert other.starts
    assert other.ends
    return placement.starts <= other.ends and other.starts <= placement.ends


def _counts(placement: Placement, other: Placement) -> bool:
    """An internship of the same programme that has been completed."""
    return (
        other.kind is Kind.PRACTICE
        and other.state is State.COMPLETED
        and other.programme_id == placement.programme_id
    )
