"""Tables that people bring and take: reading CSV and XLSX with every bound checked, and writing both."""

from __future__ import annotations

from app.kit.sheets.cells import Cell, Limits, Sheet, Unreadable, address, column_letters
from app.kit.sheets.reading import read
from app.kit.sheets.writing import Column, write_csv, write_xlsx

__all__ = [
    "Cell",
    "Column",
    "Limits",
    "Sheet",
    "Unreadable",
    "address",
    "column_letters",
    "read",
    "write_csv",
    "write_xlsx",
]
