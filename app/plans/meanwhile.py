"""Two people in one row: who wrote which cell after the version that was on the screen."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.audit.models import Trail
from app.identity.actor import Actor
from app.plans import cells
from app.plans.queries import person_name


def _changed_since(db: Session, row: Any, version: int) -> dict[str, int | None]:
    """The cells that others wrote after the version that was on the screen: who wrote each last."""
    missed = row.version - version
    if missed <= 0:
        return {}
    table = row.__tablename__
    trail = db.scalars(
        select(Trail)
        .where(Trail.subject == row.trail_subject, Trail.thing_type == table, Trail.thing_id == row.id)
        .order_by(Trail.id.desc())
        .limit(missed)
    )
    found: dict[str, int | None] = {}
    for entry in trail:
        for change in entry.changes:
            if change.get("type") == table and change.get("id") == row.id:
                for column in change.get("columns", {}):
                    found.setdefault(column, entry.person_id)
    return found


def check_nobody_was_faster(
    db: Session, actor: Actor, row: Any, values: Mapping[str, Any], version: int
) -> None:
    """Another cell of the row may have changed; this one may not, by somebody else, to something else."""
    changed = _changed_since(db, row, version)
    for field, value in values.items():
        who = changed.get(field)
        if field in changed and who != actor.person_id and getattr(row, field) != value:
            raise cells.Changed(field, person_name(db, who), getattr(row, field))
