"""A sheet and its cells, and why a file could not be read."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple, TypeAlias

from app.kit.words import Said

Value: TypeAlias = str | float | int | date | None

CELL_LETTERS: Final = 32_767
"""The most letters a spreadsheet program keeps in one cell."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of a file is read at most."""

    bytes: int = 5 * 1024 * 1024
    rows: int = 20_000
    columns: int = 200
    cells: int = 1_000_000
    unpacked: int = 60 * 1024 * 1024
    ratio: int = 200
    entries: int = 2_000


class Cell(NamedTuple):
    """One cell: its value (blank is None), the text as it stood, and where (both counted from 0)."""

    value: Value
    raw: str
    row: int
    column: int

    @property
    def address(self) -> str:
        return address(self.row, self.column)

    @property
    def blank(self) -> bool:
        return self.value is None

    @property
    def text(self) -> str:
        """The value in one line without spaces around."""
        return " ".join(self.raw.split())


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows of one list as they stood, trailing blanks left out."""

    rows: list[list[Cell]]
    kind: str
    name: str = ""
    names: tuple[str, ...] = ()
    encoding: str = ""
    delimiter: str = ""

    @property
    def width(self) -> int:
        return max((len(row) for row in self.rows), default=0)

    def cell(self, row: int, column: int) -> Cell:
        """The cell at a place; a blank one where the row is shorter."""
        cells = self.rows[row] if 0 <= row < len(self.rows) else []
        return cells[column] if column < len(cells) else Cell(None, "", row, column)


class Unreadable(Exception):
    """The file gets a plain answer and nothing else happens."""

    def __init__(self, code: str, said: Said) -> None:
        super().__init__(code)
        self.code = code
        self.said = said


def column_letters(column: int) -> str:
    """0 is A, 26 is AA."""
    letters = ""
    number = column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def address(row: int, column: int) -> str:
    return f"{column_letters(column)}{row + 1}"


def column_number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


_PHONE: Final = re.compile(r"\+[\d\s()./-]*\d")
_NEGATIVE: Final = re.compile(r"-\s?\d[\d\s.,]*(?:%|€|EUR)?|[-\s]+")


def like_formula(text: str) -> bool:
    """Would a spreadsheet program calculate this text? Phones and negative numbers are only text."""
    text = text.strip()
    match text[:1]:
        case "=" | "@":
            return True
        case "+":
            return not _PHONE.fullmatch(text)
        case "-":
            return not _NEGATIVE.fullmatch(text)
    return False


def guarded(text: str) -> str:
    """The text with an apostrophe in front where a spreadsheet program would calculate it."""
    return f"'{text}" if like_formula(text) else text


def unguarded(text: str) -> str:
    """What stood before guarded() put its apostrophe there."""
    return text[1:] if text[:1] == "'" and like_formula(text[1:]) else text
