"""Work that comes round by itself."""

from datetime import UTC, datetime, timedelta

import pytest
from fastapi import FastAPI
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.jobs.models import Job, Progress
from app.jobs.rounds import daily_at, every, keep_rounds, rounds
from app.jobs.work import handlers, work_all
from app.kit import clock
from app.kit.clock import RIGA
from app.main import workshop

START = datetime(2026, 11, 23, 8, 0, tzinfo=RIGA)


@pytest.fixture(autouse=True)
def only_one(monkeypatch: pytest.MonkeyPatch) -> None:
    for kind in list(rounds):
        monkeypatch.delitem(rounds, kind)
    monkeypatch.setitem(rounds, "tests.round", every(timedelta(hours=1)))


def only(db: Session) -> Job:
    db.expire_all()
    return db.scalars(select(Job)).one()


def test_a_round_is_one_row_that_comes_again(
    app: FastAPI, db: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[int] = []
    monkeypatch.setitem(handlers, "tests.round", lambda *_given: done.append(1))
    for hours in range(4):
        with clock.at(START + timedelta(hours=hours)):
            keep_rounds(db)
            keep_rounds(db)
            db.commit()
            work_all(workshop(app))
            keep_rounds(db)
            db.commit()
    assert len(done) == 3
    assert only(db).run_at == (START + timedelta(hours=4)).astimezone(UTC)


def test_a_failed_round_keeps_its_reason_and_its_turn(db: Session) -> None:
    db.add(Job(kind="tests.round", payload={}, progress=Progress.FAILED, tries=6, error="nobody answers"))
    db.flush()
    keep_rounds(db)
    db.flush()
    assert (only(db).progress, only(db).tries, only(db).error) == (Progress.WAITING, 0, "nobody answers")


@pytest.mark.parametrize(
    ("now", "next_"),
    [
        (datetime(2026, 11, 23, 7, 29), datetime(2026, 11, 23, 7, 30)),
        (datetime(2026, 11, 23, 7, 30), datetime(2026, 11, 24, 7, 30)),
        (datetime(2026, 10, 24, 12, 0), datetime(2026, 10, 25, 7, 30)),  # the clocks went back that night
        (datetime(2027, 3, 27, 12, 0), datetime(2027, 3, 28, 7, 30)),
    ],
)
def test_half_past_seven_is_by_the_clocks_in_riga(now: datetime, next_: datetime) -> None:
    at = now.replace(tzinfo=RIGA).astimezone(UTC)
    assert daily_at(7, 30)(at).astimezone(RIGA).replace(tzinfo=None) == next_
