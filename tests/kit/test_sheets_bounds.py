"""No workbook makes the reader take room for cells that a list does not have."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.kit.sheets import Limits, Unreadable
from app.kit.sheets.bounds import _DIGITS, _LETTERS, Walk, _up_to, check
from app.kit.sheets.cells import column_letters

LIMITS = Limits(rows=20_000, columns=200)
FAR = [
    '<row r="1"><c r="A1048576"><v>1</v></c></row>',
    '<row r="1"><c r="XFD1"><v>1</v></c></row>',
    '<row r="1"><c r="GS1"><v>1</v></c></row>',
    '<row r="1"><c r="inlineStrA1"><v>1</v></c></row>',
    '<row r="1"><c t="n"r="XFD1"><v>1</v></c></row>',
    '<row r="1"><c r="A1" r="XFD1"><v>1</v></c></row>',
    '<row r="1"><c r="A1"  r = "XFD1"><v>1</v></c></row>',
    '<row r="1"><c s="1" r\t = "XFD1"><v>1</v></c></row>',
    '<row r="1"><c s="1" r="XFD1"><v>1</v></c></row>',
    "<row r='1'><c r='XFD1'><v>1</v></c></row>",
    '<row r="1"><c r="&#88;FD1"><v>1</v></c></row>',
    '<row r="1"><c r="A0"><v>1</v></c></row>',
    '<row r="0"><c><v>1</v></c></row>',
    '<row r="20001"><c><v>1</v></c></row>',
    '<row r="20000"><c r="A1"><v>1</v></c></row><row><c><v>1</v></c></row>',
    "<row>" + "<c/>" * 200 + "<c><v>1</v></c></row>",
    "<row/>" * 20_000 + "<row><c><v>1</v></c></row>",
    '<x:row xmlns:x="m" r="1"><x:c r="XFD1"><x:v>1</x:v></x:c></x:row>',
    '<row r="1"><c r="XFD1" t="s"/></row>',
    '<row r="1"><c\tr="XFD1"><v>1</v></c></row>',
    '<row r="1"><c r="XFD1"><other/></c></row>',
]
NEAR = [
    '<row r="20000"><c r="GR20000"><v>1</v></c></row>',
    '<row r="1" spans="1:2"><c r="A1" s="1"/><c r="B1"><v>1</v></c></row>',
    "<row><c><v>1</v></c><c/><c><v>1</v></c></row>",
    '<row r="1"><c r="XFD1" s="1"/></row><row r="1048576"/>',
    '<row r="5"><c r="b5"><v>1</v></c></row><row r="2"><c r="A2"><v>1</v></c></row>',
]


def sheet(cells: str) -> bytes:
    return f"<worksheet><sheetData>{cells}</sheetData></worksheet>".encode()


@pytest.mark.parametrize("cells", FAR, ids=lambda cells: cells[:40])
def test_far_cells_are_refused(cells: str) -> None:
    with pytest.raises(Unreadable):
        check(sheet(cells), b"", LIMITS)


@pytest.mark.parametrize("cells", NEAR, ids=lambda cells: cells[:40])
def test_near_cells_pass(cells: str) -> None:
    check(sheet(cells), b"", LIMITS)


def test_walk_knows_the_last_cell_and_the_first_formula() -> None:
    walk = Walk.of(
        sheet('<row r="3"><c r="B3" t="s"><v>4</v></c><c><f>1</f></c></row><row><c><v>1</v></c></row>')
    )
    assert (walk.rows, walk.columns, walk.formula, walk.texts) == (4, 3, "C3", [4])
    assert walk.weight([0, 0, 0, 0, 7]) == 7


@given(st.integers(1, 30_000), st.integers(0, 40_000))
def test_pattern_of_numbers(last: int, number: int) -> None:
    fits = re.fullmatch(_up_to(str(last), _DIGITS, "1"), str(number)) is not None
    assert fits == (1 <= number <= last)


@given(st.integers(0, 800), st.integers(0, 900))
def test_pattern_of_letters(last: int, column: int) -> None:
    fits = re.fullmatch(_up_to(column_letters(last), _LETTERS, "A"), column_letters(column)) is not None
    assert fits == (column <= last)
