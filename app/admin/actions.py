"""What is done about work that has failed."""

from __future__ import annotations

from sqlalchemy.orm import Session

from app.admin import verbs
from app.identity.actor import Actor
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
