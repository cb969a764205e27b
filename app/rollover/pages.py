"""The move to the next school year, step by step: dates, look and choose, apply, take back."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from fastapi import Response

from app.identity.door import Signed, room, seen
from app.kit.clock import now
from app.kit.errors import Forbidden
from app.kit.forms import Form, Sent, blank, sent
from app.kit.pages import Page
from app.kit.words import Said, _
from app.rollover import actions, verbs
from app.rollover.dates import NextYear, Part, proposed, wrong
from app.rollover.models import Rollover, State
from app.rollover.queries import moves, this_year
from app.schools.forms import YearForm
from app.schools.models import School, SchoolYear, SpanKind
from app.schools.own import own_school
from app.schools.year_pages import PARTS, usual

pages = room()
SeenRollover = Annotated[Rollover, seen(Rollover)]
KINDS: tuple[tuple[str, Said], ...] = (
    ("year", _("School year")),
    ("group", _("Groups that move")),
    ("finish", _("Groups that finish")),
    ("placement", _("Placements")),
    ("learner", _("Learners without a group")),
)


class ChoiceForm(Form):
    """The names stand under `name-12`, the ticks under `take`."""


def _school(page: Page) -> School:
    school = own_school(page)
    if not verbs.TRY_OUT.permits(page.actor, school):
        raise Forbidden(verbs.TRY_OUT.name)
    return school


def _dates(year: SchoolYear | None) -> dict[str, date]:
    """This year's dates, moved; without a year, the usual ones."""
    if year is None:
        return usual(now().year)
    told = proposed(year)
    values = {"starts": told.starts, "ends": told.ends}
    for name, kind, _label in PARTS:
        same = [n for n, k, _l in PARTS if k is kind]
        parts = [part for part in told.parts if part.kind is kind]
        if len(parts) > (at := same.index(name)):
            values |= {f"{name}_starts": parts[at].starts, f"{name}_ends": parts[at].ends}
    return values


@pages.get("/skola/jaunais-gads", name="rollover.begin")
def begin(page: Signed) -> Response:
    """The dates of the next year; the moves so far."""
    school = _school(page)
    year = this_year(page.db, school.id)
    return _begin(page, blank(YearForm, **_dates(year)), year)


def _begin(page: Page, form: Sent[YearForm], year: SchoolYear | None) -> Response:
    return page.again(
        "rollover/begin.html",
        status=422 if form.errors else 200,
        form=form,
        year=year,
        parts=PARTS,
        moves=moves(page.db, page.actor),
    )


def _next_year(page: Page, data: YearForm) -> NextYear:
    parts = []
    for name, kind, label in PARTS:
        starts, ends = getattr(data, f"{name}_starts"), getattr(data, f"{name}_ends")
        if starts and ends:
            parts.append(Part(SpanKind(kind), page.words.text(label), starts, ends))
    return NextYear(data.starts, data.ends, tuple(parts))


@pages.post("/skola/jaunais-gads", name="rollover.try_out")
def try_out(page: Signed, form: Annotated[Sent[YearForm], sent(YearForm)]) -> Response:
    """What would happen; nothing is changed."""
    school = _school(page)
    if not form.errors:
        year = _next_year(page, form.data)
        if (said := wrong(year)) is None:
            made = actions.try_out(page.db, page.actor, school, year=year)
            return page.done(page.url("rollover.show", rollover_id=made.id))
        form.refuse("", said)
    return _begin(page, form, this_year(page.db, school.id))


def _told(item: dict[str, Any]) -> dict[str, Any]:
    said = {name: [Said.from_json(each) for each in item[name]] for name in ("says", "doubts")}
    return item | said


@pages.get("/skola/jaunais-gads/{rollover_id:int}", name="rollover.show")
def show(page: Signed, rollover: SeenRollover) -> Response:
    """What would happen, or what has happened: doubts first."""
    items = [_told(item) for item in rollover.items]
    alive = rollover.applied_at is not None and now() - rollover.applied_at <= actions.UNDO_LIFE
    return page.show(
        "rollover/show.html",
        rollover=rollover,
        kinds=[(kind, label, [i for i in items if i["kind"] == kind]) for kind, label in KINDS],
        doubts=[item for item in items if item["doubts"]],
        taken=sum(1 for item in items if item["key"] and item["taken"]),
        open=rollover.state is State.TRIED,
        undoable=alive and verbs.UNDO.open_to(page.actor, rollover),
    )


@pages.post("/skola/jaunais-gads/{rollover_id:int}/izvele", name="rollover.choose")
def choose(
    page: Signed, rollover: SeenRollover, form: Annotated[Sent[ChoiceForm], sent(ChoiceForm)]
) -> Response:
    """Tries it out again with these names and ticks."""
    names = {
        field.removeprefix("name-"): typed[0].strip()
        for field, typed in form.raw.items()
        if field.startswith("name-") and typed and typed[0].strip()
    }
    actions.choose(page.db, page.actor, rollover, names=names, ticked=form.values("take"))
    return page.done(page.url("rollover.show", rollover_id=rollover.id), notice=_("Tried out again."))


@pages.post("/skola/jaunais-gads/{rollover_id:int}/ieviest", name="rollover.apply")
def apply(page: Signed, rollover: SeenRollover) -> Response:
    """Does it."""
    actions.apply(page.db, page.actor, rollover)
    to = page.url("rollover.show", rollover_id=rollover.id)
    undo = page.url("rollover.undo", rollover_id=rollover.id)
    return page.done(to, notice=_("The school has moved to the next school year."), undo=undo)


@pages.post("/skola/jaunais-gads/{rollover_id:int}/atsaukt", name="rollover.undo")
def undo(page: Signed, rollover: SeenRollover) -> Response:
    """Takes it back."""
    actions.undo(page.db, page.actor, rollover)
    to = page.url("rollover.show", rollover_id=rollover.id)
    return page.done(to, notice=_("The move is taken back."))
