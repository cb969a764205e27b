"""The diary in the pages of a placement: months, weeks, the month on paper."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Annotated

from fastapi import Response

from app.diary.models import State, Week
from app.diary.queries import outcomes
from app.diary.today import UNFINISHED
from app.diary.weeks import months, of_placements
from app.identity.door import Signed, room, seen
from app.internships.queries import practice_of, school_supervisor
from app.kit.clock import today
from app.kit.errors import NotFound
from app.kit.pages import Page
from app.placements.models import Placement

pages = room()


@pages.get("/vietas/{placement_id:int}/dienasgramata", name="diary.placement")
def placement(page: Signed, placement: Annotated[Placement, seen(Placement)], drukat: str = "") -> Response:
    """Every week with its state and hours; `drukat=2026-11` is that month for the printer."""
    found = of_placements(page.db, [placement.id])
    if drukat:
        return _paper(page, placement, found, drukat)
    begun = [week for week in found if week.monday <= today() or week.days]
    return page.show(
        "diary/placement.html",
        placement=placement,
        months=months(begun),
        ahead=[week for week in reversed(found) if week not in begun],
        approved=sum(week.hours for week in found if week.state is State.APPROVED),
        waiting=[week for week in begun if week.state is State.SUBMITTED],
        late=[week for week in begun if week.state in UNFINISHED and week.sunday < today()],
    )


def _paper(page: Page, placement: Placement, weeks: list[Week], month: str) -> Response:
    if not re.fullmatch(r"20\d\d-(0[1-9]|1[0-2])", month):
        raise NotFound("month")
    first = date.fromisoformat(f"{month}-01")
    after = (first + timedelta(days=31)).replace(day=1)
    days = sorted(
        (day for week in weeks for day in week.days if first <= day.on < after), key=lambda day: day.on
    )
    return page.show(
        "diary/month.html",
        supervisor=school_supervisor(placement, practice_of(page.db, placement.id)),
        placement=placement,
        first=first,
        days=days,
        weeks=[week for week in reversed(weeks) if any(day.week_id == week.id for day in days)],
        outcomes=outcomes(page.db, (o for day in days for o in day.outcome_ids)),
        hours=sum(day.hours for day in days),
        approved=sum(day.hours for day in days if day.week.state is State.APPROVED),
    )
