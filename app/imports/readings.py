"""From the rows of a sheet to values, with every mistake at its cell; the portal itself is not asked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from app.imports.shapes import Mapped, Shape, Values, columns
from app.kit.identifiers import Wrong
from app.kit.names import search_key
from app.kit.sheets import Cell, Sheet
from app.kit.words import Said, _

_SUMS: Final = ("kopa", "kopsumma", "pavisam", "summa", "total", "kopejais", "kopskaits", "skaits")


@dataclass(frozen=True, slots=True)
class CellError:
    """A mistake, or a thing worth a look, at one cell. `raw` is what stands there."""

    address: str
    column: int
    field: str
    said: Said
    raw: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """One row that holds data; `row` counts from 1 as people see it.

    A value that is blank in the list, or wrong, is not among the values. `left_out` says why a row
    without mistakes is not wanted; `repeats` is the earlier row about the same thing.
    """

    row: int
    values: Values
    errors: tuple[CellError, ...] = ()
    warnings: tuple[CellError, ...] = ()
    left_out: Said | None = None
    repeats: int | None = None
    raw: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Readings:
    """Every row below the headings, and the rows that hold no data."""

    rows: tuple[Reading, ...]
    blank: tuple[int, ...]
    sums: tuple[int, ...]
    headings: tuple[int, ...]

    def __iter__(self) -> Iterator[Reading]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    @property
    def good(self) -> list[Reading]:
        return [row for row in self.rows if not row.errors and row.left_out is None]

    @property
    def wrong(self) -> list[Reading]:
        return [row for row in self.rows if row.errors]

    @property
    def left_out(self) -> list[Reading]:
        return [row for row in self.rows if not row.errors and row.left_out is not None]


def readings(sheet: Sheet, shape: Shape, header_row: int, mapping: Mapped) -> Readings:
    """Reads every row below the headings; headings that come again on each page are passed over."""
    fields = {column: name for column, name in columns(mapping).items() if name in shape}
    heads = [search_key(sheet.cell(header_row - 1, column).text) for column in fields]
    rows: list[Reading] = []
    blank: list[int] = []
    sums: list[int] = []
    headings: list[int] = []
    for number in range(header_row, len(sheet.rows)):
        cells = [cell for cell in sheet.rows[number] if not cell.blank]
        if not cells:
            blank.append(number + 1)
        elif [search_key(sheet.cell(number, column).text) for column in fields] == heads:
            headings.append(number + 1)
        elif _is_sum(cells, shape, fields):
            sums.append(number + 1)
        else:
            rows.append(_reading(sheet, shape, number, fields))
    return Readings(tuple(_repeats_told(shape, rows, fields)), tuple(blank), tuple(sums), tuple(headings))


def _is_sum(cells: list[Cell], shape: Shape, fields: dict[int, str]) -> bool:
    """ "Kopā;412": begins with such a word and lacks what every row of this list has."""
    first = search_key(cells[0].text).split(" ")[0]
    filled = {fields[cell.column] for cell in cells if cell.column in fields}
    return first in _SUMS and bool(shape.missing(filled))


def _reading(sheet: Sheet, shape: Shape, number: int, fields: dict[int, str]) -> Reading:
    values: Values = {}
    errors: list[CellError] = []
    warnings: list[CellError] = []
    for column, name in fields.items():
        cell = sheet.cell(number, column)
        if cell.blank:
            continue
        try:
            parsed = shape[name].parse(cell)
        except Wrong as wrong:
            errors.append(_at(cell, name, wrong.said))
        else:
            values |= parsed.values
            warnings += [_at(cell, name, said) for said in parsed.warnings]
    errors += _blanks(sheet, shape, number, fields)
    places = {name: column for column, name in fields.items()}
    for note in shape.finish(values):
        cell = sheet.cell(number, places.get(note.field, next(iter(fields), 0)))
        (errors if note.wrong else warnings).append(_at(cell, note.field, note.said))
    errors.sort(key=lambda error: error.column)
    left_out = None if errors else shape.left_out(values)
    raw = tuple(cell.raw for cell in sheet.rows[number])
    return Reading(number + 1, values, tuple(errors), tuple(warnings), left_out, raw=raw)


def _blanks(sheet: Sheet, shape: Shape, number: int, fields: dict[int, str]) -> Iterator[CellError]:
    """The cells that the list cannot do without."""
    places = {name: column for column, name in fields.items()}
    filled = {name for name, column in places.items() if not sheet.cell(number, column).blank}
    for need in shape.needs:
        wanted = () if shape.met(need, filled) else shape.met(need, set(places)) or need[0]
        for name in wanted:
            cell = sheet.cell(number, places.get(name, 0))
            if name not in filled:
                yield _at(cell, name, _("Fill in this cell: {field}.", field=shape[name].label))


def _at(cell: Cell, name: str, said: Said) -> CellError:
    return CellError(cell.address, cell.column, name, said, cell.raw[:200])


def _repeats_told(shape: Shape, rows: list[Reading], fields: dict[int, str]) -> Iterator[Reading]:
    """A row that says the same again is left out; one that says otherwise is a mistake."""
    first: dict[tuple[object, ...], Reading] = {}
    column = min(fields, default=0)
    places = {name: at for at, name in fields.items()}
    for reading in rows:
        identity = tuple(reading.values.get(name) for name in shape.identity)
        if not any(identity) or identity[0] is None:
            yield reading
            continue
        earlier = first.setdefault(identity, reading)
        if earlier is reading:
            yield reading
        elif earlier.values == reading.values:
            said = _("The same as row {row}.", row=earlier.row)
            yield replace(reading, left_out=None if reading.errors else said, repeats=earlier.row)
        else:
            name = shape.identity[0]
            cell = Cell(None, "", reading.row - 1, places.get(name, column))
            raw = reading.raw[cell.column] if cell.column < len(reading.raw) else ""
            said = _("Row {row} says otherwise about the same thing. Leave the right one.", row=earlier.row)
            error = CellError(cell.address, cell.column, name, said, raw[:200])
            yield replace(reading, errors=(*reading.errors, error), left_out=None, repeats=earlier.row)
