"""Lists that people take away: XLSX and CSV that no program calculates by mistake."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final, TypeAlias

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from app.kit.sheets.cells import CELL_LETTERS, guarded

Out: TypeAlias = str | int | float | Decimal | date | datetime | bool | None

_NARROW: Final = 8
_WIDE: Final = 60
_FORMATS: Final = {"date": "dd.mm.yyyy.", "moment": "dd.mm.yyyy. hh:mm", "money": "#,##0.00 [$€-426]"}
_OPTIONS: Final = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
    "remove_timezone": True,
}


@dataclass(frozen=True, slots=True)
class Column:
    """A heading, and where needed its width in letters or its kind: date, moment, money."""

    title: str
    width: int | None = None
    kind: str = ""


def write_xlsx(
    columns: Sequence[Column | str], rows: Iterable[Sequence[Out]], sheet: str = "Saraksts"
) -> bytes:
    """One sheet with a bold first row that stays, a filter, and columns as wide as their words."""
    heads = [column if isinstance(column, Column) else Column(column) for column in columns]
    out = io.BytesIO()
    book = Workbook(out, _OPTIONS)
    bold = book.add_format({"bold": True, "bottom": 1, "valign": "top"})
    formats = {kind: book.add_format({"num_format": shape}) for kind, shape in _FORMATS.items()}
    page = book.add_worksheet(_sheet_name(sheet))
    widths = [len(head.title) + 3 for head in heads]
    for column, head in enumerate(heads):
        page.write_string(0, column, _clean(head.title), bold)
    last = 0
    for last, row in enumerate(rows, 1):
        for column, (head, value) in enumerate(zip(heads, row, strict=True)):
            widths[column] = max(widths[column], _put(page, last, column, value, formats, head.kind))
    for column, head in enumerate(heads):
        page.set_column(column, column, head.width or min(max(widths[column], _NARROW), _WIDE))
    page.freeze_panes(1, 0)
    if heads:
        page.autofilter(0, 0, last, len(heads) - 1)
    book.close()
    return out.getvalue()


def write_csv(columns: Sequence[Column | str], rows: Iterable[Sequence[Out]]) -> bytes:
    """UTF-8 with its mark, semicolons and decimal commas: what Excel opens here with two clicks."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow([_clean(head.title if isinstance(head, Column) else head) for head in columns])
    writer.writerows([_written(value) for value in row] for row in rows)
    return out.getvalue().encode("utf-8-sig", "replace")


def _put(page: Worksheet, row: int, column: int, value: Out, formats: dict[str, Format], kind: str) -> int:
    """Writes one cell as what it is and says how wide it is."""
    match value:
        case None | "":
            return 0
        case bool():
            page.write_boolean(row, column, value)
        case datetime() if value.year >= 1900:
            page.write_datetime(row, column, value, formats["moment"])
            return 19
        case date() if value.year >= 1900:
            page.write_datetime(row, column, value, formats["date"])
            return 13
        case int() | float() | Decimal() if math.isfinite(value) and abs(float(value)) < 1e15:
            page.write_number(row, column, value, formats.get(kind))
            return len(str(value)) + 3
        case _:
            text = _clean(value if isinstance(value, str) else _written(value))
            page.write_string(row, column, text)
            return max((len(line) for line in text.split("\n")), default=0) + 2
    return _NARROW


def _written(value: Out) -> str:
    """A value as the text of a CSV cell."""
    match value:
        case None:
            return ""
        case datetime():
            return f"{_day(value)} {value:%H:%M}"
        case date():
            return _day(value)
        case float() | Decimal():
            return str(value).replace(".", ",")
        case _:
            return _clean(str(value))


def _day(value: date) -> str:
    return f"{value.day:02}.{value.month:02}.{value.year:04}."


def _clean(text: Any) -> str:
    """Text that every program opens: guarded, not too long, without letters that files cannot hold."""
    kept = "".join(sign for sign in str(text) if sign in "\t\n\r" or ord(sign) >= 32)
    kept = kept.encode("utf-8", "replace").decode("utf-8")
    return guarded(kept)[:CELL_LETTERS]


def _sheet_name(name: str) -> str:
    kept = "".join(" " if sign in "[]:*?/\\" else sign for sign in name).strip(" '")
    return kept[:31] or "Saraksts"
