"""A school year of the demo school, played by the real actions: 186 placements in every state."""

from __future__ import annotations

import random
import time
from datetime import timedelta

from fastapi import FastAPI
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app import wiring
from app.demo.cast import Cast, actor_of
from app.demo.elsewhere import sign_elsewhere
from app.demo.filing import keep_office
from app.demo.interning import Internship
from app.demo.paid import touch_up
from app.demo.placing import Director
from app.demo.setting import Part, SetUp, set_up
from app.esign.testing.pki import TestPki
from app.identity.models import Organisation, Person
from app.jobs.models import Job, Progress
from app.kit.clock import at, now
from app.trust.mode import adopt

SEED = 484
SEALED = 6


def play_when_empty(app: FastAPI) -> bool:
    """Plays the demo year if the database has nobody in it; says how long it took."""
    database = app.state.database
    with database.session(write=False) as db:
        if db.scalar(select(Organisation.id).limit(1)) is not None:
            return False
    started = time.monotonic()
    print("Demo: Abavas Amatu tehnikums …", end="", flush=True)
    with wiring.silently():  # a year of mail is of no use to anybody
        count = _play(app)
    print(f" {count} mācību vietas, {time.monotonic() - started:.0f} s", flush=True)
    return True


def _play(app: FastAPI) -> int:
    database = app.state.database
    dice = random.Random(SEED)
    with database.session() as db:
        cast = Cast.create(db)
        with at(now() - timedelta(days=100)):
            place = set_up(db, cast, dice)
    parts = place.parts
    for start in range(0, len(parts), 10):
        with database.session() as db:
            _some(db, place, parts[start : start + 10])
    with database.session() as db:
        interns = Internship(db, place, cast).play()
    with database.session() as db:
        touch_up(db, cast.school.id, place.actors["ilze"])
        keep_office(db, actor_of(db, db.get_one(Person, place.actors["ilze"])))
        if app.state.settings.test_signing:
            pki = TestPki.at(app.state.settings.data_dir / "testa")
            adopt(db, pki)
            sign_elsewhere(db, pki, actor_of(db, db.get_one(Person, place.actors["ilze"])))
        forget_letters(db)
    return len(parts) + interns


def _some(db: Session, place: SetUp, parts: list[Part]) -> None:
    director = Director(db, place)
    for part in parts:
        director.play(part)


def forget_letters(db: Session) -> None:
    """Messages of the past are not sent now; the newest papers are still sealed."""
    seals = select(Job.id).where(Job.kind == "documents.seal").order_by(Job.id.desc()).limit(SEALED)
    waiting = update(Job).where(Job.progress == Progress.WAITING, Job.id.not_in(list(db.scalars(seals))))
    db.execute(waiting.values(progress=Progress.DONE, done_at=now()))
