"""Placements as papers name them: `placement:12`."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from app.placements.models import Placement, State
from app.registers.subjects import About
from app.schools.models import Learner

OVER: Final = (State.COMPLETED, State.TERMINATED, State.CANCELLED)
MOST: Final = 1000


def _ids(subjects: Collection[str]) -> list[int]:
    told = (subject.partition(":") for subject in subjects)
    return [int(number) for kind, _colon, number in told if kind == "placement" and number.isdecimal()]


def named(db: Session, actor: Any, subjects: Collection[str] | None) -> list[About]:
    """Those of `subjects` that the actor sees, or the newest of all."""
    wanted = Placement.visible_to(actor).options(
        joinedload(Placement.learner).joinedload(Learner.person), joinedload(Placement.company)
    )
    if subjects is not None:
        wanted = wanted.where(Placement.id.in_(_ids(subjects)))
    found = db.scalars(wanted.order_by(Placement.id.desc()).limit(MOST))
    return [About(f"placement:{one.id}", one.called, one.address) for one in found]


def ended(db: Session, subjects: Collection[str]) -> dict[str, date]:
    """The last day of those that are over."""
    ids = _ids(subjects)
    wanted = select(Placement.id, Placement.ends, Placement.created_at).where(Placement.state.in_(OVER))
    found: dict[str, date] = {}
    for start in range(0, len(ids), 500):  # a statement has a limited number of places
        for number, ends, created in db.execute(wanted.where(Placement.id.in_(ids[start : start + 500]))):
            found[f"placement:{number}"] = ends or created.date()
    return found
