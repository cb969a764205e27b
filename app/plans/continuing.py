"""A placement that continues another: what was learned there is taken off what is to be learned here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.placements.models import Placement
from app.plans.models import Plan
from app.schools.models import Module, ModuleKind

# hours confirmed at a placement by the module's id, 0 for those without one; the room above is wired in
Learned = Callable[[Session, Placement], Mapping[int, Decimal]]
learned: Final[list[Learned]] = []


def plan_before(db: Session, placement: Placement) -> Plan | None:
    """Of the placement that is continued."""
    if placement.continues_id is None:
        return None
    return db.scalar(select(Plan).where(Plan.placement_id == placement.continues_id))


def _confirmed(db: Session, before: Plan) -> dict[int, Decimal]:
    """Also what that placement itself had continued."""
    found = {int(module): Decimal(hours) for module, hours in before.learned.items()}
    for count in learned:
        for module, hours in count(db, before.placement).items():
            found[module] = found.get(module, Decimal(0)) + hours
    return found


def begin(db: Session, plan: Plan) -> None:
    """The rows become what remains."""
    if plan_before(db, plan.placement):
        take_off(db, plan)


def take_off(db: Session, plan: Plan) -> None:
    """What has been confirmed since the last count is taken off the hours at the company."""
    before = plan_before(db, plan.placement)
    if before is None:
        return
    confirmed = _confirmed(db, before)
    for module, hours in confirmed.items():
        more = hours - Decimal(plan.learned.get(str(module), 0)) if plan.learned else hours
        for row in (row for row in plan.rows if (row.module_id or row.module.id) == module):
            part = min(more, row.company)
            row.company -= part
            more -= part
    of_practice = select(Module.id).where(Module.id.in_(confirmed), Module.kind == ModuleKind.PRACTICE)
    practice = set(db.scalars(of_practice))
    plan.learned = {str(module): f"{hours:f}" for module, hours in confirmed.items()}
    plan.learned_hours = sum(confirmed.values(), Decimal(0))
    plan.learned_practice = sum((h for m, h in confirmed.items() if m in practice), Decimal(0))
