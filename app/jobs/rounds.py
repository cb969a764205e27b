"""Work that comes round: each kind has one row, asked for again when it has ended."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, time, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.jobs.models import Job, Progress
from app.kit.clock import RIGA, now

Turn = Callable[[datetime], datetime]
rounds: dict[str, Turn] = {}


def every(pause: timedelta) -> Turn:
    """So long after the last one."""
    return lambda moment: moment + pause


def daily_at(hour: int, minute: int = 0) -> Turn:
    """Each day when the clocks in Riga show it."""

    def turn(moment: datetime) -> datetime:
        day = moment.astimezone(RIGA).date()
        if datetime.combine(day, time(hour, minute), RIGA) <= moment:
            day += timedelta(days=1)
        return datetime.combine(day, time(hour, minute), RIGA)

    return turn


def keep_rounds(db: Session) -> None:
    """Every round has its next turn; one that has failed keeps the reason and takes its turn all the same."""
    known: dict[str, Job] = {job.kind: job for job in _newest(db)}
    for kind, turn in rounds.items():
        job = known.get(kind)
        if job is None:
            db.add(Job(kind=kind, payload={}, run_at=turn(now())))
        elif job.progress in {Progress.DONE, Progress.FAILED}:
            job.progress, job.run_at, job.tries = Progress.WAITING, turn(now()), 0


def _newest(db: Session) -> Sequence[Job]:
    return db.scalars(select(Job).where(Job.kind.in_(rounds)).order_by(Job.id)).all()
