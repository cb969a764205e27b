"""The learner's day: today on a phone, in three taps."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Annotated, Any

from fastapi import Header, Query, Response

from app.diary import actions
from app.diary.forms import ClearForm, DayForm
from app.diary.models import ABSENCES, Day, Week
from app.diary.today import CHIPS, Today, choose, own_placements, standing, today_of, week_at
from app.identity.door import Signed, room, seen
from app.kit.clock import now, today
from app.kit.errors import Refused
from app.kit.forms import Sent, blank, sent
from app.kit.pages import Page
from app.kit.words import Said, _
from app.placements.models import Placement

pages = room()


@pages.get("/diena", name="diary.today")
def show_today(
    page: Signed,
    datums: str = "",
    vieta: Annotated[str, Query(pattern=r"^\d{0,9}$")] = "",
    vakar: str = "",
) -> Response:
    """The day asked for, else today; `vakar` fills the form from the last day worked."""
    on = _day(datums)
    placements = own_placements(page.db, page.actor)
    placement = choose(placements, on, int(vieta) if vieta else None)
    if placement is None:
        return page.show("diary/day.html", view=None, on=on)
    view = today_of(page.db, placement, on)
    source = view.before if vakar and view.before else view.day
    return page.show("diary/day.html", form=_form(view, source), **_values(view, placements))


def _day(text: str) -> date:
    """What does not read as a date is today; the future is shown, but not logged."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return today()


def _form(view: Today, source: Day | None) -> Sent[DayForm]:
    """The form as it is opened: what is logged, else the hours of the schedule."""
    if source is None:
        return blank(DayForm, on=view.on, hours=view.hours)
    return blank(
        DayForm,
        on=view.on,
        hours=source.hours or view.placement.day_hours,
        outcome=source.outcome_ids,
        text=source.text,
        absence=source.absence,
    )


def _values(view: Today, placements: list[Placement] | None = None) -> dict[str, Any]:
    shown = [p for p in placements or () if p.id == view.placement.id or p.state.value == "active"]
    return {
        "view": view,
        "on": view.on,
        "placements": shown if len(shown) > 1 else [],
        "absences": list(ABSENCES.items()),
        "most": CHIPS,
    }


@pages.post("/vietas/{placement_id:int}/dienas", name="diary.log_day")
def log_day(
    page: Signed,
    placement: Annotated[Placement, seen(Placement)],
    form: Annotated[Sent[DayForm], sent(DayForm)],
    idempotency_key: Annotated[str | None, Header()] = None,
) -> Response:
    """Writes the day; an entry that waited on the phone is written once, however often it comes."""
    if form.errors:
        on = _day(form.value("on"))
        view = today_of(page.db, placement, on)
        return page.again("diary/day.html", block="day", form=form, **_values(view))
    data = form.data
    week = week_at(page.db, placement, data.on)
    if week is None:
        raise Refused(_("{day:day} is not a working day of this placement.", day=data.on))
    key = (idempotency_key or data.offline_key or "")[:64] or None
    written_at = now() - timedelta(seconds=data.offline_age)
    if standing(week, data.on, key, written_at) is None:
        actions.log_day(
            page.db,
            page.actor,
            week,
            on=data.on,
            hours=data.hours,
            outcome_ids=data.outcome,
            text=data.text,
            absence=data.absence,
            offline_key=key,
            written_at=written_at if data.offline_age else None,
        )
    return _logged(page, placement, data.on, _("Saved"))


@pages.post("/nedelas/{week_id:int}/dzest-dienu", name="diary.clear_day")
def clear_day(
    page: Signed,
    week: Annotated[Week, seen(Week, "days")],
    form: Annotated[Sent[ClearForm], sent(ClearForm)],
) -> Response:
    """Takes a day out."""
    if form.errors:
        raise Refused(_("Nothing is logged on this day."))
    actions.clear_day(page.db, page.actor, week, on=form.data.on)
    return _logged(page, week.placement, form.data.on, _("Deleted"))


def _logged(page: Page, placement: Placement, on: date, notice: Said) -> Response:
    """Back to the day, which now shows what is logged and what is left."""
    to = page.url("diary.today", {"datums": on.isoformat(), "vieta": placement.id})
    if not page.htmx:
        return page.done(to, notice=notice)
    view = today_of(page.db, placement, on)
    values = _values(view, own_placements(page.db, page.actor))
    return page.done(to, "diary/day.html", block="day", notice=notice, form=_form(view, view.day), **values)
