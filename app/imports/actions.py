"""Reading a list, trying it out, applying it in one transaction, and taking it back."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.identity.actor import Actor
from app.imports import verbs
from app.imports.land_school import land_learners, land_programmes
from app.imports.land_work import land_placements, land_register
from app.imports.models import Batch, BatchRow, Outcome, Preset
from app.imports.queries import problems, sheet_of
from app.imports.readings import Reading, readings
from app.imports.rows import booked, keep, take_out
from app.imports.shapes import SHAPES, columns, fingerprint, recognise
from app.kit.clock import now
from app.kit.db import store_of, trial
from app.kit.errors import Refused
from app.kit.ledger import Ledger
from app.kit.sheets import Sheet, read
from app.kit.verbs import does
from app.kit.words import _
from app.schools.models import School

UNDO_LIFE = timedelta(hours=24)
Landing = Callable[[Ledger, School, Sequence[Reading]], None]
LANDINGS: dict[str, Landing] = {
    "programmes": land_programmes,
    "learners": land_learners,
    "register": land_register,
    "placements": land_placements,
}


@does(verbs.UPLOAD)
def upload(db: Session, actor: Actor, school: School, *, data: bytes, filename: str) -> Batch:
    """Keeps the file, finds out what it is, and tries it out. Raises `Unreadable` for what is no list."""
    sheet = read(data, filename)
    seen = recognise(sheet)
    batch = Batch(
        school_id=school.id,
        shape=seen.shape.key if seen.shape else "",
        filename=filename[-200:],
        sha256=store_of(db).put(data),
        header_row=seen.header_row,
        mapping=_text_keys(seen.mapping),
    )
    wanted = select(Preset).where(
        Preset.school_id == school.id, Preset.fingerprint == fingerprint(sheet, seen.header_row)
    )
    if preset := db.scalar(wanted):
        batch.shape, batch.header_row, batch.mapping = preset.shape, preset.header_row, preset.mapping
    db.add(batch)
    db.flush()  # the rows need its id
    _try_out(db, batch, sheet, school)
    return batch


def _text_keys(mapping: Mapping[int, str]) -> dict[str, Any]:
    return {str(column): name for column, name in mapping.items()}


@does(verbs.REMAP)
def remap(
    db: Session, actor: Actor, batch: Batch, *, shape: str, header_row: int, mapping: dict[int, str]
) -> None:
    """Another kind of list, heading row or columns; remembered for lists of this look."""
    sheet = sheet_of(db, batch)
    batch.shape, batch.header_row, batch.mapping = shape, header_row, _text_keys(mapping)
    mark = fingerprint(sheet, header_row)
    preset = db.scalar(select(Preset).where(Preset.school_id == batch.school_id, Preset.fingerprint == mark))
    if preset is None:
        preset = Preset(
            school_id=batch.school_id, fingerprint=mark, shape=shape, header_row=header_row, mapping={}
        )
        db.add(preset)
    preset.shape, preset.header_row, preset.mapping = shape, header_row, batch.mapping
    _try_out(db, batch, sheet, db.get_one(School, batch.school_id))


def _try_out(db: Session, batch: Batch, sheet: Sheet, school: School) -> None:
    """Does everything inside a savepoint and takes it back: what is shown is what will happen."""
    with trial(db):
        rows = [] if problems(batch) else _land(db, batch, sheet, school)
    keep(db, batch, rows)


def _land(db: Session, batch: Batch, sheet: Sheet, school: School) -> list[BatchRow]:
    shape = SHAPES[batch.shape]
    found = readings(sheet, shape, batch.header_row, batch.mapping)
    ledger = Ledger(db)
    wanted = [r for r in found if not r.errors and (r.left_out is None or batch.shape == "register")]
    with db.no_autoflush:
        LANDINGS[batch.shape](ledger, school, [r for r in wanted if r.repeats is None])
    db.flush()  # ids of all that was made
    places = {name: column for column, name in columns(batch.mapping).items()}
    return [booked(batch, ledger, reading, sheet, places) for reading in found]


@does(verbs.APPLY)
def apply(db: Session, actor: Actor, batch: Batch) -> None:
    """All good rows in this one transaction; rows with errors are left out and listed."""
    if found := problems(batch):
        raise Refused(*found)
    rows = _land(db, batch, sheet_of(db, batch), db.get_one(School, batch.school_id))
    if not any(r.outcome in (Outcome.NEW, Outcome.CHANGED) for r in rows):
        raise Refused(_("There is nothing new in this list."))
    keep(db, batch, rows)
    batch.applied_at = now()


@does(verbs.UNDO)
def undo(db: Session, actor: Actor, batch: Batch) -> None:
    """Within 24 hours: made rows go, changed ones get their old values unless somebody changed them since."""
    if batch.applied_at is None or now() - batch.applied_at > UNDO_LIFE:
        raise Refused(_("An import can be undone within 24 hours."))
    try:
        take_out(db, batch)
    except IntegrityError as error:
        raise Refused(
            _("Something of this list is in use: in a placement, a document or a diary. It cannot be undone.")
        ) from error
