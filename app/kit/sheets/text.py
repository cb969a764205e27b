"""CSV and text lists: encoding, delimiter and quotes found by looking."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter
from typing import Final

from app.kit.sheets import refusals
from app.kit.sheets.cells import CELL_LETTERS, Cell, Limits, Sheet, address, like_formula, unguarded

DELIMITERS: Final = (";", "\t", ",")
_CONTROLS: Final = re.compile(r"[\x01-\x08\x0b\x0c\x0e-\x1f\x7f]")
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_LINES: Final = 60
"""How many lines are looked at to find the delimiter."""


def read(data: bytes, limits: Limits) -> Sheet:
    content, encoding = _decoded(data)
    delimiter, content = _named_delimiter(content)
    delimiter = delimiter or _sniffed(content)
    rows: list[list[Cell]] = []
    last = count = 0
    try:
        for number, record in enumerate(csv.reader(io.StringIO(content, newline=""), delimiter=delimiter)):
            rows.append(row := _row(number, record, limits))
            count += len(row)
            last = len(rows) if row else last
            if last > limits.rows:
                raise refusals.too_many_rows(limits)
            if count > limits.cells:
                raise refusals.too_many_cells(limits)
    except csv.Error:
        raise refusals.too_long(address(len(rows), 0)) from None
    if not last:
        raise refusals.empty()
    return Sheet(rows[:last], "csv", encoding=encoding, delimiter=delimiter)


def _decoded(data: bytes) -> tuple[str, str]:
    """The text by its mark, by zeros in every second place (UTF-16), or by trying."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strict(data[len(mark) :], (encoding,))
    start = data[:2000]
    high, low = start[1::2].count(0), start[0::2].count(0)
    if 2 * max(high, low) > len(start) // 2 and 8 * min(high, low) < max(high, low):
        return _strict(data, ("utf-16-le" if high > low else "utf-16-be",))
    return _strict(data, ("utf-8", "cp1257"))


def _strict(data: bytes, encodings: tuple[str, ...]) -> tuple[str, str]:
    """The text in the first encoding that fits; a control letter says that it is no text at all."""
    for encoding in encodings:
        try:
            content = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" in content:
            raise refusals.nul()
        if _CONTROLS.search(content):
            break
        return content, encoding
    raise refusals.nul() if b"\x00\x00" in data else refusals.not_text()


def _named_delimiter(content: str) -> tuple[str, str]:
    """Excel's own first line, sep=; is a word to the program and no row of the list."""
    found = re.match(r'"?sep=([;,\t])"?\r?\n', content, re.IGNORECASE)
    return (found[1], content[found.end() :]) if found else ("", content)


def _sniffed(content: str) -> str:
    """The delimiter that cuts the most lines into the same number of columns."""
    head = "".join(content[: _LINES * 4000].splitlines(keepends=True)[:_LINES])

    def agreement(delimiter: str) -> int:
        try:
            widths = Counter(
                len(record) for record in csv.reader(io.StringIO(head, newline=""), delimiter=delimiter)
            )
        except csv.Error:
            return 0
        return max((lines * (width - 1) for width, lines in widths.items()), default=0)

    return max(DELIMITERS, key=agreement)


def _row(number: int, record: list[str], limits: Limits) -> list[Cell]:
    """The cells of one line up to the last that is not blank."""
    width = len(record)
    while width and not record[width - 1].strip():
        width -= 1
    if width > limits.columns:
        raise refusals.too_many_columns(limits)
    cells: list[Cell] = []
    for column, raw in enumerate(record[:width]):
        value = raw.strip()
        if value[:1] in "=@+-'" and value:
            if like_formula(value):
                raise refusals.formula(address(number, column))
            value = unguarded(value)
        if len(raw) > CELL_LETTERS:
            raise refusals.too_long(address(number, column))
        cells.append(Cell(value or None, raw, number, column))
    return cells
