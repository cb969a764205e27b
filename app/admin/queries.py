"""What the administrator looks at: figures, work, messages, organisations, the trail, the matrix of verbs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import Select, and_, func, select
from sqlalchemy.orm import Session, joinedload

from app.admin.forms import PAGE, TrailSearch
from app.admin.models import FileCheck
from app.audit.models import Trail
from app.identity.actor import Actor
from app.identity.models import Membership, Organisation, Person
from app.jobs.models import Job, Progress
from app.kit import files
from app.kit.clock import RIGA, now
from app.kit.names import search_words
from app.kit.verbs import Verb, named
from app.notifications.models import UNDELIVERED, Fate, Message

DAY = timedelta(days=1)
MOST = 200
RUNS = 20


@dataclass(frozen=True)
class Figures:
    """The state of the portal in a few numbers."""

    waiting: int
    failed: int
    sent: int
    unsent: int
    organisations: int
    people: int


def figures(db: Session) -> Figures:
    """Counted now; messages of the last day."""
    jobs = dict(db.execute(select(Job.progress, func.count()).group_by(Job.progress)).all())
    day = Message.at > now() - DAY
    sent = db.scalar(select(func.count()).select_from(Message).where(day, Message.state == Fate.SENT)) or 0
    unsent = (
        db.scalar(select(func.count()).select_from(Message).where(day, Message.state.in_(UNDELIVERED))) or 0
    )
    return Figures(
        waiting=jobs.get(Progress.WAITING, 0) + jobs.get(Progress.RUNNING, 0),
        failed=jobs.get(Progress.FAILED, 0),
        sent=sent,
        unsent=unsent,
        organisations=db.scalar(select(func.count()).select_from(Organisation)) or 0,
        people=db.scalar(select(func.count()).select_from(Person)) or 0,
    )


def jobs(db: Session, actor: Actor) -> Sequence[Job]:
    """What has failed, then what waits, the oldest first."""
    open_ones = Job.visible_to(actor).where(Job.progress != Progress.DONE)
    return db.scalars(open_ones.order_by(Job.progress != Progress.FAILED, Job.run_at).limit(MOST)).all()


def organisations(db: Session, text: str) -> list[tuple[Organisation, int]]:
    """In Latvian order, with how many people have a role there."""
    people = (
        select(func.count(Membership.person_id.distinct()))
        .where(Membership.organisation_id == Organisation.id, Membership.ended_at.is_(None))
        .scalar_subquery()
    )
    wanted = select(Organisation, people).order_by(Organisation.kind, Organisation.sort_key).limit(MOST)
    for word in search_words(text):
        wanted = wanted.where(Organisation.search_key.contains(word, autoescape=True))
    return [(organisation, count) for organisation, count in db.execute(wanted)]


def trail(db: Session, actor: Actor, wanted: TrailSearch) -> tuple[list[Trail], bool]:
    """A page of deeds, the newest first, and whether there are older ones."""
    found = _narrowed(Trail.visible_to(actor), wanted)
    found = found.options(joinedload(Trail.person), joinedload(Trail.organisation))
    rows = list(db.scalars(found.order_by(Trail.id.desc()).limit(PAGE + 1)))
    return rows[:PAGE], len(rows) > PAGE


def _narrowed(found: Select[Any], wanted: TrailSearch) -> Select[Any]:
    if wanted.verb:
        found = found.where(Trail.verb == wanted.verb)
    if wanted.since:
        found = found.where(Trail.at >= _midnight(wanted.since))
    if wanted.until:
        found = found.where(Trail.at < _midnight(wanted.until + DAY))
    if wanted.before:
        found = found.where(Trail.id < wanted.before)
    if wanted.thing:
        kind, _colon, number = wanted.thing.partition(":")
        if number.isascii() and number.isdecimal() and len(number) < 10:
            itself = and_(Trail.thing_type == kind, Trail.thing_id == int(number))
            found = found.where((Trail.subject == wanted.thing) | itself)
        else:
            found = found.where(Trail.thing_type == wanted.thing)
    if words := search_words(wanted.person):
        people = select(Person.id).where(*[Person.search_key.contains(w, autoescape=True) for w in words])
        found = found.where(Trail.person_id.in_(people))
    return found


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), RIGA)


def checks(db: Session, actor: Actor) -> Sequence[FileCheck]:
    """The last runs, the newest first."""
    wanted = FileCheck.visible_to(actor).options(joinedload(FileCheck.asked_by))
    return db.scalars(wanted.order_by(FileCheck.id.desc()).limit(RUNS)).all()


@dataclass(frozen=True)
class Fault:
    """A file that is not as it was written, and whose it is."""

    digest: str
    wrong: str
    row: str
    title: str
    address: str


def faults(db: Session, check: FileCheck) -> list[Fault]:
    """By whose they are."""
    known = files.called(db, {(table, number) for _digest, _wrong, table, number in check.faults})
    return [
        Fault(digest, wrong, f"{table} {number}", *known.get((table, number), ("", "")))
        for digest, wrong, table, number in check.faults
    ]


def matrix() -> dict[str, list[Verb]]:
    """Every verb, by the room it belongs to."""
    found: dict[str, list[Verb]] = {}
    for name in sorted(named):
        found.setdefault(name.partition(".")[0], []).append(named[name])
    return found
