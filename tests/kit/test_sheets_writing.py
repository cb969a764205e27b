"""What is written can be read back, and never calculates."""

from __future__ import annotations

import io
import zipfile
from contextlib import suppress
from datetime import UTC, date, datetime
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from app.kit.sheets import Column, Unreadable, read, write_csv, write_xlsx
from app.kit.sheets.cells import CELL_LETTERS, guarded, unguarded
from app.kit.sheets.writing import Out

LIST = write_xlsx(["Vārds", "Diena"], [["Ābele", date(2026, 9, 7)], ["=1", 5]])
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Co", "Cn")), max_size=40)
TYPED = st.one_of(WORDS, st.from_regex(r"[=+@'-]{1,3}[A-Z0-9 ]{0,5}", fullmatch=True))
CELLS = st.one_of(TYPED, st.integers(-(10**9), 10**11), st.dates(date(1900, 3, 1)), st.none())


def test_xlsx_has_head_filter_and_dates() -> None:
    columns: list[Column | str] = [
        "Vārds",
        Column("Sākums"),
        Column("Stipendija", kind="money"),
        Column("Laiks", width=30),
    ]
    rows: list[list[Out]] = [
        ["Ābele", date(2026, 9, 7), Decimal("150.50"), datetime(2026, 9, 7, 8, 12, tzinfo=UTC)]
    ]
    data = write_xlsx(columns, rows, sheet="DVB: 2026/27")
    sheet = read(data, "a.xlsx")
    assert sheet.name == "DVB  2026 27"
    assert [cell.value for cell in sheet.rows[1]] == ["Ābele", date(2026, 9, 7), 150.5, date(2026, 9, 7)]
    assert sheet.rows[1][3].raw == "07.09.2026. 08:12"
    xml = zipfile.ZipFile(io.BytesIO(data)).read("xl/worksheets/sheet1.xml")
    assert b'<autoFilter ref="A1:D2"' in xml
    assert b'state="frozen"' in xml


def test_formulas_are_only_text() -> None:
    rows: list[list[Out]] = [["=1+1", "+371 26 123 456", "-A1", "@x", "-5", "http://x.example", "'=a", True]]
    data = write_xlsx([str(n) for n in range(8)], rows)
    assert b"<f" not in zipfile.ZipFile(io.BytesIO(data)).read("xl/worksheets/sheet1.xml").replace(
        b"<fr", b""
    )
    assert b"'=1+1" in zipfile.ZipFile(io.BytesIO(data)).read("xl/worksheets/sheet1.xml")
    text = write_csv([str(n) for n in range(8)], rows)
    assert text.startswith(b"\xef\xbb\xbf0;1;2")
    assert b"'=1+1;+371 26 123 456;'-A1;'@x;-5;http://x.example;" in text


def test_csv_speaks_latvian() -> None:
    rows: list[list[Out]] = [
        [date(2026, 9, 7), Decimal("150.50"), None],
        [datetime(2026, 1, 2, 3, 4, tzinfo=UTC), 1, "x;y"],
    ]
    assert (
        write_csv(["a", "b", "c"], rows).decode("utf-8-sig")
        == 'a;b;c\r\n07.09.2026.;150,50;\r\n02.01.2026. 03:04;1;"x;y"\r\n'
    )


def test_too_much_for_a_cell_is_cut() -> None:
    sheet = read(write_xlsx(["a"], [["x" * 40_000]]), "a.xlsx")
    assert len(sheet.rows[1][0].raw) == CELL_LETTERS


def test_nothing_to_write() -> None:
    assert len(read(write_xlsx(["a", "b"], []), "a.xlsx").rows) == 1
    assert write_csv(["a"], []) == b"\xef\xbb\xbfa\r\n"


@given(TYPED)
def test_guard_can_be_taken_off(text: str) -> None:
    assert unguarded(guarded(text)) == text or text.startswith("'")


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(CELLS, CELLS, CELLS), max_size=6))
def test_xlsx_comes_back(rows: list[tuple[object, ...]]) -> None:
    sheet = read(write_xlsx(["a", "b", "c"], rows), "a.xlsx")  # type: ignore[arg-type]
    for number, row in enumerate(rows, 1):
        for column, value in enumerate(row):
            found = sheet.cell(number, column).value
            if isinstance(value, str):
                assert found == (unguarded(guarded(value).strip()) or None)
            else:
                assert found == value


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(CELLS, CELLS, CELLS), max_size=6))
def test_csv_comes_back(rows: list[tuple[object, ...]]) -> None:
    sheet = read(write_csv(["a", "b", "c"], rows), "a.csv")  # type: ignore[arg-type]
    for number, row in enumerate(rows, 1):
        for column, value in enumerate(row):
            found = sheet.cell(number, column).value or ""
            if isinstance(value, str):
                assert found == unguarded(guarded(value).strip())


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=400), st.sampled_from(["a.csv", "a.xlsx", "a.txt", "a.xls", ""]))
def test_any_bytes_are_a_list_or_get_an_answer(data: bytes, name: str) -> None:
    for start in (b"", b"PK\x03\x04"):
        with suppress(Unreadable):
            read(start + data, name)


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_a_damaged_workbook_is_a_list_or_gets_an_answer(data: st.DataObject) -> None:
    whole = bytearray(LIST)
    for _ in range(data.draw(st.integers(1, 5))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    with suppress(Unreadable):
        read(bytes(whole), "a.xlsx")
