"""How far the cells of a worksheet reach, known before anybody makes room for them.

One look with a pattern lets an ordinary sheet pass; only a suspicious one is walked cell by cell.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final
from xml.parsers import expat

from app.kit.sheets import refusals
from app.kit.sheets.cells import Limits, address, column_letters, column_number

_DIGITS: Final = "0123456789"
_LETTERS: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_REFERENCE: Final = re.compile(r"([A-Za-z]{1,7})(\d{1,9})")
_FORMULA: Final = re.compile(rb"<f[\s/>]")
_PREFIXED_FORMULA: Final = re.compile(rb"<[^\s<>/:]+:f[\s/>]")


def check(sheet: bytes, shared: bytes, limits: Limits) -> None:
    """Refuses a sheet with cells outside the limits, or with more text than any list has."""
    longest = max(map(len, shared.split(b"</si>")))
    heavy = sheet.count(b"</") * longest > 2 * limits.unpacked
    if not heavy and not _beyond(limits).search(sheet):
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


def _above(last: str, alphabet: str) -> str:
    """A pattern for everything written with these signs that comes after the last."""
    first = "1-9" if alphabet == _DIGITS else f"{alphabet[0]}-{alphabet[-1]}"
    whole = f"{alphabet[0]}-{alphabet[-1]}"
    ways = [f"[{first}][{whole}]{{{len(last)},}}"]
    for at, sign in enumerate(last):
        if sign != alphabet[-1]:
            following = alphabet[alphabet.index(sign) + 1]
            ways.append(
                f"{last[:at]}[{following}-{alphabet[-1]}][{whole}]{{{len(last) - at - 1}}}(?![{whole}])"
            )
    return "|".join(ways)


def _beyond(limits: Limits) -> re.Pattern[bytes]:
    """Finds a place outside the limits, or one written in a way that needs a closer look."""
    column = _above(column_letters(limits.columns - 1), _LETTERS)
    row = _above(str(limits.rows), _DIGITS)
    pattern = rf"""\sr\s*=\s*["'](?:(?:{column})|[A-Z]{{0,3}}(?:{row}|0)|[A-Z]*[^A-Z0-9])"""
    return re.compile(pattern.encode())


@dataclass(slots=True)
class Walk:
    """One walk through the cells of a sheet that hold something."""

    rows: int = 0
    columns: int = 0
    formula: str = ""
    texts: list[int] = field(default_factory=list)
    _row: int = -1
    _column: int = -1
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
                given = attributes.get("r", "")
                self._row = int(given) - 1 if re.fullmatch(r"\d{1,9}", given) else self._row + 1
                self._column = -1
            case "c":
                self._column += 1
                found = _REFERENCE.fullmatch(attributes.get("r", ""))
                if found:
                    self._column, self._row = column_number(found[1].upper()), int(found[2]) - 1
                self._shared = attributes.get("t") == "s"
            case "v" | "is" | "f" as part:
                self.rows = max(self.rows, self._row + 1)
                self.columns = max(self.columns, self._column + 1)
                if part == "f" and not self.formula:
                    self.formula = address(max(self._row, 0), max(self._column, 0))
                self._index = "" if part == "v" and self._shared else None

    def letters(self, text: str) -> None:
        if self._index is not None:
            self._index += text

    def end(self, name: str) -> None:
        if self._index is not None:
            if re.fullmatch(r"\d{1,9}", self._index.strip()):
                self.texts.append(int(self._index))
            self._index = None


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
