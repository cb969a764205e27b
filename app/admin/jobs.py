"""The nightly check of all files."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.admin import checking
from app.admin.models import FileCheck
from app.jobs import jobs
from app.jobs.models import Job, Progress
from app.jobs.work import After, Workshop, daily, later, on
from app.kit.clock import RIGA, now

NIGHT: Final = time(2, 30)
NIGHTLY: Final = "admin.check_nightly"


def plan_night(db: Session) -> None:
    """The check of the coming night, unless it is asked for already."""
    waits = select(Job.id).where(Job.kind == NIGHTLY, Job.progress.in_((Progress.WAITING, Progress.RUNNING)))
    if db.scalar(waits.limit(1)) is None:
        later(db, NIGHTLY, {}, delay=_next_night(now()) - now())


def _next_night(at: datetime) -> datetime:
    here = at.astimezone(RIGA)
    day = here.date() if here.time() < NIGHT else here.date() + timedelta(days=1)
    return datetime.combine(day, NIGHT, RIGA)


@on(NIGHTLY)
def check_nightly(shop: Workshop, db: Session, payload: dict[str, Any]) -> After | None:
    """Begins, unless somebody's own check still runs."""
    last = db.scalar(select(FileCheck).order_by(FileCheck.id.desc()).limit(1))
    if last is None or not last.runs:
        checking.begin(db)
    return None


@on(checking.JOB)
def check_files(shop: Workshop, db: Session, payload: dict[str, Any]) -> After | None:
    """One step: rows are found here, files are read afterwards, and then it is noted."""
    check = db.get(FileCheck, payload["check"])
    if check is None or check.finished_at:
        return None
    place, rows = list(check.place), checking.next_rows(db, check.place)

    def read_and_note() -> None:
        seen = checking.look(shop.store, rows) if rows else None
        with shop.database.session() as own:
            check = own.get_one(FileCheck, payload["check"], with_for_update=True)
            if list(check.place) == place and not check.finished_at:  # a repeated step is not counted twice
                checking.note(own, check, seen)

    return read_and_note


if plan_night not in daily:
    daily.append(plan_night)
assert jobs  # its list of the house's own brooms comes first
