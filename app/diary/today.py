"""What the learner's page of a day shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session, contains_eager, joinedload, selectinload

from app.companies.models import Mentor
from app.diary.models import Day, State, Week
from app.diary.queries import inside, loggable, outcomes, planned_outcomes, planned_rows, working_days
from app.identity.actor import Actor
from app.kit.clock import today
from app.kit.words import Said, _
from app.placements.models import Kind, Placement
from app.placements.models import State as Stage
from app.schools.models import Learner, Outcome

UNFINISHED = (State.OPEN, State.RETURNED)
CHIPS = 8
LOOK_BACK = 10  # days whose outcomes come first
BEGUN = (Stage.ACTIVE, Stage.COMPLETED, Stage.TERMINATED)


@dataclass(frozen=True)
class StripDay:
    """A day of the week strip: ok, late, off, now or empty, and the word for it."""

    on: date
    state: str
    icon: str
    says: Said
    current: bool


@dataclass
class Today:
    """One day of one placement; without a week it is a week at school."""

    placement: Placement
    on: date
    week: Week | None
    day: Day | None = None
    workday: bool = False
    open: bool = False
    missing: list[date] = field(default_factory=list)
    strip: list[StripDay] = field(default_factory=list)
    chips: list[Outcome] = field(default_factory=list)
    before: Day | None = None
    next_monday: date | None = None
    unfinished: Week | None = None

    @property
    def pause(self) -> int:
        """Minutes of rest between the first and the last hour of work."""
        start = datetime.combine(self.on, self.placement.work_from)
        end = datetime.combine(self.on, self.placement.work_until)
        return max(0, int((end - start).total_seconds() / 60) - int(self.placement.day_hours * 60))

    @property
    def hours(self) -> Decimal:
        """As logged, else by the schedule."""
        return self.day.hours if self.day and not self.day.absence else self.placement.day_hours


def own_placements(db: Session, actor: Actor) -> list[Placement]:
    """The learner's own, those in progress first."""
    wanted = (
        Placement.visible_to(actor)
        .join(Placement.learner)
        .where(Learner.person_id == actor.person_id, Placement.state.in_(BEGUN))
        .options(
            contains_eager(Placement.learner),
            joinedload(Placement.company),
            joinedload(Placement.mentor).joinedload(Mentor.person),
            joinedload(Placement.host),
        )
        .order_by(Placement.starts.desc())
    )
    found = list(db.scalars(wanted))
    return sorted(found, key=lambda p: p.state is not Stage.ACTIVE)


def choose(placements: Sequence[Placement], on: date, wanted: int | None) -> Placement | None:
    """The one asked for, else the one that runs on that day, else the first."""
    for placement in placements:
        if placement.id == wanted:
            return placement
    running = [p for p in placements if p.state is Stage.ACTIVE and inside(p, on)]
    return next(iter(running or placements), None)


def week_at(db: Session, placement: Placement, on: date) -> Week | None:
    """The week of a day, with its days."""
    monday = on - timedelta(days=on.weekday())
    return db.scalar(
        select(Week)
        .where(Week.placement_id == placement.id, Week.monday == monday)
        .options(selectinload(Week.days))
    )


def standing(week: Week, on: date, key: str | None, written_at: datetime) -> Day | None:
    """The stored day, when it already is this entry or is newer: sent twice is logged once."""
    for day in week.days:
        if day.on == on and key and (day.offline_key == key or day.logged_at > written_at):
            return day
    return None


def today_of(db: Session, placement: Placement, on: date) -> Today:
    """Everything the page needs, in six queries."""
    page = Today(placement, on, week_at(db, placement, on))
    page.unfinished = _earlier(db, placement, on)
    if page.week is None:
        page.next_monday = _next_monday(db, placement, on)
        return page
    days = {day.on: day for day in page.week.days}
    to_log = loggable(placement, page.week.monday)
    page.day = days.get(on)
    page.workday = on in to_log
    page.open = page.workday and page.week.state in UNFINISHED and on <= today()
    page.missing = [day for day in to_log if day not in days]
    page.strip = [
        _strip_day(day, day in to_log, day in days, day == on) for day in _shown(placement, page.week.monday)
    ]
    if page.open:
        recent = _recent(db, placement, on)
        page.before = next((day for day in recent if not day.absence), None)
        page.chips = _chips(db, placement, on, recent, page.day)
    return page


def _shown(placement: Placement, monday: date) -> list[date]:
    """Monday to Friday, and a weekend that is worked."""
    usual = {monday + timedelta(days=n) for n in range(5)}
    return sorted(usual | set(working_days(placement, monday)))


def _strip_day(on: date, to_log: bool, logged: bool, current: bool) -> StripDay:
    if logged:
        state, icon, says = "ok", "check", _("logged")
    elif not to_log:
        state, icon, says = "off", "minus", _("no work")
    elif on < today():
        state, icon, says = "late", "circle-alert", _("not logged")
    else:
        state, icon, says = "", "circle", _("still to come")
    if on == today() and to_log:
        state, icon = "now", "check" if logged else "pen-line"
        says = _("today, logged") if logged else _("today")
    return StripDay(on, state, icon, says, current)


def _earlier(db: Session, placement: Placement, on: date) -> Week | None:
    """The oldest week before this one that has not been submitted."""
    day = min(on, today())
    monday = day - timedelta(days=day.weekday())
    return db.scalar(
        select(Week)
        .where(Week.placement_id == placement.id, Week.monday < monday, Week.state.in_(UNFINISHED))
        .order_by(Week.monday)
        .limit(1)
    )


def _next_monday(db: Session, placement: Placement, on: date) -> date | None:
    return db.scalar(
        select(Week.monday)
        .where(Week.placement_id == placement.id, Week.monday > on)
        .order_by(Week.monday)
        .limit(1)
    )


def _recent(db: Session, placement: Placement, on: date) -> list[Day]:
    return list(
        db.scalars(
            select(Day)
            .join(Week)
            .where(Week.placement_id == placement.id, Day.on < on)
            .order_by(Day.on.desc())
            .limit(LOOK_BACK)
        )
    )


def _chips(
    db: Session, placement: Placement, on: date, recent: Sequence[Day], day: Day | None
) -> list[Outcome]:
    """What is already chosen, then what was practised lately, then what the plan has for this time."""
    internship = placement.kind is Kind.PRACTICE
    rows = [] if internship else planned_rows(db, placement)
    rows.sort(key=lambda row: not (row.starts and row.ends and row.starts <= on <= row.ends))
    planned = list(dict.fromkeys(o for row in rows for o in row.outcome_ids))
    if internship:
        planned = planned_outcomes(db, placement)
    chosen = day.outcome_ids if day else []
    lately = [o for each in recent for o in each.outcome_ids]
    order = dict.fromkeys([*chosen, *lately, *planned])
    found = outcomes(db, planned)
    return [found[o] for o in order if o in found]
