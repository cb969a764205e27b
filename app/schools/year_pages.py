"""School years: two semesters and the holidays between."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Annotated

from fastapi import Response
from sqlalchemy import func, select

from app.identity.door import Signed, room, seen
from app.kit.clock import today
from app.kit.days import school_year
from app.kit.errors import Forbidden
from app.kit.forms import Sent, blank, sent
from app.kit.pages import Page
from app.kit.words import Said, _
from app.schools import actions, verbs
from app.schools.forms import YearForm
from app.schools.models import School, SchoolYear, SpanKind
from app.schools.own import own_school

pages = room()
PARTS: tuple[tuple[str, SpanKind, Said], ...] = (
    ("semester1", SpanKind.SEMESTER, _("1st semester")),
    ("semester2", SpanKind.SEMESTER, _("2nd semester")),
    ("holiday1", SpanKind.HOLIDAY, _("Autumn holidays")),
    ("holiday2", SpanKind.HOLIDAY, _("Winter holidays")),
    ("holiday3", SpanKind.HOLIDAY, _("Spring holidays")),
)
DAY = timedelta(days=1)


def _monday(day: date) -> date:
    """The Monday of that week, or the next one when the day is a weekend."""
    return day - day.weekday() * DAY if day.weekday() < 5 else day + (7 - day.weekday()) * DAY


def usual(first: int) -> dict[str, date]:
    """The dates of a new year after the general pattern: whole weeks, the New Year in the winter holidays."""
    starts = date(first, 9, 1)
    starts = starts if starts.weekday() < 5 else _monday(starts)
    autumn = _monday(date(first, 10, 20))
    christmas = date(first, 12, 22)
    winter = _monday(christmas if christmas.weekday() < 3 else christmas + 4 * DAY)
    spring = _monday(date(first + 1, 3, 11))
    ends = _monday(date(first + 1, 5, 29)) + 4 * DAY
    return {
        "starts": starts,
        "ends": ends,
        "semester1_starts": starts,
        "semester1_ends": winter - 3 * DAY,
        "semester2_starts": winter + 14 * DAY,
        "semester2_ends": ends,
        "holiday1_starts": autumn,
        "holiday1_ends": autumn + 4 * DAY,
        "holiday2_starts": winter,
        "holiday2_ends": winter + 11 * DAY,
        "holiday3_starts": spring,
        "holiday3_ends": spring + 4 * DAY,
    }


def _allowed(page: Page) -> School:
    school = own_school(page)
    if not verbs.SET_YEAR.permits(page.actor, school):
        raise Forbidden(verbs.SET_YEAR.name)
    return school


@pages.get("/skola/macibu-gadi/jauns", name="schools.new_year")
def new_year(page: Signed) -> Response:
    """The form for the next year, filled with the usual dates."""
    school = _allowed(page)
    last = page.db.scalar(select(func.max(SchoolYear.starts)).where(SchoolYear.school_id == school.id))
    first = school_year(last) + 1 if last else school_year(today())
    form = blank(YearForm, **usual(first))
    return page.show("schools/year_form.html", form=form, year=None, parts=PARTS)


def _spans(page: Page, data: YearForm, year: SchoolYear | None) -> list[tuple[SpanKind, str, date, date]]:
    """What the form says, under the names that the year's parts already have."""
    names = {kind: [s.name for s in year.spans if s.kind is kind] if year else [] for kind in SpanKind}
    spans = []
    for name, kind, label in PARTS:
        starts, ends = getattr(data, f"{name}_starts"), getattr(data, f"{name}_ends")
        known = names[kind].pop(0) if names[kind] else page.words.text(label)
        if starts and ends:
            spans.append((kind, known, starts, ends))
    return spans


def _half_written(form: Sent[YearForm]) -> None:
    for name, _kind, _label in PARTS:
        starts, ends = form.value(f"{name}_starts").strip(), form.value(f"{name}_ends").strip()
        if bool(starts) != bool(ends):
            form.refuse(f"{name}_ends" if starts else f"{name}_starts", _("Write both dates or none."))


def _set(page: Page, form: Sent[YearForm], school: School, year: SchoolYear | None) -> Response:
    _half_written(form)
    if not form.errors:
        data = form.data
        form.attempt(
            lambda: actions.set_year(
                page.db,
                page.actor,
                school,
                starts=data.starts,
                ends=data.ends,
                spans=_spans(page, data, year),
                year=year,
            )
        )
    if form.errors:
        return page.again("schools/year_form.html", form=form, year=year, parts=PARTS)
    return page.done(page.url("schools.show"), notice=_("The school year is saved."))


@pages.post("/skola/macibu-gadi/jauns", name="schools.set_year")
def set_year(page: Signed, form: Annotated[Sent[YearForm], sent(YearForm)]) -> Response:
    """A new year, or the one with the same first day."""
    return _set(page, form, _allowed(page), None)


@pages.get("/skola/macibu-gadi/{school_year_id:int}", name="schools.year")
def year(page: Signed, year: Annotated[SchoolYear, seen(SchoolYear, "spans")]) -> Response:
    """The form of a year."""
    _allowed(page)
    values: dict[str, date] = {"starts": year.starts, "ends": year.ends}
    parts = {SpanKind.SEMESTER: list(year.semesters), SpanKind.HOLIDAY: list(year.holidays)}
    for name, kind, _label in PARTS:
        if parts[kind]:
            span = parts[kind].pop(0)
            values |= {f"{name}_starts": span.starts, f"{name}_ends": span.ends}
    return page.show("schools/year_form.html", form=blank(YearForm, **values), year=year, parts=PARTS)


@pages.post("/skola/macibu-gadi/{school_year_id:int}", name="schools.edit_year")
def edit_year(
    page: Signed,
    year: Annotated[SchoolYear, seen(SchoolYear, "spans")],
    form: Annotated[Sent[YearForm], sent(YearForm)],
) -> Response:
    """Saves it."""
    return _set(page, form, _allowed(page), year)
