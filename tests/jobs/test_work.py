"""Work for later: never lost, never done for a deed that was not."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from fastapi import FastAPI
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.jobs.models import Job, Progress
from app.jobs.work import MOST_TRIES, After, Workshop, handlers, later, work_all
from app.kit import clock
from app.kit.clock import now
from app.kit.db import Database
from app.main import workshop
from tests.databases import Databases, OneTransaction


class Done:
    """A handler that notes what it was given, and breaks when told to."""

    def __init__(self) -> None:
        self.got: list[Any] = []
        self.breaks = 0

    def __call__(self, shop: Workshop, db: Session, payload: dict[str, Any]) -> After | None:
        self.got.append(payload["n"])
        if self.breaks:
            self.breaks -= 1
            raise ConnectionError("nobody answers")
        return None


@pytest.fixture
def done(monkeypatch: pytest.MonkeyPatch) -> Done:
    done = Done()
    monkeypatch.setitem(handlers, "tests.done", done)
    return done


@pytest.fixture
def shop(app: FastAPI) -> Workshop:
    return workshop(app)


def jobs(db: Session) -> list[Job]:
    db.expire_all()
    return list(db.scalars(select(Job).order_by(Job.id)))


def test_work_is_done_once_and_in_order(db: Session, shop: Workshop, done: Done) -> None:
    for n in range(3):
        later(db, "tests.done", {"n": n})
        db.commit()
    assert work_all(shop) == 3
    assert work_all(shop) == 0
    assert done.got == [0, 1, 2]
    assert {job.progress for job in jobs(db)} == {Progress.DONE}


def test_a_deed_that_was_not_leaves_no_work(
    db: Session, transaction: OneTransaction, shop: Workshop, done: Done
) -> None:
    with pytest.raises(ZeroDivisionError), transaction.session() as other:
        later(other, "tests.done", {"n": 1})
        other.flush()
        1 / 0  # noqa: B018
    assert work_all(shop) == 0
    assert not done.got


def test_work_for_tomorrow_waits_until_tomorrow(db: Session, shop: Workshop, done: Done) -> None:
    later(db, "tests.done", {"n": 1}, timedelta(days=1))
    db.commit()
    assert work_all(shop) == 0
    with clock.at(now() + timedelta(days=1, minutes=1)):
        assert work_all(shop) == 1


def test_what_breaks_is_tried_again_later(
    db: Session, shop: Workshop, done: Done, caplog: pytest.LogCaptureFixture
) -> None:
    done.breaks = 1
    later(db, "tests.done", {"n": 1})
    db.commit()
    assert work_all(shop) == 1
    (job,) = jobs(db)
    assert job.progress is Progress.WAITING
    assert "nobody answers" in job.error
    assert job.run_at > now() + timedelta(seconds=50)
    with clock.at(now() + timedelta(minutes=10)):
        assert work_all(shop) == 1
    assert [(job.progress, job.error) for job in jobs(db)] == [(Progress.DONE, "")]


def test_what_always_breaks_is_given_up(
    db: Session, shop: Workshop, done: Done, caplog: pytest.LogCaptureFixture
) -> None:
    done.breaks = 99
    later(db, "tests.done", {"n": 1})
    db.commit()
    for day in range(MOST_TRIES + 3):
        with clock.at(now() + timedelta(days=day)):
            work_all(shop)
    (job,) = jobs(db)
    assert job.progress is Progress.FAILED
    assert len(done.got) == MOST_TRIES


def test_the_work_of_a_dead_worker_is_taken_over(db: Session, shop: Workshop, done: Done) -> None:
    job = later(db, "tests.done", {"n": 1})
    job.progress, job.leased_until = Progress.RUNNING, now() + timedelta(minutes=5)
    db.commit()
    assert work_all(shop) == 0
    with clock.at(now() + timedelta(minutes=6)):
        assert work_all(shop) == 1


@pytest.fixture
def both(databases: Databases, engine: str) -> Iterator[Database]:
    database = Database(databases.fresh(engine))
    yield database
    database.engine.dispose()


def test_two_workers_never_do_the_same(both: Database, app: FastAPI, done: Done) -> None:
    from threading import Thread

    with both.session() as db:
        for n in range(20):
            later(db, "tests.done", {"n": n})
    shop = Workshop(both, app.state.settings, app.state.templates, app.state.store)
    workers = [Thread(target=work_all, args=(shop,)) for _ in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert sorted(done.got) == list(range(20))
