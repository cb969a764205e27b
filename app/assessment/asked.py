"""What is assessed in a placement and until when, from its plan and the school's procedure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from app.assessment.models import Procedure
from app.internships.queries import practice_of
from app.kit.days import after_working_days
from app.placements.models import Kind, Placement
from app.plans.models import Plan, PlanRow

USUAL_HEADINGS = (
    "Praksē iegūtās zināšanas",
    "Praksē iegūtās prasmes",
    "Praksē iegūtās iemaņas",
    "Citi sasniegumi",
)


@dataclass(frozen=True)
class Asked:
    """A module, or with None the practice as a whole."""

    module_id: int | None
    position: int
    outcome_ids: list[int]
    ends: date | None


def procedure_of(db: Session, school_id: int) -> Procedure:
    """The school's own, else the usual one; that is not stored."""
    found = db.scalar(select(Procedure).where(Procedure.school_id == school_id))
    return found or Procedure(school_id=school_id, company_days=5, report_days=5, headings=[], version=1)


def headings_of(procedure: Procedure) -> list[str]:
    """Of the report (481: 6.1.4)."""
    return list(procedure.headings) or list(USUAL_HEADINGS)


def asked(db: Session, placement: Placement) -> list[Asked]:
    """Each module with hours at the company; of an internship everything together."""
    rows = db.scalars(
        select(PlanRow)
        .join(Plan)
        .where(Plan.placement_id == placement.id, PlanRow.company > 0)
        .order_by(PlanRow.position)
        .options(joinedload(PlanRow.module))
    ).all()
    if placement.kind is Kind.PRACTICE:
        practice = practice_of(db, placement.id)
        planned = dict.fromkeys(each for row in rows for each in row.outcome_ids)
        ids = list(practice.outcome_ids) if practice and practice.outcome_ids else list(planned)
        return [Asked(None, 0, ids, placement.ends)]
    by_module: dict[int, list[PlanRow]] = {}
    for row in rows:
        by_module.setdefault(row.module_id, []).append(row)
    return [_module(placement, found) for found in by_module.values()]


def _module(placement: Placement, rows: list[PlanRow]) -> Asked:
    ends = [row.ends for row in rows if row.ends]
    return Asked(
        rows[0].module_id,
        rows[0].position,
        list(dict.fromkeys(each for row in rows for each in row.outcome_ids)),
        max(ends) if ends else placement.ends,
    )


def due(ends: date | None, days: int) -> date | None:
    """So many working days after the end; public holidays are nobody's working days."""
    return after_working_days(ends, days) if ends else None
