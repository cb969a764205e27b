"""How far the cells of a worksheet reach, known before anybody makes room for them.

A sheet whose every cell says a place within the limits passes at one look; any other is walked.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from typing import Final
from xml.parsers import expat

from app.kit.sheets import refusals
from app.kit.sheets.cells import Limits, address, column_letters, column_number

_DIGITS: Final = "0123456789"
_LETTERS: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_REFERENCE: Final = re.compile(r"([A-Za-z]{1,6})([0-9]{1,9})")
_FORMULA: Final = re.compile(rb"<f[\s/>]")
_OTHER_PLACE: Final = re.compile(rb"(?<!<row)(?<!<c)[^\w:.\-]r\s*=")
_SPACED: Final = re.compile(rb"r\s+=")
_PREFIXED_FORMULA: Final = re.compile(rb"<[^\s<>/:]+:f[\s/>]")


def check(sheet: bytes, shared: bytes, limits: Limits) -> None:
    """Refuses a sheet with cells outside the limits, or with more text than any list has."""
    longest = max(map(len, shared.split(b"</si>")))
    heavy = sheet.count(b"</") * longest > 2 * limits.unpacked
    if (
        not heavy
        and not any(pattern.search(sheet) for pattern in _doubts(limits))
        and not _other_places(sheet)
    ):
        return
    walk = Walk.of(sheet)
    if walk.rows > limits.rows:
        raise refusals.too_many_rows(limits)
    if walk.columns > limits.columns:
        raise refusals.too_many_columns(limits)
    if heavy and walk.weight(lengths(shared)) > 2 * limits.unpacked:
        raise refusals.too_many_cells(limits)


def check_formulas(sheet: bytes) -> None:
    if _FORMULA.search(sheet) or (b":f" in sheet and _PREFIXED_FORMULA.search(sheet)):
        raise refusals.formula(Walk.of(sheet).formula or "A1")


def _up_to(last: str, alphabet: str, first: str) -> str:
    """A pattern for everything written with these signs that does not come after the last."""
    whole = f"{alphabet[0]}-{alphabet[-1]}"
    start = f"{first}-{alphabet[-1]}"
    ways = [last] + ([f"[{start}][{whole}]{{0,{len(last) - 2}}}"] if len(last) > 1 else [])
    for at, sign in enumerate(last):
        least = alphabet[0] if at else first
        if sign > least:
            before = alphabet[alphabet.index(sign) - 1]
            ways.append(f"{last[:at]}[{least}-{before}][{whole}]{{{len(last) - at - 1}}}")
    return f"(?:{'|'.join(ways)})"


@cache
def _doubts(limits: Limits) -> tuple[re.Pattern[bytes], ...]:
    """What must not be found for a sheet to pass: a place that is outside, missing, or oddly written."""
    column = _up_to(column_letters(limits.columns - 1), _LETTERS, "A")
    row = _up_to(str(limits.rows), _DIGITS, "1")
    return (
        re.compile(rf'<c(?! r="{column}{row}"[\s/>])[\s/>]'.encode()),
        re.compile(rf'<row(?! r="{row}"[\s/>])[\s/>]'.encode()),
        re.compile(rb":(?:row|c)[\s/>]"),
    )


def _other_places(sheet: bytes) -> bool:
    """May a place be said anywhere else than first in a row or cell? Counting spares the search."""
    inside = sheet[max(sheet.find(b"<sheetData"), 0) : sheet.rfind(b"</sheetData")]
    counted = inside.count(b"r=") == inside.count(b'<c r="') + inside.count(b'<row r="')
    if counted and not _SPACED.search(inside):
        return False
    return _OTHER_PLACE.search(inside) is not None


@dataclass(slots=True)
class Walk:
    """One walk through the cells of a sheet that hold something."""

    rows: int = 0
    columns: int = 0
    formula: str = ""
    texts: list[int] = field(default_factory=list)
    _row: int = -1
    _column: int = -1
    _at: tuple[int, int] = (0, 0)
    _inside: bool = False
    _shared: bool = False
    _index: str | None = None

    @classmethod
    def of(cls, sheet: bytes) -> Walk:
        walk = cls()
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = walk.start
        parser.EndElementHandler = walk.end
        parser.CharacterDataHandler = walk.letters
        _parsed(parser, sheet)
        return walk

    def weight(self, lengths: list[int]) -> int:
        return sum(lengths[index] for index in self.texts if index < len(lengths))

    def start(self, name: str, attributes: dict[str, str]) -> None:
        match name.rpartition(":")[2]:
            case "row":
                given = attributes.get("r")
                self._row = self._row + 1 if given is None else _number(given) - 1
                self._column = -1
            case "c":
                self._place(attributes.get("r"))
                self._shared = attributes.get("t") == "s"
                self._inside = True
                if "t" in attributes:
                    self._used()
            case part if self._inside:
                self._used()
                if part == "f" and not self.formula:
                    self.formula = address(*self._at)
                self._index = "" if part == "v" and self._shared else None

    def _place(self, given: str | None) -> None:
        """A cell without a place stands after the one before it, in the row that is open."""
        row, column = max(self._row, 0), self._column + 1
        if given is not None:
            found = _REFERENCE.fullmatch(given)
            if not found:
                raise refusals.broken()
            row, column = _number(found[2]) - 1, column_number(found[1].upper())
        self._column = column
        self._at = row, column

    def _used(self) -> None:
        self.rows = max(self.rows, self._at[0] + 1)
        self.columns = max(self.columns, self._at[1] + 1)

    def letters(self, text: str) -> None:
        if self._index is not None:
            self._index += text

    def end(self, name: str) -> None:
        if name.rpartition(":")[2] == "c":
            self._inside = False
        if self._index is not None:
            if re.fullmatch(r"\d{1,9}", self._index.strip()):
                self.texts.append(int(self._index))
            self._index = None


def _number(written: str) -> int:
    """A row as it is counted, from 1."""
    if not re.fullmatch(r"[0-9]{1,9}", written) or int(written) == 0:
        raise refusals.broken()
    return int(written)


def lengths(shared: bytes) -> list[int]:
    """The number of letters in each shared text."""
    found: list[int] = []
    parser = expat.ParserCreate()

    def start(name: str, attributes: dict[str, str]) -> None:
        if name.rpartition(":")[2] == "si":
            found.append(0)

    def letters(text: str) -> None:
        if found:
            found[-1] += len(text)

    parser.StartElementHandler = start
    parser.CharacterDataHandler = letters
    if shared:
        _parsed(parser, shared)
    return found


def _parsed(parser: expat.XMLParserType, content: bytes) -> None:
    try:
        parser.Parse(content, True)
    except expat.ExpatError:
        raise refusals.broken() from None
