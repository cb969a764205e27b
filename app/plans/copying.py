"""What another plan's rows would be in this plan. Nothing is written here."""

from __future__ import annotations

from datetime import date, timedelta

from app.placements.models import Placement
from app.plans.models import Plan, PlanRow


def _moved(day: date | None, by: timedelta, placement: Placement) -> date | None:
    """A date of the other plan, moved to this placement's time; none when it falls outside."""
    if day is None:
        return None
    moved = day + by
    if placement.starts and placement.ends and not placement.starts <= moved <= placement.ends:
        return None
    return moved


def copied(plan: Plan, source: Plan) -> list[PlanRow]:
    """What the rows would be. Dates move with the start; the other mentor's name becomes this one's."""
    mine, other = plan.placement, source.placement
    by = timedelta(0)
    if mine.starts and other.starts:
        by = mine.starts - other.starts
    theirs = other.mentor.person.name if other.mentor else ""
    ours = mine.mentor.person.name if mine.mentor else ""
    return [
        PlanRow(
            module_id=row.module_id,
            module=row.module,
            position=row.position,
            school_theory=row.school_theory,
            school_practice=row.school_practice,
            company=row.company,
            starts=_moved(row.starts, by, mine),
            ends=_moved(row.ends, by, mine),
            responsible=ours if theirs and row.responsible == theirs else row.responsible,
            assessment=row.assessment,
            outcome_ids=list(row.outcome_ids),
        )
        for row in source.rows
    ]
