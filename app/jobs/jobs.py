"""What is swept out each day."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import delete
from sqlalchemy.orm import Session

from app.identity.actions import forget_old
from app.jobs.models import Job, Progress
from app.jobs.work import daily
from app.kit.clock import now

KEPT = timedelta(days=30)


def forget_done(db: Session) -> None:
    """Work that was done a month ago is of no use to anybody."""
    db.execute(delete(Job).where(Job.progress == Progress.DONE, Job.done_at < now() - KEPT))


daily[:] = [forget_old, forget_done]
