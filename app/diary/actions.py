"""Logging days, submitting weeks, approving them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.diary import verbs
from app.diary.models import Absence, Day, Week
from app.diary.queries import loggable, outcomes_of
from app.identity.actor import Actor
from app.kit.clock import now, today
from app.kit.days import holiday
from app.kit.errors import Refused
from app.kit.verbs import does
from app.kit.words import _
from app.placements.models import Placement

UNDO = timedelta(minutes=30)
OLDEST = timedelta(days=14)  # how long an entry may wait on a phone without internet


@does(verbs.OPEN)
def open_for(db: Session, actor: Actor, placement: Placement) -> None:
    """A week for each week at the company; the contract is signed."""
    if placement.starts is None:
        raise Refused(_("The placement has no period yet."))
    first = placement.starts - timedelta(days=placement.starts.weekday())
    known = set(db.scalars(select(Week.monday).where(Week.placement_id == placement.id)))
    for number, letter in enumerate(placement.weeks):
        monday = first + timedelta(weeks=number)
        if letter == "C" and monday not in known:
            db.add(Week(placement_id=placement.id, monday=monday))


@does(verbs.LOG_DAY)
def log_day(
    db: Session,
    actor: Actor,
    week: Week,
    *,
    on: date,
    hours: Decimal,
    outcome_ids: Sequence[int] = (),
    text: str = "",
    absence: Absence | None = None,
    offline_key: str | None = None,
) -> Day:
    """Writes or rewrites a day; the same offline entry twice is one."""
    _check_day(db, week, on, hours, outcome_ids, absence)
    day = db.scalar(select(Day).where(Day.week_id == week.id, Day.on == on))
    if day is None:
        day = Day(week=week, on=on)
        db.add(day)
    day.hours = Decimal(0) if absence else hours
    day.absence, day.text = absence, text
    day.outcome_ids = [] if absence else sorted(set(outcome_ids))
    day.logged_at, day.offline_key = now(), offline_key
    _count(db, week)
    return day


def _check_day(
    db: Session, week: Week, on: date, hours: Decimal, outcome_ids: Sequence[int], absence: Absence | None
) -> None:
    if on not in loggable(week):
        if name := holiday(on):
            raise Refused(_("{day} is a holiday: {name}.", day=on, name=name))
        raise Refused(_("{day} is not a day of this placement.", day=on))
    if on > today():
        raise Refused(_("A day can be logged when it has come."))
    if absence is None and not Decimal(0) < hours <= Decimal(12):
        raise Refused(_("Hours are from half an hour to 12."))
    if set(outcome_ids) - {o.id for o in outcomes_of(db, week.placement)}:
        raise Refused(_("Choose what was done from the individual plan."))


def _count(db: Session, week: Week) -> None:
    db.flush()  # the sum is of what is stored
    week.hours = db.scalar(
        select(func.coalesce(func.sum(Day.hours), 0)).where(Day.week_id == week.id)
    ) or Decimal(0)


@does(verbs.CLEAR_DAY)
def clear_day(db: Session, actor: Actor, week: Week, *, on: date) -> None:
    """Takes a day out again."""
    day = db.scalar(select(Day).where(Day.week_id == week.id, Day.on == on))
    if day is None:
        raise Refused(_("Nothing is logged on this day."))
    db.delete(day)
    _count(db, week)


@does(verbs.SUBMIT)
def submit(db: Session, actor: Actor, week: Week) -> None:
    """Gives the week to the mentor; an empty week is refused."""
    if not db.scalar(select(func.count()).where(Day.week_id == week.id)):
        raise Refused(_("Log at least one day before you submit the week."))
    week.submitted_at = now()
    week.decided_at = week.decided_by_id = None


@does(verbs.TAKE_BACK)
def take_back(db: Session, actor: Actor, week: Week) -> None:
    """The learner noticed something; possible until the mentor has decided."""
    week.submitted_at = None


@does(verbs.APPROVE)
def approve(db: Session, actor: Actor, week: Week) -> None:
    """Confirms the hours and what was done."""
    week.decided_at, week.decided_by_id, week.comment = now(), actor.person_id, ""


@does(verbs.UNDO_APPROVE)
def undo_approve(db: Session, actor: Actor, week: Week) -> None:
    """Within half an hour of the tap."""
    if week.decided_at is None or now() - week.decided_at > UNDO:
        raise Refused(_("An approval can be taken back within 30 minutes."))
    week.decided_at = week.decided_by_id = None


@does(verbs.GIVE_BACK)
def give_back(db: Session, actor: Actor, week: Week, *, comment: str) -> None:
    """Says what to correct."""
    if not comment.strip():
        raise Refused(_("Write what has to be corrected."))
    week.comment, week.decided_at, week.decided_by_id = comment.strip(), now(), actor.person_id
