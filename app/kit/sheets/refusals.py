"""The plain answers to files that are not read. Each says what to do."""

from __future__ import annotations

from app.kit.sheets.cells import CELL_LETTERS, Limits, Unreadable
from app.kit.words import _


def empty() -> Unreadable:
    return Unreadable("empty", _("The file is empty."))


def too_big(limits: Limits) -> Unreadable:
    size = limits.bytes // (1024 * 1024)
    return Unreadable(
        "too_big", _("The file is larger than {size} MB. Divide the list into parts.", size=size)
    )


def too_many_rows(limits: Limits) -> Unreadable:
    said = _("The list has more than {rows} rows. Divide it into parts.", rows=limits.rows)
    return Unreadable("too_many_rows", said)


def too_many_columns(limits: Limits) -> Unreadable:
    said = _("The list has more than {columns} columns. Leave only the needed ones.", columns=limits.columns)
    return Unreadable("too_many_columns", said)


def too_many_cells(limits: Limits) -> Unreadable:
    said = _("The list holds too much text or too many cells. Leave only the needed columns and rows.")
    return Unreadable("too_many_cells", said)


def too_long(at: str) -> Unreadable:
    said = _(
        "Cell {address} holds more than {letters} letters. Check that each quotation mark is closed.",
        address=at,
        letters=CELL_LETTERS,
    )
    return Unreadable("too_long", said)


def formula(at: str) -> Unreadable:
    said = _(
        "Cell {address} holds a formula. Copy the list, paste it as values only and upload it again.",
        address=at,
    )
    return Unreadable("formula", said)


def nul() -> Unreadable:
    return Unreadable(
        "nul", _("The file is damaged: it contains empty bytes. Save the list again and upload it.")
    )


def not_text() -> Unreadable:
    said = _("The letters of this file cannot be read. Save the list as CSV UTF-8 and upload it again.")
    return Unreadable("not_text", said)


def pdf() -> Unreadable:
    return Unreadable("pdf", _("This is a PDF document. Ask for the list as XLSX or CSV."))


def image() -> Unreadable:
    return Unreadable("image", _("This is an image. Ask for the list as XLSX or CSV."))


def html() -> Unreadable:
    said = _("This is a web page under another name. Open it in Excel, save it as XLSX and upload it again.")
    return Unreadable("html", said)


def old_xls() -> Unreadable:
    said = _("This is an old Excel file (.xls). Open it in Excel, save it as XLSX and upload it again.")
    return Unreadable("old_xls", said)


def other_table() -> Unreadable:
    said = _("This kind of table cannot be read. Save the list as XLSX and upload it again.")
    return Unreadable("other_table", said)


def kind() -> Unreadable:
    said = _("Only XLSX and CSV lists can be read. Save the list as XLSX or CSV and upload it again.")
    return Unreadable("kind", said)


def mismatch() -> Unreadable:
    said = _("The file is not what its name says. Save the list as XLSX or CSV and upload it again.")
    return Unreadable("mismatch", said)


def encrypted() -> Unreadable:
    said = _("The file is protected with a password. Remove the password and upload it again.")
    return Unreadable("encrypted", said)


def macros() -> Unreadable:
    said = _("The workbook contains macros. Save it as XLSX without macros and upload it again.")
    return Unreadable("macros", said)


def bomb() -> Unreadable:
    said = _(
        "The file unpacks to far more than a list needs. Save only the list as XLSX and upload it again."
    )
    return Unreadable("bomb", said)


def broken() -> Unreadable:
    said = _("The workbook is damaged. Open it in Excel, save it again as XLSX and upload it.")
    return Unreadable("broken", said)


def no_sheet(name: str) -> Unreadable:
    return Unreadable("no_sheet", _("The workbook has no sheet named “{name}”.", name=name[:80]))
