"""Each day: what ends soon is told to the coordinators, 60 and 14 days before, once each."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, Final

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, joinedload

from app.companies.models import Mentor
from app.identity.models import Membership, Person
from app.identity.roles import Role
from app.jobs import jobs
from app.jobs.work import daily
from app.kit.clock import today
from app.notifications.actions import write_to
from app.suitability.evidence import ChildCheck, Evidence
from app.suitability.formula import Kind
from app.suitability.kept import Ending
from app.suitability.models import Decision, Standing

WARNINGS: Final = (60, 14)  # days before


def due(ends: date, told: int | None, on: date) -> int | None:
    """Which warning is to be given now; None when it has been given, or nothing ends soon."""
    left = (ends - on).days
    if left < 0:
        return None
    wanted = min((days for days in WARNINGS if left <= days), default=None)
    return wanted if wanted is not None and (told is None or wanted < told) else None


def _soon(ends: Any, told: Any) -> Any:
    first, last = WARNINGS
    near = ends.between(today(), today() + timedelta(days=first))
    return near & or_(told.is_(None), told > last)


def _coordinators(db: Session, schools: Iterable[int]) -> dict[int, list[Person]]:
    held = db.scalars(
        select(Membership)
        .where(
            Membership.organisation_id.in_(list(schools)),
            Membership.role == Role.COORDINATOR,
            Membership.ended_at.is_(None),
        )
        .options(joinedload(Membership.person, innerjoin=True))
        .order_by(Membership.id)
    )
    found: dict[int, list[Person]] = {}
    for membership in held:
        found.setdefault(membership.organisation_id, []).append(membership.person)
    return found


def _tell(db: Session, one: Ending, ends: date, template: str, schools: Iterable[int]) -> None:
    """Writes to the coordinators of these schools, if a warning is due."""
    warning = due(ends, one.told_days, today())
    if warning is None:
        return
    one.told_days = warning
    address: str = one.address  # type: ignore[attr-defined]
    for school_id, people in _coordinators(db, schools).items():
        for person in people:
            write_to(db, person, template, school_id, address, thing=one)


def _partners(mentor: Mentor) -> list[int]:
    return [each.school_id for each in mentor.company.partnerships]


def remind_of_decisions(db: Session) -> None:
    """Decisions of a school, to its coordinators."""
    ending = select(Decision).where(
        Decision.state == Standing.STANDS, _soon(Decision.valid_until, Decision.told_days)
    )
    for decision in db.scalars(ending.options(joinedload(Decision.company))):
        if decision.valid_until:
            _tell(db, decision, decision.valid_until, "suitability.decision_ends", [decision.school_id])


def remind_of_evidence(db: Session) -> None:
    """Papers and checks of active mentors, to the coordinators of the schools that work with the company."""
    ending = (
        select(Evidence)
        .join(Evidence.mentor)
        .where(Mentor.active, Evidence.kind != Kind.EXPERIENCE, _soon(Evidence.until, Evidence.told_days))
    )
    for paper in db.scalars(ending):
        if paper.until:
            _tell(db, paper, paper.until, "suitability.evidence_ends", _partners(paper.mentor))
    checks = (
        select(ChildCheck)
        .join(ChildCheck.mentor)
        .where(Mentor.active, _soon(ChildCheck.next_due, ChildCheck.told_days))
    )
    for check in db.scalars(checks):
        if check.next_due and check is _newest(db, check.mentor_id):
            _tell(db, check, check.next_due, "suitability.child_check_ends", _partners(check.mentor))


def _newest(db: Session, mentor_id: int) -> ChildCheck | None:
    wanted = select(ChildCheck).where(ChildCheck.mentor_id == mentor_id)
    return db.scalar(wanted.order_by(ChildCheck.checked_on.desc(), ChildCheck.id.desc()).limit(1))


for _broom in (remind_of_decisions, remind_of_evidence):
    if _broom not in daily:
        daily.append(_broom)
assert jobs  # its list of the house's own brooms comes first
