"""Sixty and fourteen days before something ends the coordinators are told, once each."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.companies.models import Company
from app.demo.cast import Cast
from app.jobs.models import Job
from app.kit.clock import at, now, today
from app.suitability.jobs import due, remind_of_decisions, remind_of_evidence
from app.suitability.models import ChildCheck, Decision, Evidence
from tests.browser import Browser


@pytest.mark.parametrize(
    ("left", "told", "now_due"),
    [
        (61, None, None),
        (60, None, 60),
        (59, 60, None),
        (15, 60, None),
        (14, 60, 14),
        (3, None, 14),
        (0, 14, None),
        (-1, None, None),
    ],
)
def test_which_warning_is_due(left: int, told: int | None, now_due: int | None) -> None:
    on = date(2026, 11, 23)
    assert due(on + timedelta(days=left), told, on) == now_due


def letters(db: Session) -> list[str]:
    jobs = db.scalars(select(Job).where(Job.kind == "notifications.write").order_by(Job.id))
    return [job.payload["template"] for job in jobs]


def test_each_once(browser: Browser, cast: Cast, db: Session) -> None:
    decision = db.scalars(select(Decision).where(Decision.company_id == cast.company.id)).one()
    paper = db.scalars(select(Evidence).where(Evidence.issuer != "").limit(1)).one()
    check = db.scalars(select(ChildCheck)).one()
    decision.valid_until = paper.until = check.next_due = today() + timedelta(days=60)
    db.commit()
    first = ["suitability.decision_ends", "suitability.evidence_ends", "suitability.child_check_ends"]
    for days, told in ((0, first), (1, first), (46, first * 2), (47, first * 2), (61, first * 2)):
        with at(now() + timedelta(days=days)):
            remind_of_decisions(db)
            remind_of_evidence(db)
            db.flush()
        assert sorted(letters(db)) == sorted(told), days
    db.commit()
    with at(now() + timedelta(days=61)):
        assert browser.work() >= 6
    assert all(not job.error for job in db.scalars(select(Job)))


def test_what_is_withdrawn_or_gone_is_not_told(cast: Cast, db: Session) -> None:
    from app.suitability.actions import withdraw_decision

    decision = db.scalars(select(Decision).where(Decision.company_id == cast.company.id)).one()
    paper = db.scalars(select(Evidence).where(Evidence.issuer != "").limit(1)).one()
    decision.valid_until = paper.until = today() + timedelta(days=20)
    withdraw_decision(db, cast.actor("guntis"), decision, reason="Nav vadītāja.")
    cast.mentor.active = False
    before = letters(db)
    remind_of_decisions(db)
    remind_of_evidence(db)
    assert letters(db) == before
    assert isinstance(cast.company, Company)
