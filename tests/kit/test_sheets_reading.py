"""Lists are read as they stand, from the files that schools really have."""

from __future__ import annotations

import io
import time
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter

from app.kit.sheets import Limits, address, read

FILES = Path(__file__).parent.parent / "imports" / "files"


@pytest.mark.parametrize(
    ("name", "rows", "width", "encoding"),
    [
        ("programmas.csv", 136, 9, "utf-8"),
        ("izglitojamie-eklase.csv", 419, 13, "cp1257"),
        ("izglitojamie-viis.xlsx", 121, 7, ""),
        ("register.csv", 2001, 21, "utf-8"),
        ("esosas-dvb.xlsx", 189, 11, ""),
    ],
)
def test_real_lists(name: str, rows: int, width: int, encoding: str) -> None:
    sheet = read((FILES / name).read_bytes(), name)
    assert (len(sheet.rows), sheet.width, sheet.encoding) == (rows, width, encoding)


def test_cells_know_where_they_stand() -> None:
    sheet = read((FILES / "izglitojamie-viis.xlsx").read_bytes(), "viis.XLSX")
    code = sheet.rows[8][2]
    assert (code.value, code.raw, code.address) == (32777741210, "32777741210", "C9")
    assert sheet.rows[1][3].value == date(2009, 8, 26)
    assert sheet.rows[1][3].raw == "26.08.2009."
    assert sheet.rows[11][3].value == "2008-02-30"
    assert [address(0, column) for column in (0, 25, 26, 199)] == ["A1", "Z1", "AA1", "GR1"]


def test_quotes_and_semicolons_inside_a_cell() -> None:
    sheet = read((FILES / "register.csv").read_bytes(), "register.csv")
    assert sheet.rows[78][2].value == 'SIA "Trīs "B"; un dēli"'
    assert sheet.rows[1][12].value is None


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1257"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_every_way_of_saving(encoding: str, delimiter: str, ending: str) -> None:
    lines = ["Vārds|Tālr.|Summa", '"Ķirse | ""Ā"""|+371 26 123 456|-5', "Žanete|26123456|150"]
    content = ending.join(lines).replace("|", delimiter) + ending
    sheet = read(content.encode(encoding), "saraksts.txt")
    assert sheet.delimiter == delimiter
    assert [cell.value for cell in sheet.rows[1]] == [f'Ķirse {delimiter} "Ā"', "+371 26 123 456", "-5"]
    assert len(sheet.rows) == 3


def test_blank_rows_inside_are_kept_and_at_the_end_left_out() -> None:
    sheet = read(b"a;b\r\n;;\r\n1;2;;\r\n;;\r\n\r\n", "a.csv")
    assert [len(row) for row in sheet.rows] == [2, 0, 2]
    assert sheet.cell(1, 5).blank
    assert sheet.cell(9, 0).blank


def test_the_line_that_only_tells_the_delimiter() -> None:
    sheet = read(b"sep=,\r\na,b\r\n1,2\r\n", "a.csv")
    assert [cell.value for cell in sheet.rows[0]] == ["a", "b"]


def _workbook(*sheets: tuple[str, list[list[object]]], hide: str = "") -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    for name, rows in sheets:
        page = book.add_worksheet(name)
        for number, row in enumerate(rows):
            page.write_row(number, 0, row)
        if name == hide:
            page.hide()
    book.close()
    return out.getvalue()


def test_first_sheet_with_something_in_it_or_the_named_one() -> None:
    data = _workbook(("Tukša", []), ("Slēpta", [["x"]]), ("Viens", [["a"]]), ("Divi", [["b"]]), hide="Slēpta")
    assert read(data, "a.xlsx").name == "Viens"
    assert read(data, "a.xlsx").names == ("Tukša", "Viens", "Divi")
    assert read(data, "a.xlsx", sheet="Divi").rows[0][0].value == "b"


def test_numbers_are_whole_where_they_are() -> None:
    data = _workbook(("A", [[26123456, 1.5, True, -3, " teksts ", "=1+1"]]))
    refused = _workbook(("A", [[26123456, 1.5, True, -3, " teksts "]]))
    assert [cell.value for cell in read(refused, "a.xlsx").rows[0]] == [26123456, 1.5, "TRUE", -3, "teksts"]
    assert data


def test_thirty_thousand_rows_under_a_second() -> None:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"constant_memory": True})
    page = book.add_worksheet()
    for number in range(30_000):
        page.write_row(number, 0, [f"Vārds {number}", "Uzvārds", number, "33 543 04 1", "x@skola.example"])
    book.close()
    data = out.getvalue()
    started = time.process_time()
    assert len(read(data, "a.xlsx", limits=Limits(rows=30_000)).rows) == 30_000
    assert time.process_time() - started < 1
