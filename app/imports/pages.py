"""Importing a list: upload, look, apply, undo."""

from __future__ import annotations

from math import ceil
from typing import Annotated, Any

from fastapi import Response
from sqlalchemy import select

from app.identity.door import Signed, room, seen
from app.identity.roles import Role
from app.imports import actions, queries, verbs
from app.imports.forms import RemapForm, UploadForm, columns_of
from app.imports.models import Batch, BatchRow, Outcome, State
from app.imports.shapes import SHAPES
from app.kit.clock import now
from app.kit.errors import Forbidden, Refused
from app.kit.forms import Sent, blank, sent
from app.kit.pages import Page
from app.kit.sheets import Limits, Unreadable, column_letters, write_xlsx
from app.kit.words import Said, _, _n
from app.schools.models import School

pages = room()
PAGE = 50
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _school(page: Page) -> School:
    school: School | None = page.db.scalar(
        School.visible_to(page.actor).where(School.id == page.actor.organisation_id)
    )
    if school is None or not page.actor.has(Role.COORDINATOR, Role.SCHOOL_ADMIN):
        raise Forbidden("imports")
    return school


@pages.get("/imports", name="imports.list")
def show_all(page: Signed) -> Response:
    """Upload a list; the lists imported so far."""
    _school(page)
    return page.show("imports/list.html", form=blank(UploadForm), batches=_batches(page), shapes=SHAPES)


def _batches(page: Page) -> list[Batch]:
    return list(page.db.scalars(Batch.visible_to(page.actor).order_by(Batch.id.desc()).limit(30)))


@pages.post("/imports", name="imports.upload")
def upload(page: Signed, form: Annotated[Sent[UploadForm], sent(UploadForm)]) -> Response:
    """Reads the file and shows what would happen; a file that is no list gets a plain answer."""
    school = _school(page)
    batch = None
    if not form.errors:
        file = form.data.file
        data = file.file.read(Limits().bytes + 1)
        try:
            batch = actions.upload(page.db, page.actor, school, data=data, filename=file.filename or "")
        except Unreadable as unreadable:
            form.refuse("file", unreadable.said)
    if batch is None:
        return page.again("imports/list.html", form=form, batches=_batches(page), shapes=SHAPES)
    return page.done(page.url("imports.show", batch_id=batch.id))


@pages.get("/imports/{batch_id:int}", name="imports.show")
def show(page: Signed, batch: Annotated[Batch, seen(Batch)]) -> Response:
    """What would happen, or what happened: counts, changes from old to new, each error at its cell."""
    return _show(page, batch)


def _show(page: Page, batch: Batch, form: Sent[RemapForm] | None = None) -> Response:
    query = page.request.query_params
    wanted = query.get("rindas", "")
    outcome = Outcome(wanted) if wanted in set(Outcome) else _first(batch)
    number = query.get("lpp", "1")
    at = max(int(number), 1) if number.isdecimal() and len(number) < 6 else 1
    rows = page.db.scalars(
        select(BatchRow)
        .where(BatchRow.batch_id == batch.id, BatchRow.outcome == outcome)
        .order_by(BatchRow.no)
        .limit(PAGE)
        .offset((at - 1) * PAGE)
    )
    sheet = queries.sheet_of(page.db, batch)
    shown = form or blank(RemapForm, shape=batch.shape, header_row=batch.header_row, version=batch.version)
    values: dict[str, Any] = {
        "batch": batch,
        "problems": queries.problems(batch),
        "rows": [_row_words(row) for row in rows],
        "outcome": outcome,
        "outcomes": Outcome,
        "at": at,
        "last": max(1, ceil(batch.counts.get(outcome.value, 0) / PAGE)),
        "shapes": SHAPES,
        "heads": _heads(sheet, batch),
        "undoable": batch.state is State.APPLIED
        and batch.applied_at is not None
        and now() - batch.applied_at < actions.UNDO_LIFE,
        "can_apply": verbs.APPLY.open_to(page.actor, batch),
    }
    if form:
        return page.again("imports/show.html", form=shown, **values)
    return page.show("imports/show.html", form=shown, **values)


def _first(batch: Batch) -> Outcome:
    for outcome in (Outcome.ERROR, Outcome.CHANGED, Outcome.NEW):
        if batch.counts.get(outcome.value):
            return outcome
    return Outcome.SAME


def _heads(sheet: Any, batch: Batch) -> list[tuple[str, str, str, str, int]]:
    """Column letters, heading, first value, chosen field, column."""
    heads: list[tuple[str, str, str, str, int]] = []
    for column in range(sheet.width):
        head = sheet.cell(batch.header_row - 1, column).text
        example = sheet.cell(batch.header_row, column).raw
        if head or example:
            heads.append(
                (column_letters(column), head, example[:40], batch.mapping.get(str(column), ""), column)
            )
    return heads


def _row_words(row: BatchRow) -> dict[str, Any]:
    return {
        "no": row.no,
        "cells": [str(c) for c in row.cells][:12],
        "changes": [(Said.from_json(label), old, new) for label, old, new in row.changes],
        "errors": [(address, Said.from_json(said), raw) for address, said, raw in row.errors],
    }


@pages.post("/imports/{batch_id:int}/kolonnas", name="imports.remap")
def remap(
    page: Signed, batch: Annotated[Batch, seen(Batch)], form: Annotated[Sent[RemapForm], sent(RemapForm)]
) -> Response:
    """Reads the list another way, and remembers it."""
    if not form.errors and form.data.shape not in SHAPES:
        form.refuse("shape", _("Choose one from the list."))
    if not form.errors and not 1 <= form.data.header_row <= 40:
        form.refuse("header_row", _("The headings stand in one of the first 40 rows."))
    if form.errors:
        return _show(page, batch, form)
    chosen = columns_of(form.raw)
    known = {c: f for c, f in chosen.items() if f in SHAPES[form.data.shape]}
    if form.data.shape != batch.shape:  # another kind of list has other columns: find them again
        known = queries.found_columns(page.db, batch, form.data.shape, form.data.header_row)
    actions.remap(
        page.db, page.actor, batch, shape=form.data.shape, header_row=form.data.header_row, mapping=known
    )
    return page.done(page.url("imports.show", batch_id=batch.id), notice=_("The list was read again."))


@pages.post("/imports/{batch_id:int}/piemerot", name="imports.apply")
def apply(page: Signed, batch: Annotated[Batch, seen(Batch)]) -> Response:
    """Applies the good rows."""
    actions.apply(page.db, page.actor, batch)
    new, changed = batch.counts.get("new", 0), batch.counts.get("changed", 0)
    text = _(
        "The list is applied: {new}, {changed}.",
        new=_n("{n} new row", "{n} new rows", new),
        changed=_n("{n} changed", "{n} changed", changed),
    )
    undo = page.url("imports.undo", batch_id=batch.id)
    return page.done(page.url("imports.show", batch_id=batch.id), notice=text, undo=undo)


@pages.post("/imports/{batch_id:int}/atsaukt", name="imports.undo")
def undo(page: Signed, batch: Annotated[Batch, seen(Batch)]) -> Response:
    """Takes it back."""
    actions.undo(page.db, page.actor, batch)
    return page.done(page.url("imports.show", batch_id=batch.id), notice=_("The import is undone."))


@pages.get("/imports/{batch_id:int}/kludas", name="imports.rejected")
def rejected(page: Signed, batch: Annotated[Batch, seen(Batch)]) -> Response:
    """The rejected rows as they came, with a column that says what is wrong."""
    rows = page.db.scalars(
        select(BatchRow)
        .where(BatchRow.batch_id == batch.id, BatchRow.outcome == Outcome.ERROR)
        .order_by(BatchRow.no)
    ).all()
    if not rows:
        raise Refused(_("No row was rejected."))
    sheet = queries.sheet_of(page.db, batch)
    heads = [sheet.cell(batch.header_row - 1, column).text for column in range(sheet.width)]
    words = page.words
    lines = [
        [
            *_padded(row.cells, sheet.width),
            "; ".join(f"{a}: {words.text(Said.from_json(s))}" for a, s, _raw in row.errors),
        ]
        for row in rows
    ]
    data = write_xlsx([*heads, words.text(_("Mistake"))], lines)
    return page.download(data, f"kludas_{batch.id}.xlsx", XLSX)


def _padded(cells: list[Any], width: int) -> list[str]:
    return [str(c) for c in cells] + [""] * (width - len(cells))
