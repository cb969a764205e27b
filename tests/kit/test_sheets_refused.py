"""Files that are not lists, or more than lists, get a plain answer."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable

import pytest
import xlsxwriter

from app.kit.sheets import Limits, Unreadable, read
from app.kit.words import Words

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def code(data: bytes, name: str, **limits: int) -> str:
    with pytest.raises(Unreadable) as refused:
        read(data, name, limits=Limits(**limits))
    for lang in ("lv", "en"):
        assert Words.of(lang).text(refused.value.said)
    return refused.value.code


def xlsx(fill: Callable[[xlsxwriter.worksheet.Worksheet], object]) -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    fill(book.add_worksheet("A"))
    book.close()
    return out.getvalue()


def changed(
    data: bytes, change: Callable[[str, bytes], bytes | None], more: dict[str, bytes] | None = None
) -> bytes:
    """The same archive with its parts changed, left out or added."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = change(name, old.read(name))
            if content is not None:
                new.writestr(name, content)
        for name, content in (more or {}).items():
            new.writestr(name, content)
    return out.getvalue()


def with_cells(cells: str) -> bytes:
    sheet = f'<worksheet xmlns="{MAIN}"><sheetData>{cells}</sheetData></worksheet>'.encode()
    return changed(LIST, lambda name, old: sheet if name.endswith("sheet1.xml") else old)


LIST = xlsx(lambda page: page.write_row(0, 0, ["Vārds", 1]))


@pytest.mark.parametrize(
    ("data", "name", "expected"),
    [
        (b"", "a.csv", "empty"),
        (b"\xef\xbb\xbf\r\n \r\n", "a.csv", "empty"),
        (b";;;\r\n;;\r\n", "a.csv", "empty"),
        (b"a;b\r\nc\x00;d\r\n", "a.csv", "nul"),
        (b"a;b\x07\r\n", "a.csv", "not_text"),
        (b"\xff\xff\xfe\xfe\x81\x90", "a.csv", "not_text"),
        (b"%PDF-1.7\n1 0 obj", "a.xlsx", "pdf"),
        (b"%PDF-1.7\n1 0 obj", "a.csv", "pdf"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "a.csv", "image"),
        (b"\x89PNG\r\n\x1a\n\x00", "a.xlsx", "image"),
        (b"<html><table><tr><td>1", "a.xls", "html"),
        ("\ufeff  <!DOCTYPE html><p>".encode(), "a.csv", "html"),
        (b"<?xml version='1.0'?><Workbook>", "a.xls", "html"),
        (OLE + "Workbook".encode("utf-16-le"), "a.xls", "old_xls"),
        (OLE + "Workbook".encode("utf-16-le"), "a.xlsx", "old_xls"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "a.xlsx", "encrypted"),
        (OLE + "WordDocument".encode("utf-16-le"), "a.csv", "mismatch"),
        (b"a;b\r\n1;2\r\n", "a.xlsx", "mismatch"),
        (b"a\tb\r\n1\t2\r\n", "a.xls", "mismatch"),
        (b"a;b\r\n1;2\r\n", "a.doc", "kind"),
        (b"a;b\r\n1;2\r\n", "saraksts", "kind"),
        (LIST, "a.csv", "mismatch"),
        (LIST, "a.xlsm", "other_table"),
        (LIST[:-40], "a.xlsx", "broken"),
        (b"PK\x03\x04" + bytes(100), "a.xlsx", "broken"),
        (b"a" * (5 * 1024 * 1024 + 1), "a.csv", "too_big"),
        (b"1;2\r\n" * 20_001, "a.csv", "too_many_rows"),
        (b";".join([b"1"] * 201), "a.csv", "too_many_columns"),
        (b'a;b\r\n"' + b"x" * 40_000, "a.csv", "too_long"),
        (b'a;b\r\n"' + b"x" * 400_000, "a.csv", "too_long"),
    ],
    ids=lambda value: value[:12] if isinstance(value, bytes) else value,
)
def test_not_a_list(data: bytes, name: str, expected: str) -> None:
    assert code(data, name) == expected


def test_exactly_at_the_limits() -> None:
    assert len(read(b"1;2\r\n" * 20_000, "a.csv").rows) == 20_000
    assert read(b";".join([b"1"] * 200), "a.csv").width == 200
    whole = b"a;b\r\n".ljust(5 * 1024 * 1024, b"\n")
    assert len(read(whole, "a.csv").rows) == 1


@pytest.mark.parametrize(
    "formula", ["=1+1", "@SUM(A1)", "+A1", "-A1", "=cmd|' /C calc'!A0", "  =1", "+371=1"]
)
def test_formula_in_text(formula: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read(f"Vārds;Tālr.\r\nAnna;{formula}\r\n".encode(), "a.csv")
    assert (refused.value.code, refused.value.said.values["address"]) == ("formula", "B2")


@pytest.mark.parametrize("text", ["+371 26 123 456", "-5", "-5,50", "- 12 %", "-", "--", "+371 (67) 123-456"])
def test_not_a_formula(text: str) -> None:
    assert read(f"a;b\r\nx;{text}\r\n".encode(), "a.csv").rows[1][1].value == text


def test_formula_in_a_workbook() -> None:
    data = xlsx(lambda page: (page.write("A1", "x"), page.write_formula("C5", "=A1")))
    with pytest.raises(Unreadable) as refused:
        read(data, "a.xlsx")
    assert (refused.value.code, refused.value.said.values["address"]) == ("formula", "C5")
    prefixed = with_cells('<row r="1"><c r="B1"><x:f xmlns:x="' + MAIN + '">1+1</x:f><v>2</v></c></row>')
    assert code(prefixed, "a.xlsx") == "formula"


def test_formula_in_another_sheet_is_nobodys_business() -> None:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    book.add_worksheet("A").write("A1", "x")
    book.add_worksheet("B").write_formula("A1", "=1+1")
    book.close()
    assert read(out.getvalue(), "a.xlsx").rows[0][0].value == "x"
    with pytest.raises(Unreadable, match="formula"):
        read(out.getvalue(), "a.xlsx", sheet="B")
    with pytest.raises(Unreadable, match="no_sheet"):
        read(out.getvalue(), "a.xlsx", sheet="C")


def test_workbook_with_too_much() -> None:
    assert (
        code(xlsx(lambda page: [page.write(row, 0, 1) for row in range(20_001)]), "a.xlsx") == "too_many_rows"
    )
    assert code(xlsx(lambda page: page.write(1_048_575, 0, 1)), "a.xlsx") == "too_many_rows"
    assert code(xlsx(lambda page: page.write(0, 200, 1)), "a.xlsx") == "too_many_columns"
    assert code(xlsx(lambda page: page.write(0, 16_383, 1)), "a.xlsx") == "too_many_columns"
    assert (
        code(xlsx(lambda page: (page.write(0, 0, 1), page.write(9_999, 150, 1))), "a.xlsx")
        == "too_many_cells"
    )
    assert code(xlsx(lambda page: None), "a.xlsx") == "empty"


def test_far_cells_that_are_only_coloured_do_not_matter() -> None:
    data = with_cells(
        '<row r="1"><c r="A1"><v>1</v></c><c r="XFD1" s="1"/></row><row r="1048576" spans="1:1"/>'
    )
    assert [cell.value for cell in read(data, "a.xlsx").rows[0]] == [1]


@pytest.mark.parametrize(
    "place", ["r = 'XFD1048576'", 'r="xfd1048576"', 'r="A00001048576"', 'r\n=\n"A1048576"']
)
def test_far_cells_written_in_odd_ways(place: str) -> None:
    with pytest.raises(Unreadable):
        read(with_cells(f"<row r='1'><c r='A1'><v>1</v></c><c {place}><v>1</v></c></row>"), "a.xlsx")


def test_one_long_text_shown_in_very_many_cells() -> None:
    row = "".join(f'<c t="s"><v>{0}</v></c>' for _ in range(50))
    text = f'<sst xmlns="{MAIN}"><si><t>{"x" * 30_000}</t></si></sst>'.encode()
    sheet = (
        f'<worksheet xmlns="{MAIN}"><sheetData>{f"<row>{row}</row>" * 2_000}</sheetData></worksheet>'.encode()
    )
    data = changed(
        LIST,
        lambda name, old: (
            sheet if name.endswith("sheet1.xml") else text if name.endswith("Strings.xml") else old
        ),
    )
    assert code(data, "a.xlsx", ratio=10_000) == "too_many_cells"


def test_archives_that_unpack_to_too_much() -> None:
    zeros = {"xl/media/image1.png": bytes(61 * 1024 * 1024)}
    assert code(changed(LIST, lambda name, old: old, zeros), "a.xlsx") == "bomb"
    tight = {"xl/media/image1.png": bytes(9 * 1024 * 1024)}
    assert code(changed(LIST, lambda name, old: old, tight), "a.xlsx") == "bomb"
    many = {f"xl/x{number}.txt": b"" for number in range(2_100)}
    assert code(changed(LIST, lambda name, old: old, many), "a.xlsx") == "bomb"


def test_archive_that_lies_about_its_size() -> None:
    big = zlib.compress(bytes(80 * 1024 * 1024), 9)[2:-4]
    data = bytearray(changed(LIST, lambda name, old: old, {"xl/media/a.bin": big}))
    # The entry was stored; now it says that it is packed and unpacks to ten bytes.
    for mark, method, size in ((b"PK\x03\x04", 8, 22), (b"PK\x01\x02", 10, 24)):
        at = data.rindex(
            mark,
            0,
            data.rindex(b"xl/media/a.bin") if mark == b"PK\x01\x02" else data.index(b"xl/media/a.bin"),
        )
        data[at + method : at + method + 2] = struct.pack("<H", 8)
        data[at + size : at + size + 4] = struct.pack("<I", 10)
    with pytest.raises(Unreadable) as refused:
        read(bytes(data), "a.xlsx")
    assert refused.value.code in {"bomb", "broken"}


def test_archives_of_another_kind() -> None:
    other = io.BytesIO()
    with zipfile.ZipFile(other, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    assert code(other.getvalue(), "a.xlsx") == "mismatch"
    assert code(changed(LIST, lambda name, old: old, {"xl/vbaProject.bin": b"x"}), "a.xlsx") == "macros"
    assert code(changed(LIST, lambda name, old: old, {"xl/workbook.bin": b"x"}), "a.xlsx") == "other_table"
    assert (
        code(changed(LIST, lambda name, old: None if "workbook.xml" in name else old), "a.xlsx") == "broken"
    )
    locked = bytearray(LIST)
    locked[LIST.index(b"PK\x01\x02") + 8] |= 1
    assert code(bytes(locked), "a.xlsx") == "encrypted"


def test_workbook_with_a_document_type() -> None:
    laughs = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]><worksheet/>'
    assert code(changed(LIST, lambda name, old: laughs if "sheet1" in name else old), "a.xlsx") == "broken"
    wide = '<?xml version="1.0" encoding="UTF-16"?><worksheet/>'.encode("utf-16")
    assert code(changed(LIST, lambda name, old: wide if "sheet1" in name else old), "a.xlsx") == "nul"
