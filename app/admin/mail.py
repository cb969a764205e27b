"""The state of the mail: its days, its queue, what was not delivered, and how it is set up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, Final
from urllib.parse import urlsplit

from sqlalchemy import Select, and_, case, func, or_, select
from sqlalchemy.orm import Session, joinedload

from app.admin.forms import PAGE, MailSearch
from app.identity.actor import Actor
from app.identity.models import Person
from app.jobs.models import Job, Progress
from app.kit.clock import RIGA, now, today
from app.kit.names import search_words
from app.kit.words import Said, _
from app.notifications import digest, domain, returning
from app.notifications.models import UNDELIVERED, DomainCheck, Fate, Message
from app.notifications.post import Unsent
from app.notifications.reasons import CODE, reason
from app.settings import Settings

DAYS: Final = 14
LONG: Final = timedelta(days=30)
MOST: Final = 200

# the work that writes to people, as it is called in the queue
KINDS: Final[dict[str, Said]] = {
    "notifications.write": _("message"),
    "notifications.digest": _("morning letter"),
    "identity.send_ways_in": _("new link"),
    "identity.send_reset": _("new password"),
    "identity.send_invitation": _("invitation"),
    "documents.mail_code": _("signing code"),
}


@dataclass(frozen=True)
class Day:
    """How many messages of a day were sent, and how many did not arrive."""

    on: date
    sent: int
    lost: int


@dataclass(frozen=True)
class Row:
    """A piece of work in the queue, and for whom it is."""

    job: Job
    what: Said
    person: Person | None

    @property
    def why(self) -> Said | None:
        """Why it has not left yet, in plain words."""
        found = CODE.search(self.job.error) if self.job.error.startswith(Unsent.__name__) else None
        return reason(".".join(found.groups())) if found else None


@dataclass(frozen=True)
class Setup:
    """How letters leave and come back, without passwords."""

    server: str
    encrypted: bool
    sender: str
    back: str
    mailbox: str
    read: Job | None
    morning: datetime | None


def days(db: Session) -> list[Day]:
    """The last two weeks, by the calendar in Riga, in one select."""
    first = today() - timedelta(days=DAYS - 1)
    dates = [first + timedelta(days=n) for n in range(DAYS)]
    sums = []
    for day in dates:
        within = and_(Message.at >= _midnight(day), Message.at < _midnight(day + timedelta(days=1)))
        for fates in ((Fate.SENT,), UNDELIVERED):
            sums.append(func.sum(case((and_(within, Message.state.in_(fates)), 1), else_=0)))
    counted = db.execute(select(*sums).where(Message.at >= _midnight(first))).one()
    return [Day(day, counted[2 * n] or 0, counted[2 * n + 1] or 0) for n, day in enumerate(dates)]


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), RIGA)


def reasons(db: Session) -> list[tuple[Said, int]]:
    """Why messages of a month were not delivered, the most frequent first."""
    wanted = select(Message.status, func.count()).where(
        Message.state.in_(UNDELIVERED), Message.at > now() - LONG
    )
    counted: Counter[Said] = Counter()
    for status, count in db.execute(wanted.group_by(Message.status)):
        counted[reason(status)] += count
    return counted.most_common()


def queue_counts(db: Session) -> dict[str, int]:
    """By progress: what waits, runs and has failed."""
    wanted = select(Job.progress, func.count()).where(Job.kind.in_(KINDS), Job.progress != Progress.DONE)
    return {progress.value: count for progress, count in db.execute(wanted.group_by(Job.progress))}


def queue(db: Session, actor: Actor, progress: Progress | None, text: str = "") -> list[Row]:
    """What has failed first, then in the order in which it will be sent."""
    wanted = Job.visible_to(actor).where(Job.kind.in_(KINDS), Job.progress != Progress.DONE)
    if progress:
        wanted = wanted.where(Job.progress == progress)
    jobs = db.scalars(wanted.order_by(Job.progress != Progress.FAILED, Job.run_at, Job.id).limit(MOST)).all()
    ids = {job.payload.get("person") for job in jobs} - {None}
    people = {person.id: person for person in db.scalars(select(Person).where(Person.id.in_(ids)))}
    rows = [Row(job, KINDS[job.kind], people.get(job.payload.get("person", 0))) for job in jobs]
    words = search_words(text)
    return [row for row in rows if all(row.person and word in row.person.search_key for word in words)]


def messages(db: Session, actor: Actor, wanted: MailSearch) -> tuple[Sequence[Message], bool]:
    """A page of messages, the newest first, and whether there are older ones."""
    found = _narrowed(Message.visible_to(actor), wanted)
    found = found.options(
        joinedload(Message.person), joinedload(Message.sender), joinedload(Message.organisation)
    )
    rows = db.scalars(found.order_by(Message.id.desc()).limit(PAGE + 1)).all()
    return rows[:PAGE], len(rows) > PAGE


def lost(db: Session, actor: Actor, most: int) -> Sequence[Message]:
    """The latest that were not delivered."""
    wanted = Message.visible_to(actor).where(Message.state.in_(UNDELIVERED))
    newest = wanted.order_by(Message.undelivered_at.desc(), Message.id.desc()).limit(most)
    return db.scalars(newest.options(joinedload(Message.person))).all()


def _narrowed(found: Select[Any], wanted: MailSearch) -> Select[Any]:
    if wanted.fates:
        found = found.where(Message.state.in_(wanted.fates))
    if wanted.since:
        found = found.where(Message.at >= _midnight(wanted.since))
    if wanted.until:
        found = found.where(Message.at < _midnight(wanted.until + timedelta(days=1)))
    if wanted.before:
        found = found.where(Message.id < wanted.before)
    if text := wanted.text:
        named = [Person.search_key.contains(word, autoescape=True) for word in search_words(text)]
        people = select(Person.id).where(*named) if named else select(Person.id).where(Person.id == 0)
        found = found.where(
            or_(
                Message.person_id.in_(people),
                Message.recipient.icontains(text, autoescape=True),
                Message.subject.icontains(text, autoescape=True),
            )
        )
    return found


def latest_check(db: Session, actor: Actor) -> DomainCheck | None:
    """What the name servers said last."""
    found: DomainCheck | None = db.scalar(
        DomainCheck.visible_to(actor).order_by(DomainCheck.id.desc()).limit(1)
    )
    return found


def asking(db: Session, actor: Actor) -> bool:
    """Whether they are being asked now."""
    busy = Job.visible_to(actor).where(
        Job.kind == domain.CHECK, Job.progress.in_((Progress.WAITING, Progress.RUNNING))
    )
    return db.scalar(busy.limit(1)) is not None


def setup(db: Session, settings: Settings) -> Setup:
    """As the settings say, and when the rounds came last and come next."""
    rounds = select(Job).where(Job.kind.in_((returning.KIND, digest.ROUND))).order_by(Job.id)
    newest = {job.kind: job for job in db.scalars(rounds)}
    server, box = urlsplit(settings.smtp_url), urlsplit(settings.bounce_mailbox)
    mailbox = f"{box.scheme}://{box.hostname}{box.path}" if box.hostname else settings.bounce_mailbox
    morning = newest.get(digest.ROUND)
    return Setup(
        server=f"{server.hostname}:{server.port}" if server.port else server.hostname or "",
        encrypted=server.scheme == "smtps",
        sender=settings.mail_from,
        back=settings.bounce_address,
        mailbox=mailbox,
        read=newest.get(returning.KIND),
        morning=morning.run_at if morning and morning.progress is Progress.WAITING else None,
    )
