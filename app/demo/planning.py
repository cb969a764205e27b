"""Individual plans of the demo year: most follow the implementation plan, some depart from it."""

from __future__ import annotations

from decimal import ROUND_CEILING, Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.demo.setting import Part
from app.identity.actor import Actor
from app.placements.models import Placement
from app.plans import actions as plans
from app.plans.models import Plan, PlanRow


def draft(db: Session, ilze: Actor, placement: Placement, part: Part) -> Plan:
    """Every ninth moves two days of a module back to school; a few reach less than a quarter."""
    plan = db.scalar(select(Plan).where(Plan.placement_id == placement.id))
    assert plan is not None
    assert placement.programme is not None
    if part.plays == "under-share":
        wanted = placement.programme.hours * Decimal("24.1") / 100
        whole = sum((row.company for row in plan.rows), Decimal(0))
        for row in plan.rows:
            _cells(db, ilze, row, (row.company * wanted / whole).quantize(Decimal(1), ROUND_CEILING))
    elif part.number % 9 == 4:
        _cells(db, ilze, plan.rows[0], plan.rows[0].company - 16)
    return plan


def _cells(db: Session, ilze: Actor, row: PlanRow, company: Decimal) -> None:
    """The company's hours of a row; what is left stays at school."""
    at_school = row.school_practice + row.company - company
    for name, value in (("company", company), ("school_practice", at_school)):
        plans.fill_cell(db, ilze, row, field=name, value=value, version=row.version)
