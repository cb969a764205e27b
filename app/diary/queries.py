"""Belts, hours and what can be logged."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from app.diary.models import Day, State, Week
from app.internships.queries import practice_of
from app.kit.clock import today
from app.kit.days import Week as IsoWeek
from app.kit.days import holiday
from app.kit.words import Said, _
from app.placements.models import Kind, Placement
from app.plans.models import Plan, PlanRow
from app.schools.models import Outcome

Cell = tuple[int, str, bool, Said]
Pause = tuple[date, date | None]  # the first and the last day; without a last one it goes on

TITLES = {
    "ok": _("at the company, approved"),
    "gaida": _("at the company, waiting for approval"),
    "nav": _("at the company, not submitted"),
    "plan": _("at the company, planned"),
    "skola": _("at school"),
    "plans": _("at school, planned"),
    "briv": _("holiday"),
}


def company_mondays(placement: Placement) -> list[date]:
    """The Mondays of the weeks at the company."""
    first = first_monday(placement)
    if first is None:
        return []
    return [first + timedelta(weeks=n) for n, letter in enumerate(placement.weeks) if letter == "C"]


def loggable(placement: Placement, monday: date) -> list[date]:
    """The working days of a week inside the placement, without public holidays."""
    return [day for day in working_days(placement, monday) if inside(placement, day) and holiday(day) is None]


def asked_for(placement: Placement, monday: date, pauses: Sequence[Pause] = ()) -> bool:
    """Whether the week has a day to log that lies in no pause."""
    return any(
        not any(first <= day and (last is None or day <= last) for first, last in pauses)
        for day in loggable(placement, monday)
    )


def working_days(placement: Placement, monday: date) -> list[date]:
    """The days of a week on which the learner works by the contract, holidays too."""
    return [monday + timedelta(days=int(number) - 1) for number in sorted(placement.work_days)]


def inside(placement: Placement, day: date) -> bool:
    """Whether the day lies in the placement's period."""
    starts, ends = placement.starts, placement.ends
    return starts is not None and ends is not None and starts <= day <= ends


def _planned(wanted: Select[Any], placement: Placement) -> Select[Any]:
    ours = wanted.join(Plan).where(Plan.placement_id == placement.id, PlanRow.company > 0)
    return ours.order_by(PlanRow.position)


def planned_rows(db: Session, placement: Placement) -> list[PlanRow]:
    """What the individual plan gives to learn at the company."""
    return list(db.scalars(_planned(select(PlanRow), placement)))


def planned_outcomes(db: Session, placement: Placement) -> list[int]:
    """The outcomes to be learned at the company, in the plan's order; of an internship its programme's."""
    if placement.kind is Kind.PRACTICE:
        practice = practice_of(db, placement.id)
        return list(practice.outcome_ids) if practice else []
    rows = db.scalars(_planned(select(PlanRow.outcome_ids), placement))
    return list(dict.fromkeys(outcome for ids in rows for outcome in ids))


def outcomes(db: Session, ids: Iterable[int]) -> dict[int, Outcome]:
    """By id; one query however many."""
    wanted = set(ids)
    if not wanted:
        return {}
    return {o.id: o for o in db.scalars(select(Outcome).where(Outcome.id.in_(wanted)))}


def state_of(letter: str, week: IsoWeek, now_week: IsoWeek, diary: State | None) -> str:
    """The belt's word for a week: who waits for whom."""
    past = week.monday < now_week.monday
    if letter == "-":
        return "briv"
    if letter == "S":
        return "skola" if past or week == now_week else "plans"
    if diary is State.APPROVED:
        return "ok"
    if diary is State.SUBMITTED:
        return "gaida"
    return "nav" if past and diary is not None else "plan"


def belts(
    db: Session, placements: Sequence[Placement], first: IsoWeek, last: IsoWeek
) -> dict[int, list[Cell]]:
    """For each placement the weeks from `first` to `last`; one query however many."""
    states = _states(db, [p.id for p in placements], first, last)
    current = IsoWeek.of(today())
    span = []
    each = first
    while each.monday <= last.monday:
        span.append(each)
        each = each.next
    return {
        p.id: [
            cell_of(first_monday(p), p.weeks, week, current, states.get((p.id, week.monday))) for week in span
        ]
        for p in placements
    }


def first_monday(placement: Placement) -> date | None:
    """Where the letters of `weeks` begin."""
    return placement.starts - timedelta(days=placement.starts.weekday()) if placement.starts else None


def _states(db: Session, ids: Iterable[int], first: IsoWeek, last: IsoWeek) -> dict[tuple[int, date], State]:
    rows = db.execute(
        select(Week.placement_id, Week.monday, Week.state).where(
            Week.placement_id.in_(list(ids)), Week.monday.between(first.monday, last.monday)
        )
    )
    return {(placement, monday): state for placement, monday, state in rows}


def cell_of(
    first_monday: date | None, weeks: str, week: IsoWeek, current: IsoWeek, diary: State | None
) -> Cell:
    """One cell of a belt, from the letters of a placement that begins on `first_monday`."""
    letter = "S"
    if first_monday:
        number = (week.monday - first_monday).days // 7
        letter = weeks[number] if 0 <= number < len(weeks) else "S"
    state = state_of(letter, week, current, diary)
    return week.number, state, week == current, _("Week {n}: {what}", n=week.number, what=TITLES[state])


def belt_words(cells: Sequence[Cell]) -> Said:
    """The belt as a sentence, for those who do not see it."""
    count = {name: sum(1 for c in cells if c[1] == name) for name in TITLES}
    return _(
        "Weeks {first}–{last}: approved {ok}, waiting for approval {wait}, "
        "not submitted {missing}, at school {school}.",
        first=cells[0][0] if cells else 0,
        last=cells[-1][0] if cells else 0,
        ok=count["ok"],
        wait=count["gaida"],
        missing=count["nav"],
        school=count["skola"] + count["plans"],
    )


def done_hours(db: Session, placement_ids: Sequence[int]) -> dict[int, Decimal]:
    """Approved hours at the company."""
    rows = db.execute(
        select(Week.placement_id, func.sum(Week.hours))
        .where(Week.placement_id.in_(placement_ids), Week.state == State.APPROVED)
        .group_by(Week.placement_id)
    )
    return {placement: Decimal(hours or 0) for placement, hours in rows}


def hours_by_module(db: Session, placement: Placement) -> dict[int, Decimal]:
    """Approved hours by module; a day's hours are shared by its outcomes, 0 is for days without any."""
    rows = db.execute(
        select(Day.hours, Day.outcome_ids)
        .join(Week)
        .where(Week.placement_id == placement.id, Week.state == State.APPROVED, Day.hours > 0)
    ).all()
    known_outcomes = outcomes(db, (one for _hours, ids in rows for one in ids))
    modules = {key: one.module_id or 0 for key, one in known_outcomes.items()}
    found: dict[int, Decimal] = {}
    for hours, ids in rows:
        known = [modules[one] for one in ids if one in modules] or [0]
        for module in known:
            found[module] = found.get(module, Decimal(0)) + hours / len(known)
    return {module: hours.quantize(Decimal("0.01")) for module, hours in found.items()}


def practised(db: Session, placement_id: int) -> dict[int, int]:
    """On how many approved days each outcome was practised."""
    days = db.scalars(
        select(Day.outcome_ids)
        .join(Week)
        .where(Week.placement_id == placement_id, Week.state == State.APPROVED)
    )
    count: dict[int, int] = {}
    for ids in days:
        for outcome in ids:
            count[outcome] = count.get(outcome, 0) + 1
    return count
