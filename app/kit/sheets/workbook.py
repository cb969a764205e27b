"""XLSX lists: calamine reads the cells after the archive and the sheet were measured."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Any, Final, TypeVar

from python_calamine import CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from app.kit.sheets import archive, bounds, refusals
from app.kit.sheets.cells import CELL_LETTERS, Cell, Limits, Sheet, Value, address, unguarded

_RELATION: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_RELATION: Final = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"
_SMALL: Final = 1 << 20
T = TypeVar("T")
_WHOLE: Final = 1e15
"""Numbers from here on are no longer exact, so they stay what they are."""


def read(data: bytes, name: str | None, limits: Limits) -> Sheet:
    parts = archive.parts(data, limits)
    shared = _part(parts, "xl/sharedstrings.xml")
    for content in parts.values():
        if b"sheetData" in content:
            bounds.check(content, shared, limits)
    paths = _paths(parts)
    book = _guarded(lambda: CalamineWorkbook.from_filelike(archive.packed(parts)))
    shown = [
        known.name
        for known in book.sheets_metadata
        if known.typ == SheetTypeEnum.WorkSheet and known.visible == SheetVisibleEnum.Visible
    ]
    if name is not None and name not in shown:
        raise refusals.no_sheet(name)
    for candidate in shown if name is None else [name]:
        sheet = _guarded(partial(book.get_sheet_by_name, candidate))
        rows = _rows(sheet, limits)
        if rows:
            for path in [paths[candidate]] if candidate in paths else list(paths.values()):
                bounds.check_formulas(_part(parts, path))
            return Sheet(rows, "xlsx", name=candidate, names=tuple(shown))
    raise refusals.empty()


def _guarded(reading: Callable[[], T]) -> T:
    """The reader is a foreign library: whatever it raises, also its panic, is a damaged workbook."""
    try:
        return reading()
    except (KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except BaseException:
        raise refusals.broken() from None


def _part(parts: dict[str, bytes], path: str) -> bytes:
    return next((content for name, content in parts.items() if name.lower() == path.lower()), b"")


def _paths(parts: dict[str, bytes]) -> dict[str, str]:
    """Which part holds which sheet."""
    targets: dict[str, str] = {}
    for relation in _tree(_part(parts, "xl/_rels/workbook.xml.rels")):
        target = relation.get("Target", "")
        targets[relation.get("Id", "")] = (
            target.lstrip("/") if target.startswith(("/", "xl/")) else f"xl/{target}"
        )
    paths: dict[str, str] = {}
    for element in _tree(_part(parts, "xl/workbook.xml")).iter():
        if element.tag.rpartition("}")[2] == "sheet":
            relation_id = element.get(_RELATION) or element.get(_STRICT_RELATION) or ""
            paths[element.get("name", "")] = targets.get(relation_id, "")
    return paths


def _tree(content: bytes) -> ET.Element:
    """A small part as a tree. Document types were refused with the archive, so nothing expands."""
    if not content or len(content) > _SMALL:
        raise refusals.broken()
    try:
        return ET.fromstring(content)  # noqa: S314
    except ET.ParseError:
        raise refusals.broken() from None


def _rows(sheet: CalamineSheet, limits: Limits) -> list[list[Cell]]:
    height, width = sheet.end or (-1, -1)
    if height >= limits.rows:
        raise refusals.too_many_rows(limits)
    if width >= limits.columns:
        raise refusals.too_many_columns(limits)
    if (height + 1) * (width + 1) > limits.cells:
        raise refusals.too_many_cells(limits)
    values = _guarded(lambda: sheet.to_python(skip_empty_area=False))
    rows = [_row(number, row) for number, row in enumerate(values)]
    while rows and not rows[-1]:
        rows.pop()
    return rows


def _row(number: int, values: Sequence[Any]) -> list[Cell]:
    """The cells of one row up to the last that is not blank."""
    cells: list[Cell] = []
    width = 0
    for column, found in enumerate(values):
        if isinstance(found, str):
            value: Value = _text(found, number, column)
            raw = found
        else:
            value, raw = _plain(found)
        if value is not None:
            width = column + 1
        cells.append(Cell(value, raw, number, column))
    return cells[:width]


def _text(found: str, row: int, column: int) -> str | None:
    if len(found) > CELL_LETTERS:
        raise refusals.too_long(address(row, column))
    text = found.strip()
    return (unguarded(text) if text[:1] == "'" else text) or None


def _plain(found: Any) -> tuple[Value, str]:
    """The value and the text of a cell that is no text."""
    match found:
        case bool():
            return str(found).upper(), str(found).upper()
        case float():
            whole = found.is_integer() and abs(found) < _WHOLE
            value = int(found) if whole else found
            return value, str(value)
        case int():
            return found, str(found)
        case datetime():
            return (
                found.date(),
                f"{found:%d.%m.%Y. %H:%M}" if found.time() != time() else f"{found:%d.%m.%Y.}",
            )
        case date():
            return found, f"{found:%d.%m.%Y.}"
        case time() | timedelta():
            return str(found), str(found)
    return None, ""
