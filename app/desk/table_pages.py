"""The table of placements, its saved filters and what is done with selected rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated
from urllib.parse import parse_qsl

from fastapi import Response

from app.desk import actions
from app.desk.forms import FilterForm, SelectionForm
from app.desk.lines import Line, lines
from app.desk.models import SavedFilter
from app.desk.sheet import workbook
from app.desk.steps import step, submitted, unsubmitted
from app.desk.table import HIDDEN_VIEWS, SORTS, VIEWS, Wanted, chosen, table
from app.diary.models import State as WeekState
from app.diary.queries import Cell, cell_of
from app.identity.door import Signed, room, seen
from app.kit.clock import today
from app.kit.days import Week
from app.kit.errors import Refused
from app.kit.forms import Sent, blank, sent
from app.kit.pages import Page
from app.kit.words import Said, _, _n
from app.law.queries import all_points
from app.placements.models import State

pages = room()
WEEKS_BACK = 12
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def belts_of(rows: Sequence[Line]) -> dict[int, list[Cell]]:
    """The last thirteen weeks of each line, from what the line already has."""
    now = Week.now()
    span = [now.shifted(-n) for n in range(WEEKS_BACK, -1, -1)]
    belts = {}
    for line in rows:
        states: dict[object, WeekState] = {w.monday: w.state for w in line.diary}
        belts[line.id] = [cell_of(line.first_monday, line.weeks, w, now, states.get(w.monday)) for w in span]
    return belts


def _states(wanted: Wanted) -> Sequence[State]:
    return [State(wanted.state)] if wanted.state else [s for s in State if s is not State.CANCELLED]


def _lines(page: Page, wanted: Wanted) -> list[Line]:
    """Those that miss the rule in the address, else all."""
    found = lines(page.db, page.actor, _states(wanted))
    if not wanted.law:
        return found
    missing = all_points(page.db, page.actor)
    return [line for line in found if any(p.provision.code == wanted.law for p in missing.get(line.id, ()))]


@pages.get("/vietas", name="placements.list")
def show(page: Signed) -> Response:
    """The table; the address holds everything."""
    wanted = Wanted.read(page.request.query_params)
    shown = table(_lines(page, wanted), wanted)
    saved = page.db.scalars(SavedFilter.visible_to(page.actor).order_by(SavedFilter.name))
    return page.show(
        "desk/table.html",
        block="rows" if page.request.headers.get("hx-target") == "rows" else None,
        table=shown,
        wanted=wanted,
        views=VIEWS | ({wanted.view: HIDDEN_VIEWS[wanted.view]} if wanted.view in HIDDEN_VIEWS else {}),
        sorts=SORTS,
        saved=list(saved),
        belts=belts_of(shown.rows),
        step=step,
        states=State,
        form=blank(FilterForm, query=page.request.url.query),
    )


def _selection(page: Page, form: Sent[SelectionForm]) -> list[Line]:
    """The ticked rows, or all that match the address."""
    if form.errors:
        raise Refused(_("Choose rows in the table."))
    if form.data.all:
        wanted = Wanted.read(dict(parse_qsl(form.data.query)))
        return chosen(_lines(page, wanted), wanted)
    ids = set(form.data.chosen)
    found = [line for line in lines(page.db, page.actor, list(State)) if line.id in ids]
    if not found:
        raise Refused(_("Choose rows in the table."))
    return found


@pages.post("/vietas/xlsx", name="desk.export")
def export(page: Signed, form: Annotated[Sent[SelectionForm], sent(SelectionForm)]) -> Response:
    """The selected rows as a workbook; it changes nothing, a POST because a selection may be long."""
    found = _selection(page, form)
    return page.download(workbook(found, page.words), f"DVB_{today():%Y-%m-%d}.xlsx", XLSX)


@pages.post("/vietas/atgadinat", name="desk.remind")
def remind(page: Signed, form: Annotated[Sent[SelectionForm], sent(SelectionForm)]) -> Response:
    """Reminds everybody the selected rows wait for."""
    found = _selection(page, form)
    names = [name for line in found for name in _waited_for(line)]
    nudged = actions.remind_all(page.db, page.actor, names)
    text: Said = _n("Reminder sent to {n} person.", "Reminder sent to {n} people.", len(nudged.sent))
    skipped = len(found) - len(nudged.sent)
    if skipped > 0:
        text = _n(
            "{text} {n} row waits for nobody or was reminded today.",
            "{text} {n} rows wait for nobody or were reminded today.",
            skipped,
            text=text,
        )
    undo = (
        page.url("notifications.take_back", {"reminder": [r.id for r in nudged.sent]})
        if nudged.sent
        else None
    )
    return page.done(page.url("placements.list", dict(parse_qsl(form.data.query))), notice=text, undo=undo)


def _waited_for(line: Line) -> list[str]:
    if line.waiting:
        return [f"signer:{w.signer_id}" for w in line.waiting]
    weeks = unsubmitted(line)[:1] or submitted(line)[:1]
    return [f"week:{week.id}" for week in weeks]


@pages.post("/vietas/filtri", name="desk.save_filter")
def save_filter(page: Signed, form: Annotated[Sent[FilterForm], sent(FilterForm)]) -> Response:
    """Keeps what the address shows under a name."""
    query = form.value("query")
    if form.errors:
        raise Refused(*form.errors.values())
    actions.save_filter(
        page.db,
        page.actor,
        page.actor.organisation,
        name=form.data.name,
        query=query,
        shared=form.data.shared,
    )
    return page.done(
        page.url("placements.list", dict(parse_qsl(query))),
        notice=_("The filter “{name}” is saved.", name=form.data.name),
    )


@pages.post("/vietas/filtri/{saved_filter_id:int}/dzest", name="desk.drop_filter")
def drop_filter(page: Signed, saved: Annotated[SavedFilter, seen(SavedFilter)]) -> Response:
    """Forgets a saved filter."""
    actions.drop_filter(page.db, page.actor, saved)
    return page.done(page.url("placements.list"), notice=_("The filter is removed."))
