"""The rows of a batch: kept as they were tried out or applied, and taken out of the portal again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import Date, Numeric, delete, inspect, select
from sqlalchemy.orm import Session

from app.imports.ledger import Ledger
from app.imports.models import Batch, BatchRow, Outcome
from app.imports.readings import Reading
from app.kit.db import Base
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
    tables = {mapper.class_.__tablename__: mapper.class_ for mapper in Base.registry.mappers}
    rows = db.scalars(select(BatchRow).where(BatchRow.batch_id == batch.id).order_by(BatchRow.no.desc()))
    made: list[tuple[type[Base], int]] = []
    for row in rows:
        for kind, table, key, *more in row.before:
            if kind == "made":
                made.append((tables[table], key))
            elif (thing := db.get(tables[table], key)) is not None:
                _restore(thing, *more)
    _remove(db, made)


def _restore(thing: Base, name: str, old: Any, new: Any) -> None:
    column = inspect(type(thing)).columns[name]
    if _typed(column.type, new) == getattr(thing, name):
        setattr(thing, name, _typed(column.type, old))


def _typed(kind: Any, value: Any) -> Any:
    if value is None:
        return None
    if isinstance(kind, Date):
        return date.fromisoformat(value)
    if isinstance(kind, Numeric):
        return Decimal(value)
    return kind.enum_class(value) if getattr(kind, "enum_class", None) else value


def _remove(db: Session, made: list[tuple[type[Base], int]]) -> None:
    """By table, those that point at others first."""
    order = {table.name: n for n, table in enumerate(Base.metadata.sorted_tables)}
    db.flush()  # restored values before the rows they point at go
    for model in sorted({model for model, _key in made}, key=lambda m: order[m.__tablename__], reverse=True):
        keys = [key for found, key in made if found is model]
        for start in range(0, len(keys), 500):
            key_column = inspect(model).primary_key[0]
            db.execute(delete(model).where(key_column.in_(keys[start : start + 500])))
    db.expire_all()
