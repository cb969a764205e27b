"""From the bytes of a file to a sheet, whatever the file turns out to be."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Final

from app.kit.sheets import refusals, text, workbook
from app.kit.sheets.cells import Limits, Sheet, Unreadable

_TEXTS: Final = {".csv", ".txt", ".tsv"}
_TABLES: Final = {".xlsm", ".xlsb", ".xltx", ".xltm", ".ods"}
_ZIP: Final = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_IMAGES: Final = (
    b"\xff\xd8\xff",
    b"\x89PNG\r\n\x1a\n",
    b"GIF87a",
    b"GIF89a",
    b"II*\x00",
    b"MM\x00*",
    b"RIFF",
)
_PACKED: Final = (b"Rar!\x1a", b"7z\xbc\xaf'\x1c", b"\x1f\x8b", b"BZh", b"\xfd7zXZ")
_MARKUP: Final = (
    b"<!doctype",
    b"<html",
    b"<head",
    b"<body",
    b"<table",
    b"<meta",
    b"<?xml",
    b"<svg",
    b"<script",
)
_PADDING: Final = b"\x00\t\r\n \xef\xbb\xbf\xff\xfe"


def read(data: bytes, filename: str, *, sheet: str | None = None, limits: Limits | None = None) -> Sheet:
    """The sheet of that name, or the first that is not empty. Raises Unreadable and nothing else."""
    limits = limits or Limits()
    ending = PurePosixPath(filename.replace("\\", "/")).suffix.lower()
    if len(data) > limits.bytes:
        raise refusals.too_big(limits)
    if not data.strip(_PADDING):
        raise refusals.empty()
    refused = _container(data, ending) or _other(data) or _named(data, ending)
    if refused:
        raise refused
    return workbook.read(data, sheet, limits) if ending == ".xlsx" else text.read(data, limits)


def _container(data: bytes, ending: str) -> Unreadable | None:
    """An OLE container is an encrypted workbook or a file of an old program; a zip may be anything."""
    if data.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            return refusals.encrypted()
        old = any(name.encode("utf-16-le") in data for name in ("Workbook", "Book"))
        return refusals.old_xls() if old or ending == ".xls" else refusals.mismatch()
    if data.startswith(_ZIP) and ending != ".xlsx":
        return refusals.other_table() if ending in _TABLES else refusals.mismatch()
    return None


def _other(data: bytes) -> Unreadable | None:
    """What people send by mistake, known by its first bytes."""
    start = data[:1024]
    if b"%PDF-" in start:
        return refusals.pdf()
    if start.startswith(_IMAGES):
        return refusals.image()
    if start.startswith(_PACKED):
        return refusals.mismatch()
    if start.replace(b"\x00", b"").lstrip(_PADDING).lower().startswith(_MARKUP):
        return refusals.html()
    return None


def _named(data: bytes, ending: str) -> Unreadable | None:
    if ending == ".xlsx":
        return None if data.startswith(_ZIP) else refusals.mismatch()
    if ending in _TABLES or ending == ".xls":
        return refusals.mismatch()
    return None if ending in _TEXTS else refusals.kind()
