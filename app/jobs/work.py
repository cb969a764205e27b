"""The worker: claims a job, runs its handler in one transaction, then what must happen outside it."""

from __future__ import annotations

import logging
import threading
import traceback
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from jinja2 import Environment
from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from app.jobs.models import Job, Progress
from app.jobs.rounds import keep_rounds
from app.kit.clock import now
from app.kit.db import Database
from app.kit.store import Store
from app.settings import Settings

log = logging.getLogger(__name__)
LEASE = timedelta(minutes=5)
MOST_TRIES = 6
ROUND = timedelta(minutes=1)


@dataclass
class Workshop:
    """What a handler may use."""

    database: Database
    settings: Settings
    templates: dict[str, Environment]
    store: Store
    job_id: int | None = None
    last_try: bool = False


After = Callable[[], None]
Handler = Callable[[Workshop, Session, dict[str, Any]], After | None]
handlers: dict[str, Handler] = {}
patience: dict[str, int] = {}
daily: list[Callable[[Session], None]] = []


def on(kind: str, tries: int = MOST_TRIES) -> Callable[[Handler], Handler]:
    """Registers the handler of a kind of job; each try waits twice as long as the one before."""

    def register(handler: Handler) -> Handler:
        handlers[kind], patience[kind] = handler, tries
        return handler

    return register


def later(db: Session, kind: str, payload: dict[str, Any], delay: timedelta = timedelta()) -> Job:
    """Asks for work; it starts only if this transaction commits."""
    job = Job(kind=kind, payload=payload, run_at=now() + delay)
    db.add(job)
    return job


def _claim(db: Session) -> Job | None:
    due = or_(
        (Job.progress == Progress.WAITING) & (Job.run_at <= now()),
        (Job.progress == Progress.RUNNING) & (Job.leased_until < now()),
    )
    job = db.scalar(
        select(Job).where(due).order_by(Job.run_at, Job.id).limit(1).with_for_update(skip_locked=True)
    )
    if job:
        job.progress, job.leased_until, job.tries = Progress.RUNNING, now() + LEASE, job.tries + 1
    return job


def work_one(shop: Workshop) -> bool:
    """Does one job that is due; False when there is none."""
    with shop.database.session() as db:
        job = _claim(db)
        if job is None:
            return False
        job_id, kind, payload, tries = job.id, job.kind, job.payload, job.tries
    error, most = "", patience.get(kind, MOST_TRIES)
    own = replace(shop, job_id=job_id, last_try=tries >= most)
    try:
        with shop.database.session() as db:
            after = handlers[kind](own, db, payload)
        if after:
            after()
    except Exception as failure:  # whatever goes wrong is kept and shown, and tried again
        where = "".join(traceback.format_tb(failure.__traceback__)[-3:])
        log.error("job %s %s: %s\n%s", job_id, kind, type(failure).__name__, where)  # messages name people
        error = f"{type(failure).__name__}: {failure}"[:2000]
    with shop.database.session() as db:
        ended = db.get_one(Job, job_id)
        ended.error, ended.leased_until = error, None
        if not error:
            ended.progress, ended.done_at = Progress.DONE, now()
        elif tries >= most:
            ended.progress = Progress.FAILED
        else:
            ended.progress, ended.run_at = Progress.WAITING, now() + timedelta(seconds=30 * 2**tries)
    return True


def work_all(shop: Workshop, most: int = 10_000) -> int:
    """Does what is due now; returns how many."""
    done = 0
    while done < most and work_one(shop):
        done += 1
    return done


def sweep(shop: Workshop) -> None:
    """Clears out what has ended."""
    with shop.database.session() as db:
        for broom in daily:
            broom(db)


def work_forever(shop: Workshop, stop: threading.Event, pause: float = 0.5) -> None:
    """The loop of a worker; once a day, and when it starts, it sweeps, and each minute sees to the rounds."""
    swept = seen = None
    while not stop.is_set():
        try:
            if seen is None or now() - seen > ROUND:
                with shop.database.session() as db:
                    keep_rounds(db)
                seen = now()
            if swept is None or now() - swept > timedelta(days=1):
                sweep(shop)
                swept = now()
            if not work_one(shop):
                stop.wait(pause)
        except Exception as failure:  # the database may be away for a moment
            log.error("worker: %s", type(failure).__name__)
            stop.wait(5)
