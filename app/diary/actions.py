"""Logging days, submitting weeks, approving them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.diary import verbs
from app.diary.models import Absence, Day, State, Week
from app.diary.queries import Pause, asked_for, company_mondays, loggable, planned_outcomes
from app.diary.rules import LEAST_HOURS, MOST_HOURS
from app.identity.actor import Actor
from app.kit.clock import now, today
from app.kit.days import holiday
from app.kit.errors import Refused
from app.kit.verbs import does
from app.kit.words import _
from app.placements.models import Kind, Placement

UNWRITTEN = (State.OPEN, State.RETURNED)


@does(verbs.OPEN)
def open_for(db: Session, actor: Actor, placement: Placement) -> None:
    """A week for each week at the company with a day to log; the contract is signed."""
    known = set(db.scalars(select(Week.monday).where(Week.placement_id == placement.id)))
    for monday in company_mondays(placement):
        if monday not in known and loggable(placement, monday):
            db.add(Week(placement=placement, monday=monday))


@does(verbs.FOLLOW)
def follow_schedule(
    db: Session, actor: Actor, placement: Placement, *, since: date, pauses: Sequence[Pause] = ()
) -> None:
    """From a day on there is an open week for each week that is now asked for, and no empty one besides."""
    monday = since - timedelta(days=since.weekday())
    rows = db.scalars(select(Week).where(Week.placement_id == placement.id, Week.monday >= monday))
    known = {week.monday: week for week in rows}
    wanted = {
        day for day in company_mondays(placement) if day >= monday and asked_for(placement, day, pauses)
    }
    for day in sorted(wanted - known.keys()):
        db.add(Week(placement=placement, monday=day))
    for day, week in known.items():
        if day not in wanted and week.state in UNWRITTEN and not week.days:
            db.delete(week)


@does(verbs.LOG_DAY)
def log_day(
    db: Session,
    actor: Actor,
    week: Week,
    *,
    on: date,
    hours: Decimal | None = None,
    outcome_ids: Sequence[int] = (),
    text: str = "",
    absence: Absence | None = None,
    offline_key: str | None = None,
    written_at: datetime | None = None,
) -> Day:
    """Writes or rewrites a day. `written_at` is when, if it waited on a phone without internet."""
    _check_day(week, on, hours, absence)
    if outcome_ids and set(outcome_ids) - set(planned_outcomes(db, week.placement)):
        if week.placement.kind is Kind.PRACTICE:
            raise Refused(_("Choose what was done from the practice programme."))
        raise Refused(_("Choose what was done from the individual plan."))
    day = _day(week, on)
    if day is None:
        day = Day(week=week, on=on)
        db.add(day)
    day.hours = Decimal(0) if absence or hours is None else hours
    day.absence, day.text = absence, text
    day.outcome_ids = [] if absence else sorted(set(outcome_ids))
    day.logged_at, day.offline = written_at or now(), written_at is not None
    day.offline_key = offline_key
    _count(week)
    return day


def _check_day(week: Week, on: date, hours: Decimal | None, absence: Absence | None) -> None:
    if not week.monday <= on <= week.sunday or on not in loggable(week.placement, week.monday):
        if holiday(on):
            raise Refused(_("{day:day} is a public holiday.", day=on))
        raise Refused(_("{day:day} is not a working day of this placement.", day=on))
    if on > today():
        raise Refused(_("A day can be logged when it has come."))
    if absence is None and (hours is None or not LEAST_HOURS <= hours <= MOST_HOURS):
        raise Refused(_("Hours are from half an hour to 12."))


def _day(week: Week, on: date) -> Day | None:
    return next((day for day in week.days if day.on == on), None)


def _count(week: Week) -> None:
    week.hours = sum((day.hours for day in week.days), Decimal(0))


@does(verbs.CLEAR_DAY)
def clear_day(db: Session, actor: Actor, week: Week, *, on: date) -> None:
    """Takes a day out again."""
    day = _day(week, on)
    if day is None:
        raise Refused(_("Nothing is logged on this day."))
    week.days.remove(day)
    _count(week)


@does(verbs.SUBMIT)
def submit(db: Session, actor: Actor, week: Week) -> None:
    """Gives the week to the mentor."""
    week.submitted_at = now()
    week.decided_at = week.decided_by_id = None


@does(verbs.TAKE_BACK)
def take_back(db: Session, actor: Actor, week: Week) -> None:
    """The learner noticed something; possible until the mentor has decided."""
    week.submitted_at = None


def _decide(actor: Actor, week: Week, comment: str = "", in_stead: bool = False) -> None:
    week.decided_at, week.decided_by_id = now(), actor.person_id
    week.comment, week.in_stead = comment, in_stead


@does(verbs.APPROVE)
def approve(db: Session, actor: Actor, week: Week) -> None:
    """Confirms the hours and what was done (481: 9.2)."""
    _decide(actor, week)


@does(verbs.APPROVE_IN_STEAD)
def approve_in_stead(db: Session, actor: Actor, week: Week) -> None:
    """A coordinator does it for the mentor; the week says so from now on."""
    _decide(actor, week, in_stead=True)


@does(verbs.UNDO_APPROVE)
def undo_approve(db: Session, actor: Actor, week: Week) -> None:
    """A tap too many."""
    week.decided_at = week.decided_by_id = None
    week.in_stead = False


@does(verbs.GIVE_BACK)
def give_back(db: Session, actor: Actor, week: Week, *, comment: str) -> None:
    """Says what to correct."""
    if not comment.strip():
        raise Refused(_("Write what has to be corrected."))
    _decide(actor, week, comment.strip())
