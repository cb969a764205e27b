"""imports.undo: within a day everything is as it was."""

from datetime import timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.demo.cast import Cast
from app.identity.models import Person
from app.imports.models import State
from app.kit.clock import now
from app.kit.db import Base
from app.placements.models import Kind, Placement
from app.placements.models import State as Stage
from app.schools.models import Group, Learner
from tests.browser import Browser
from tests.imports.conftest import Import

KEPT = {"trail", "batch", "batch_row", "sign_in", "preset"}


def rows(db: Session) -> dict[str, int]:
    return {
        table.name: db.scalar(select(func.count()).select_from(table)) or 0
        for table in Base.metadata.sorted_tables
        if table.name not in KEPT
    }


def test_all_four_lists_go_again(upload: Import, browser: Browser, cast: Cast, db: Session) -> None:
    before = rows(db)
    names = ("programmas.csv", "izglitojamie-eklase.csv", "register.csv", "esosas-dvb.xlsx")
    batches = [upload(name, apply=True) for name in names]
    assert rows(db) != before
    for batch in reversed(batches):
        answer = browser.as_(cast.ilze).post(f"/imports/{batch.id}/atsaukt")
        assert answer.status == 303, answer
        db.refresh(batch)
        assert batch.state is State.UNDONE
    assert rows(db) == before


def test_a_changed_value_gets_its_old_one_back(
    upload: Import, browser: Browser, cast: Cast, db: Session
) -> None:
    upload("programmas.csv", apply=True)
    upload("izglitojamie-eklase.csv", apply=True)
    batch = upload("izglitojamie-viis.xlsx", apply=True)
    assert batch.counts["changed"]
    filled = db.scalars(select(Person).where(Person.email != "")).all()
    browser.as_(cast.ilze).post(f"/imports/{batch.id}/atsaukt")
    assert len(db.scalars(select(Person).where(Person.email != "")).all()) < len(filled)


def test_what_is_in_use_stays(upload: Import, browser: Browser, cast: Cast, db: Session) -> None:
    upload("programmas.csv", apply=True)
    batch = upload("izglitojamie-eklase.csv", apply=True)
    learner = db.scalars(select(Learner).order_by(Learner.id.desc())).first()
    assert learner is not None
    db.add(
        Placement(
            school_id=learner.school_id, learner=learner, kind=Kind.DVB, state=Stage.DRAFT, sort_key="x"
        )
    )
    answer = browser.as_(cast.ilze).post(f"/imports/{batch.id}/atsaukt")
    assert answer.status == 409 and "jau tiek lietots" in answer.words
    assert (db.scalar(select(func.count()).select_from(Group)) or 0) > 40


def test_after_a_day_it_is_too_late(upload: Import, browser: Browser, cast: Cast, db: Session) -> None:
    batch = upload("programmas.csv", apply=True)
    batch.applied_at = now() - timedelta(hours=25)
    assert browser.as_(cast.ilze).post(f"/imports/{batch.id}/atsaukt").status == 409


def test_what_was_not_applied_cannot_be_undone(upload: Import, browser: Browser, cast: Cast) -> None:
    batch = upload("programmas.csv")
    assert browser.as_(cast.ilze).post(f"/imports/{batch.id}/atsaukt").status == 409


def test_a_stranger_finds_nothing(upload: Import, browser: Browser, cast: Cast) -> None:
    batch = upload("programmas.csv", apply=True)
    assert browser.as_(cast.stranger).post(f"/imports/{batch.id}/atsaukt").status == 404
