"""What was agreed for a day happens on it: amendments, suspensions, terminations."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from app.contracts.amendments.actions import apply_amendment
from app.contracts.amendments.queries import due
from app.contracts.calendar import calendar_of
from app.jobs.work import After, Workshop, daily, on


def bring_due(db: Session) -> None:
    """Everything whose day has come; asked again it finds nothing left."""
    for amendment in due(db):
        if actor := calendar_of(amendment.placement):
            apply_amendment(db, actor, amendment)


@on("contracts.on_the_day")
def on_the_day(shop: Workshop, db: Session, payload: dict[str, Any]) -> After | None:
    """Asked for when it was agreed; the sweep of each day is there if this was lost."""
    bring_due(db)
    return None


daily.append(bring_due)
