"""Whether a change can be agreed: the same questions as when a placement is prepared."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from app.companies.models import Branch, Mentor
from app.contracts.amendments.models import SETTLED, Amendment
from app.contracts.differences import company_weeks
from app.contracts.models import Contract
from app.contracts.terms import OF_PAY, Terms
from app.kit.clock import today
from app.kit.words import Said, _
from app.placements.models import Placement
from app.placements.schedule import troubles
from app.plans.models import Plan
from app.plans.models import State as PlanState


def last_agreed(db: Session, contract: Contract) -> date | None:
    """The day of the latest amendment that is signed already."""
    wanted = select(Amendment).where(Amendment.contract_id == contract.id, Amendment.state.in_(SETTLED))
    return max((each.since for each in db.scalars(wanted)), default=None)


def _day(db: Session, contract: Contract, on: date, after: Terms) -> Said | None:
    if on < today():
        return _("An amendment has no force before it is signed. Choose today or a later day.")
    if after.ends and on > after.ends:
        return _("The day is after the end of the contract, {day:day}.", day=after.ends)
    agreed = last_agreed(db, contract)
    if agreed and on < agreed:
        return _(
            "An amendment that begins on {day:day} is signed already. Choose that day or a later one.",
            day=agreed,
        )
    return None


def _mentor(db: Session, placement: Placement, mentor_id: int | None) -> Said | None:
    wanted = select(Mentor).where(Mentor.id == mentor_id).options(joinedload(Mentor.person))
    mentor = db.scalar(wanted)
    if mentor is None:
        return _("Choose a supervisor from the list.")
    if mentor.company_id != placement.company_id:
        return _("The supervisor works at another company.")
    if not mentor.active:
        return _("{name} does not supervise learners at present.", name=mentor.person.name)
    return None


def _branch(db: Session, placement: Placement, branch_id: int | None) -> Said | None:
    if branch_id is None:
        return None
    of = db.scalar(select(Branch.company_id).where(Branch.id == branch_id))
    return None if of == placement.company_id else _("The place is of another company.")


def _schedule(before: Terms, after: Terms, on: date) -> dict[str, Said]:
    schedule = after.schedule
    if schedule is None:
        return {"ends": _("Choose the period.")}
    found = troubles(schedule)
    if before.starts != after.starts and before.starts and (on > before.starts or today() >= before.starts):
        found["starts"] = _("The learning has begun: its first day stays as it was signed.")
    if after.ends and after.ends < today():
        found["ends"] = _("The end has passed already.")
    past = on - timedelta(days=on.weekday())
    old = {week for week in company_weeks(before) if week.monday < past}
    if not found and old != {week for week in company_weeks(after) if week.monday < past}:
        found["weeks"] = _("Weeks before {day:day} stay as they are.", day=on)
    return found


def _plan(db: Session, placement: Placement, before: Terms, after: Terms) -> Said | None:
    plan = db.scalar(select(Plan).where(Plan.placement_id == placement.id))
    if plan is None or plan.edition <= (before.plan_edition or 0) or plan.edition != after.plan_edition:
        return _("There is no new edition of the plan. Open the plan, change it and let it be approved.")
    if plan.state is not PlanState.APPROVED:
        return _("The new edition of the plan is not approved yet.")
    return None


def found_wrong(
    db: Session, contract: Contract, before: Terms, changes: Mapping[str, Any], on: date
) -> dict[str, Said]:
    """What is wrong with these new values, by the field in which it is mended."""
    after, placement = before.changed(changes), contract.placement
    different = before.differences(after)
    if not different:
        return {"": _("Nothing changes. Choose a new value.")}
    wrong: dict[str, Said | None] = {"takes_effect_on": _day(db, contract, on, after)}
    if "mentor_id" in different:
        wrong["mentor_id"] = _mentor(db, placement, after.mentor_id)
    if "branch_id" in different:
        wrong["branch_id"] = _branch(db, placement, after.branch_id)
    if different.keys() & {"starts", "ends", "weeks", "work_days", "work_from", "work_until", "day_hours"}:
        wrong |= _schedule(before, after, on)
    if different.keys() & set(OF_PAY) and after.pay is None:
        wrong["pay"] = _("Choose an employment contract or a stipend.")
    if "plan_edition" in different:
        wrong["plan_edition"] = _plan(db, placement, before, after)
    return {name: said for name, said in wrong.items() if said}
