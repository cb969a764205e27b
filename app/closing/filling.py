"""What closing tells the law: papers that are missing, and what was not told outside."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.closing.models import Errand, Event
from app.closing.needed import missing
from app.kit.days import turns
from app.law.case import Case, Closing
from app.placements.models import State

FILLS: Final = frozenset({"closing"})

KEPT_YEARS = 5  # 749: 30; for other papers usual, until the school sets its own periods


def fill(db: Session, cases: dict[int, Case]) -> None:
    """One select; it reads the other sections, so it comes last."""
    errands: dict[int, list[Errand]] = defaultdict(list)
    for errand in db.scalars(select(Errand).where(Errand.placement_id.in_(cases))):
        errands[errand.placement_id].append(errand)
    for number, case in cases.items():
        case.learn(closing=_closing(case, errands[number]))


def _closing(case: Case, errands: list[Errand]) -> Closing:
    viis = sorted((e for e in errands if e.event is not Event.STATEMENT), key=lambda e: e.due)
    waiting = next((e for e in viis if e.done_on is None), None)
    return Closing(
        missing=tuple(str(paper.says) for paper in missing(case)),
        statement_needed=any(e.event is Event.STATEMENT and e.done_on is None for e in errands),
        viis_due=(waiting or viis[-1]).due if viis else None,
        viis_done_on=None if waiting or not viis else viis[-1].done_on,
        retention_until=_kept_until(case, errands),
    )


def _kept_until(case: Case, errands: list[Errand]) -> date | None:
    if case.state not in (State.COMPLETED, State.TERMINATED):
        return None
    ended = next((e.happened_on for e in errands if e.event is Event.ENDED), case.ends)
    return turns(ended, KEPT_YEARS) if ended else None
