"""What is done about work that has failed, about files, and about the mail."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.admin import checking, verbs
from app.admin.mail import asking
from app.admin.models import FileCheck
from app.identity.actor import Actor
from app.identity.models import Person
from app.jobs.models import Job, Progress
from app.jobs.work import later
from app.kit.clock import now
from app.kit.errors import Reason, Refused
from app.kit.verbs import does
from app.kit.words import _
from app.notifications.actions import write_to
from app.notifications.domain import CHECK


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


@does(verbs.SEND_TEST)
def send_test(db: Session, actor: Actor, person: Person) -> None:
    """To oneself, by the way of all letters."""
    if not person.email:
        raise Refused(Reason(_("You have no e-mail."), fix=_("Enter it in the profile.")))
    person.email_fault = ""  # an earlier letter came back; this one is to find out whether it still would
    write_to(db, person, "notifications.test", None, "/administresana/pasts", actor_id=person.id)


@does(verbs.CHECK_DOMAIN)
def check_domain(db: Session, actor: Actor, person: Person) -> None:
    """Name servers may be slow, so a job asks them; once at a time."""
    if not asking(db, actor):
        later(db, CHECK, {})
