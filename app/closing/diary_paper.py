"""The diary as a document in the form of 481: 6.1.2; work-based learning uses the same."""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from app.diary.models import Day, State, Week
from app.diary.queries import outcomes, practised
from app.documents.typeset import pdf
from app.kit.clock import riga, today
from app.kit.words import Words
from app.placements.models import Kind, Placement

TEMPLATE = "diary_v1"
LV = Words.of("lv")
TITLES: Final = {Kind.DVB: "Dienasgrāmata", Kind.PRACTICE: "Prakses dienasgrāmata"}


def document(db: Session, placement: Placement) -> bytes:
    """Every week so far, with who confirmed it and when."""
    return pdf(TEMPLATE, values(db, placement))


def values(db: Session, placement: Placement) -> dict[str, Any]:
    """All that 6.1.2 names, and the days."""
    wanted = select(Week).where(Week.placement_id == placement.id).options(selectinload(Week.days))
    weeks = [w for w in db.scalars(wanted.order_by(Week.monday)) if w.days or w.monday <= today()]
    known = outcomes(db, (o for week in weeks for day in week.days for o in day.outcome_ids))
    times = practised(db, placement.id)
    person, group = placement.learner.person, placement.learner.group
    coordinator, mentor = placement.coordinator, placement.mentor
    return {
        "iso": today().isoformat(),
        "title": TITLES[placement.kind],
        "school": placement.school.name,
        "learner": person.name,
        "group": group.name if group else "",
        "course": str(group.course) if group else "",
        "place": placement.company.name if placement.company else placement.school.name,
        "period": f"{LV.day(placement.starts)}–{LV.day(placement.ends)}"
        if placement.starts and placement.ends
        else "",
        "school_supervisor": coordinator.name if coordinator else "",
        "place_supervisor": mentor.person.name if mentor else "",
        "hours": LV.hours(sum(week.hours for week in weeks if week.state is State.APPROVED)),
        "weeks": [_week(week, {o: one.short for o, one in known.items()}) for week in weeks],
        "outcomes": [
            {"text": known[o].text, "times": str(times[o])}
            for o in sorted(times, key=times.__getitem__)
            if o in known
        ],
    }


def _week(week: Week, names: dict[int, str]) -> dict[str, Any]:
    confirmed = week.state is State.APPROVED and week.decided_by is not None and week.decided_at is not None
    return {
        "number": str(week.monday.isocalendar().week),
        "span": LV.span(week.monday, week.sunday),
        "hours": LV.hours(week.hours),
        "state": LV.text(week.state.label),
        "confirmed": f"{week.decided_by.name}, {LV.day(riga(week.decided_at).date())}"  # type: ignore[union-attr, arg-type]
        if confirmed
        else "",
        "days": [_day(day, names) for day in sorted(week.days, key=lambda day: day.on)],
    }


def _day(day: Day, names: dict[int, str]) -> dict[str, str]:
    return {
        "on": LV.day(day.on),
        "hours": LV.text(day.absence.label) if day.absence else LV.hours(day.hours),
        "text": day.text,
        "outcomes": "; ".join(names[o] for o in day.outcome_ids if o in names),
    }
