"""What was agreed for a day happens on it: amendments, suspensions, terminations."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from app.contracts.amendments.actions import apply_amendment
from app.contracts.amendments.queries import due
from app.contracts.calendar import calendar_of
from app.contracts.endings.actions import begin_pause, end
from app.contracts.endings.queries import due_suspensions, due_terminations, overdue_suspensions
from app.jobs.work import After, Workshop, daily, on
from app.kit.clock import now
from app.notifications.actions import write_to
from app.placements.parties import coordinators


def bring_due(db: Session) -> None:
    """Everything whose day has come; asked again it finds nothing left."""
    for amendment in due(db):
        if actor := calendar_of(amendment.placement):
            apply_amendment(db, actor, amendment)
    for suspension in due_suspensions(db):
        if actor := calendar_of(suspension.placement):
            begin_pause(db, actor, suspension)
    for termination in due_terminations(db):
        if actor := calendar_of(termination.placement):
            end(db, actor, termination)
    for late in overdue_suspensions(db):
        late.reminded_at = now()
        for person in coordinators(late.placement):
            write_to(
                db, person, "contracts.expected_back", late.placement.school_id, late.address, thing=late
            )


@on("contracts.on_the_day")
def on_the_day(shop: Workshop, db: Session, payload: dict[str, Any]) -> After | None:
    """Asked for when it was agreed; the sweep of each day is there if this was lost."""
    bring_due(db)
    return None


daily.append(bring_due)
