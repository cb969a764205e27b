"""Once a day what has ended is cleared out."""

from datetime import timedelta

from fastapi import FastAPI
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.demo.cast import Cast
from app.identity.models import Attempt, PasswordReset, PersonalLink, SignIn
from app.jobs.models import Job, Progress
from app.jobs.work import sweep
from app.kit.clock import now
from app.main import workshop
from app.notifications.models import Reminder

DAY = timedelta(days=1)


def test_only_what_has_ended_goes(app: FastAPI, db: Session, cast: Cast) -> None:
    who, where = cast.aigars.id, cast.company.id
    for n, age in enumerate((0, 400)):
        ended = now() - age * DAY
        key = f"key-{n}"
        db.add(SignIn(token_hash=key, person_id=who, via="link", expires_at=ended + DAY))
        db.add(PersonalLink(token_hash=key, person_id=who, organisation_id=where, expires_at=ended))
        db.add(PasswordReset(token_hash=key, person_id=who, expires_at=ended))
        db.add(Attempt(key=key, at=ended))
        db.add(Job(kind="x", payload={}, progress=Progress.DONE, done_at=ended))
        db.add(Job(kind="y", payload={}, progress=Progress.FAILED, run_at=ended))
    db.commit()
    sweep(workshop(app))
    db.expire_all()
    for model, left in (
        (SignIn, 1),
        (PersonalLink, 1),
        (PasswordReset, 1),
        (Attempt, 1),
        (Job, 3 + 3),  # the next check of files, and a look through the registers of two schools
    ):
        assert db.scalar(select(func.count()).select_from(model)) == left, model


def test_a_reminder_outlives_its_job(app: FastAPI, db: Session, cast: Cast) -> None:
    job = Job(kind="x", payload={}, progress=Progress.DONE, done_at=now() - 60 * DAY)
    db.add(job)
    db.flush()
    who = {"person_id": cast.aigars.id, "sender_id": cast.ilze.id, "organisation_id": cast.school.id}
    db.add(Reminder(**who, about="week:1", kind="remind.approve", job_id=job.id))
    db.commit()
    sweep(workshop(app))
    db.expire_all()
    assert db.scalars(select(Reminder)).one().job_id is None
