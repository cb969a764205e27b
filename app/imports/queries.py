"""Reading an uploaded list again, and what stands in the way of applying it."""

from __future__ import annotations

from sqlalchemy.orm import Session

from app.imports.models import Batch
from app.imports.shapes import SHAPES, faults, recognise
from app.kit.db import store_of
from app.kit.sheets import Sheet, read
from app.kit.words import Said, _


def sheet_of(db: Session, batch: Batch) -> Sheet:
    """The uploaded file, read again from the store."""
    return read(store_of(db).get(batch.sha256), batch.filename)


def found_columns(db: Session, batch: Batch, shape: str, header_row: int) -> dict[int, str]:
    """The columns of another kind of list in the same file."""
    return dict(recognise(sheet_of(db, batch), SHAPES[shape], header_row).mapping)


def problems(batch: Batch) -> list[Said]:
    """Why the list cannot be read as it is mapped now."""
    if batch.shape not in SHAPES:
        return [_("Choose what kind of list this is and show its columns.")]
    return faults(SHAPES[batch.shape], batch.mapping)
