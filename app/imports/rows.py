"""The rows of a batch: kept as they were tried out or applied, and taken out of the portal again."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.imports.models import Batch, BatchRow, Outcome
from app.imports.readings import Reading
from app.kit.ledger import Ledger, take_back
from app.kit.sheets import Sheet


def booked(batch: Batch, ledger: Ledger, reading: Reading, sheet: Sheet, places: dict[str, int]) -> BatchRow:
    """What came of one row of the list."""
    number = reading.row
    errors = [[e.address, e.said.to_json(), e.raw] for e in reading.errors]
    for name, said in ledger.errors.get(number, []):
        cell = sheet.cell(number - 1, places.get(name, 0))
        errors.append([cell.address, said.to_json(), cell.raw[:200]])
    shown = ledger.shown.get(number, [])
    if errors:
        outcome = Outcome.ERROR
    elif reading.left_out is not None:
        outcome, errors = Outcome.LEFT_OUT, [["", reading.left_out.to_json(), ""]]
    elif number in ledger.new:
        outcome, shown = Outcome.NEW, []
    else:
        outcome = Outcome.CHANGED if shown else Outcome.SAME
    return BatchRow(
        batch_id=batch.id,
        no=number,
        outcome=outcome,
        cells=list(reading.raw),
        changes=[[label.to_json(), old, new] for label, old, new in shown],
        errors=errors,
        before=ledger.before(number),
    )


def keep(db: Session, batch: Batch, rows: Sequence[BatchRow]) -> None:
    """Instead of what was kept before."""
    db.execute(delete(BatchRow).where(BatchRow.batch_id == batch.id))
    db.add_all(rows)
    batch.counts = {outcome.value: sum(1 for r in rows if r.outcome is outcome) for outcome in Outcome}


def take_out(db: Session, batch: Batch) -> None:
    """Made rows go, changed ones get their old values unless somebody changed them since."""
    rows = db.scalars(select(BatchRow).where(BatchRow.batch_id == batch.id).order_by(BatchRow.no))
    take_back(db, [entry for row in rows for entry in row.before])
