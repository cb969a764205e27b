"""What is done about work that has failed, and about files."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.admin import checking, verbs
from app.admin.models import FileCheck
from app.identity.actor import Actor
from app.identity.models import Person
from app.jobs.models import Job, Progress
from app.kit.clock import now
from app.kit.errors import Refused
from app.kit.verbs import does
from app.kit.words import _


def _failed(job: Job) -> None:
    if job.progress is not Progress.FAILED:
        raise Refused(_("Only work that has failed can be started again or given up."))


@does(verbs.RETRY)
def retry(db: Session, actor: Actor, job: Job) -> None:
    """From the beginning, at once, with all its tries."""
    _failed(job)
    job.progress, job.tries, job.run_at = Progress.WAITING, 0, now()


@does(verbs.DROP)
def drop(db: Session, actor: Actor, job: Job) -> None:
    """Nobody waits for it any more; why it failed is kept."""
    _failed(job)
    job.progress, job.done_at = Progress.DONE, now()


@does(verbs.CHECK_FILES)
def check_files(db: Session, actor: Actor, keeper: Person) -> FileCheck:
    """Begins reading every file again; one run at a time."""
    last = db.scalar(select(FileCheck).order_by(FileCheck.id.desc()).limit(1))
    if last and last.runs:
        raise Refused(_("A check is running already."))
    return checking.begin(db, keeper)
