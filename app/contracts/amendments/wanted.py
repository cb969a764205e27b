"""Between the form of an amendment and the terms of a contract."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.contracts.amendments.forms import AmendForm
from app.contracts.amendments.models import Kind
from app.contracts.terms import OF_PAY, Terms
from app.kit.clock import today
from app.kit.days import Week, weeks
from app.kit.forms import Sent, blank
from app.placements import defaults
from app.placements.models import Kind as PlacementKind
from app.placements.models import Placement
from app.placements.schedule import COMPANY, HOLIDAY, MOST_WEEKS, SCHOOL, Schedule
from app.plans.models import Plan

WITH_WEEKS = {Kind.PERIOD, Kind.HOURS}


def kinds_for(placement: Placement) -> list[Kind]:
    """Pay and the individual plan are of work-based learning; in the school itself there is no company."""
    at_company = {Kind.MENTOR, Kind.PLACE}
    of_learning = {Kind.PAY, Kind.PLAN}
    return [
        kind
        for kind in Kind
        if (placement.company or kind not in at_company)
        and (placement.kind is PlacementKind.DVB or kind not in of_learning)
    ]


def kinds_of(placement: Placement, names: Sequence[str]) -> list[Kind]:
    """Those that are asked for, in their order."""
    return [kind for kind in kinds_for(placement) if kind.value in names]


def usual_day(kinds: Collection[Kind]) -> date:
    """A new schedule begins on a Monday, anything else today."""
    return today() + timedelta(days=7 - today().weekday()) if WITH_WEEKS & set(kinds) else today()


def letters(
    db: Session, placement: Placement, terms: Terms, starts: date, ends: date, form: AmendForm | None = None
) -> str:
    """Weeks that were agreed stay, new ones follow the group; those on the screen are as ticked."""
    group = placement.learner.group
    usual = defaults.letters(db, placement.school_id, group, starts, ends)
    schedule = terms.schedule
    agreed = (
        dict(zip(weeks(schedule.starts, schedule.ends), schedule.weeks, strict=False)) if schedule else {}
    )
    shown = _shown(form) if form else []
    found = []
    for week, letter in zip(weeks(starts, ends), usual, strict=True):
        now = agreed.get(week, letter)
        if form and now != HOLIDAY and week in shown:
            now = COMPANY if str(week) in form.week else SCHOOL
        found.append(now)
    return "".join(found)


def _shown(form: AmendForm) -> list[Week]:
    try:
        first, last = Week.parse(form.first), Week.parse(form.last)
    except ValueError:
        return []
    near = first <= last and last.monday - first.monday <= timedelta(weeks=MOST_WEEKS)
    return weeks(first.monday, last.monday) if near else []


def schedule(db: Session, placement: Placement, terms: Terms, form: AmendForm) -> Schedule | None:
    """What the form asks for; None while its period is no period."""
    if terms.starts is None or terms.ends is None:
        return None
    starts, ends = form.starts or terms.starts, form.ends or terms.ends
    if ends < starts or ends - starts > timedelta(weeks=MOST_WEEKS):
        return None
    return Schedule(
        starts,
        ends,
        letters(db, placement, terms, starts, ends, form),
        "".join(sorted(set(form.work_days))) or terms.work_days,
        form.work_from or terms.work_from,
        form.work_until or terms.work_until,
        form.day_hours or terms.day_hours,
    )


def changes(
    db: Session, placement: Placement, terms: Terms, kinds: Collection[Kind], form: AmendForm
) -> dict[str, Any]:
    """The new values of the kinds that were chosen; anything else in the form is not looked at."""
    found: dict[str, Any] = {}
    if Kind.MENTOR in kinds:
        found["mentor_id"] = form.mentor_id
    if Kind.PLACE in kinds:
        found["branch_id"] = form.branch_id or None
    if Kind.PAY in kinds:
        found |= {name: getattr(form, name) for name in OF_PAY}
    if Kind.PLAN in kinds:
        edition = db.scalar(select(Plan.edition).where(Plan.placement_id == placement.id))
        found["plan_edition"] = edition
    if WITH_WEEKS & set(kinds):
        wanted = schedule(db, placement, terms, form)
        if wanted is None:
            return found | {"starts": form.starts, "ends": form.ends}
        found["weeks"] = wanted.weeks
        if Kind.PERIOD in kinds:
            found |= {"starts": wanted.starts, "ends": wanted.ends}
        if Kind.HOURS in kinds:
            found |= {
                "work_days": wanted.work_days,
                "work_from": wanted.work_from,
                "work_until": wanted.work_until,
                "day_hours": wanted.day_hours,
            }
    return found


def form_of(
    terms: Terms, kinds: Sequence[Kind], on: date, shown: Schedule | None, reason: str = ""
) -> Sent[AmendForm]:
    """The form as it is opened, with the values of now."""
    span = list(weeks(shown.starts, shown.ends)) if shown else []
    return blank(
        AmendForm,
        veids=[kind.value for kind in kinds],
        takes_effect_on=on,
        reason=reason,
        mentor_id=terms.mentor_id,
        branch_id=terms.branch_id or 0,
        starts=terms.starts,
        ends=terms.ends,
        week=[str(week) for week, letter in shown.calendar if letter == COMPANY] if shown else [],
        first=span[0] if span else None,
        last=span[-1] if span else None,
        work_days=list(terms.work_days),
        work_from=f"{terms.work_from:%H:%M}",
        work_until=f"{terms.work_until:%H:%M}",
        day_hours=terms.day_hours,
        pay=terms.pay,
        pay_amount=terms.pay_amount,
        pay_rate=terms.pay_rate,
        pay_number=terms.pay_number,
    )


def agreed_schedule(db: Session, placement: Placement, terms: Terms) -> Schedule | None:
    """The schedule of these terms, with as many letters as weeks."""
    if terms.starts is None or terms.ends is None:
        return None
    return Schedule(
        terms.starts,
        terms.ends,
        letters(db, placement, terms, terms.starts, terms.ends),
        terms.work_days,
        terms.work_from,
        terms.work_until,
        terms.day_hours,
    )


def boxes(shown: Schedule, on: date) -> list[tuple[date, list[defaults.Box]]]:
    """The weeks that may still change, by month."""
    monday = on - timedelta(days=on.weekday())
    found = [
        (month, [box for box in inside if box.week.monday >= monday])
        for month, inside in defaults.months(shown)
    ]
    return [(month, inside) for month, inside in found if inside]
