"""Nudges: at most one in 24 hours about a thing, the last one shown, half a minute to take it back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.audit.models import subject_of
from app.identity.actor import Actor
from app.identity.models import Person
from app.identity.roles import SCHOOL_STAFF
from app.jobs.models import Job, Progress
from app.kit.clock import aware, now
from app.kit.errors import Refused
from app.kit.verbs import Verb, does
from app.kit.words import _
from app.notifications.actions import place_of, write_to
from app.notifications.models import Reminder
from app.notifications.reasons import check_reachable

PAUSE = timedelta(hours=24)
GRACE = timedelta(seconds=30)


def school_staff(actor: Actor, _thing: Any) -> bool:
    """The school's staff; which things, `visible_to` says."""
    return bool(actor.roles & SCHOOL_STAFF)


def sender(actor: Actor, reminder: Reminder) -> bool:
    """Whoever sent it."""
    return reminder.sender_id == actor.person_id


REMIND = Verb("notifications.remind", _("sent a reminder"), who=(school_staff,))
TAKE_BACK = Verb("notifications.take_back", _("took a reminder back"), who=(sender,))


def about(thing: Any) -> str:
    """How a reminder names its thing: `signer:12`."""
    return f"{thing.__tablename__}:{thing.id}"


@dataclass(frozen=True)
class Nudge:
    """The last reminder of a thing, and how many there were."""

    at: datetime
    times: int = 1

    @property
    def again_at(self) -> datetime:
        """From when there may be another one."""
        return aware(self.at) + PAUSE

    @property
    def too_soon(self) -> bool:
        """Whether a day has not passed yet."""
        return now() < self.again_at


def nudges(db: Session, names: Sequence[str]) -> dict[str, Nudge]:
    """The last reminder of each that has had one."""
    if not names:
        return {}
    wanted = select(Reminder.about, func.max(Reminder.at), func.count())
    rows = db.execute(wanted.where(Reminder.about.in_(names)).group_by(Reminder.about))
    return {name: Nudge(at, times) for name, at, times in rows}


def last_of(db: Session, names: Sequence[str]) -> dict[str, datetime]:
    """When each of these things was last reminded of."""
    rows = db.execute(
        select(Reminder.about, func.max(Reminder.at))
        .where(Reminder.about.in_(names))
        .group_by(Reminder.about)
    )
    return dict(rows.all())


@does(REMIND)
def remind(
    db: Session,
    actor: Actor,
    thing: Any,
    person: Person,
    template: str,
    *,
    named: str = "",
    address: str = "",
    values: dict[str, Any] | None = None,
) -> Reminder:
    """Asks the person once more, with the link to what is to be done; `named` for a part of a thing."""
    name = named or about(thing)
    last = last_of(db, [name]).get(name)
    if last and now() - last < PAUSE:
        raise Refused(
            _("You can remind again {moment:moment} (at most once in 24 hours).", moment=last + PAUSE)
        )
    check_reachable(person)
    asked = {"thing": thing, "actor_id": actor.person_id, "values": values, "delay": GRACE}
    job = write_to(db, person, template, place_of(thing, person), address or thing.address, **asked)
    db.flush()  # the reminder names its job, so that it can be taken back
    reminder = Reminder(
        person_id=person.id,
        sender_id=actor.person_id,
        organisation_id=actor.organisation_id,
        about=name,
        subject=subject_of(thing),
        kind=template,
        job_id=job.id,
    )
    db.add(reminder)
    return reminder


@does(TAKE_BACK)
def take_back(db: Session, actor: Actor, reminder: Reminder) -> None:
    """Within the grace; afterwards it has left."""
    job = db.get(Job, reminder.job_id)
    if job is None or job.progress is not Progress.WAITING:
        raise Refused(_("The reminder has already been sent."))
    db.delete(reminder)
    db.flush()  # the row points at the job
    db.delete(job)
