"""The known lists, and finding which of them a sheet is and where its columns stand."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from app.imports.school_lists import LEARNERS, PROGRAMMES
from app.imports.shape import Field, Note, Shape, Values
from app.imports.work_lists import PLACEMENTS, REGISTER
from app.kit.names import search_key
from app.kit.sheets import Cell, Sheet
from app.kit.words import Said, _

__all__ = ["SHAPES", "Field", "Note", "Recognised", "Shape", "Values", "faults", "fingerprint", "recognise"]

SHAPES: Final[Mapping[str, Shape]] = {
    shape.key: shape for shape in (PROGRAMMES, LEARNERS, REGISTER, PLACEMENTS)
}

Mapped = Mapping[int, str] | Mapping[str, str]
"""Which column (from 0) is which field; JSON makes the numbers texts, so both are taken."""

_SEARCHED: Final = 40
"""How many rows are looked through for the headings."""
_SURE: Final = 0.3
_SHORTEST: Final = 5


@dataclass(frozen=True, slots=True)
class Recognised:
    """What a sheet seems to be. `header_row` counts from 1; `missing` names columns still to be shown."""

    shape: Shape | None
    header_row: int
    mapping: dict[int, str]
    confidence: float
    missing: tuple[str, ...] = ()


def recognise(sheet: Sheet, shape: Shape | None = None, header_row: int | None = None) -> Recognised:
    """The kind of list, its row of headings and its columns; a known kind or row narrows the search."""
    shapes = [shape] if shape else list(SHAPES.values())
    rows = range(min(len(sheet.rows), _SEARCHED)) if header_row is None else [header_row - 1]
    found = [_seen(known, sheet, row) for row in rows if 0 <= row < len(sheet.rows) for known in shapes]
    best = max(found, key=lambda seen: (seen.confidence, len(seen.mapping), -seen.header_row), default=None)
    if best is None or (best.confidence < _SURE and shape is None):
        return Recognised(shape, header_row or 1, {}, 0.0)
    return best


def _seen(shape: Shape, sheet: Sheet, row: int) -> Recognised:
    cells = [cell for cell in sheet.rows[row] if not cell.blank]
    mapping = _columns(shape, cells)
    names = set(mapping.values())
    known = {search_key(word) for word in shape.passed_over}
    counted = [cell for cell in cells if search_key(cell.text) not in known]
    met = sum(bool(shape.met(need, names)) for need in shape.needs)
    share = len(mapping) / max(len(counted), 1)
    missing = tuple(field.name for field in shape.missing(names))
    return Recognised(shape, row + 1, mapping, round(share * met / len(shape.needs), 3), missing)


def _columns(shape: Shape, cells: Iterable[Cell]) -> dict[int, str]:
    """First the headings that are known word for word, then those that only begin so."""
    keys = {cell.column: search_key(cell.text) for cell in cells}
    mapping: dict[int, str] = {}
    for fits in (_same, _begins):
        for column, key in keys.items():
            taken = set(mapping.values())
            field = next((one for one in shape.fields if one.name not in taken and fits(key, one)), None)
            if column not in mapping and field:
                mapping[column] = field.name
    return dict(sorted(mapping.items()))


def _same(key: str, field: Field) -> bool:
    return key in field.keys


def _begins(key: str, field: Field) -> bool:
    """ "Personas kods (bez domuzīmes)" is a personal code."""
    return any(key.startswith(f"{known} ") for known in field.keys if len(known) >= _SHORTEST)


def columns(mapping: Mapped) -> dict[int, str]:
    """A mapping as it comes back from a form or from JSON; columns that are not read are left out."""
    return {int(column): field for column, field in mapping.items() if field}


def faults(shape: Shape, mapping: Mapped) -> list[Said]:
    """Why a list cannot be read with these columns; empty when it can."""
    counted = Counter(columns(mapping).values())
    found = [
        _("Two columns are shown as “{field}”. Leave one.", field=shape[name].label)
        for name, times in counted.items()
        if times > 1 and name in shape
    ]
    found += [
        _("Show which column is “{field}”.", field=field.label) for field in shape.missing(set(counted))
    ]
    return found


def fingerprint(sheet: Sheet, header_row: int) -> str:
    """The same for every list with the same headings in the same places."""
    cells = sheet.rows[header_row - 1] if 0 < header_row <= len(sheet.rows) else []
    heads = "\n".join(search_key(cell.text) for cell in cells)
    return hashlib.sha256(heads.encode()).hexdigest()
