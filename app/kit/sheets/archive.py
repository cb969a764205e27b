"""The zip around a workbook, unpacked here once with every bound counted on the real bytes."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from typing import Final

from app.kit.sheets import refusals
from app.kit.sheets.cells import Limits

_LOCAL_HEADER: Final = 30
_STEP: Final = 1 << 20
_SMALL: Final = 1 << 20
"""Parts below this size may be packed as tightly as they like."""
_DECLARED: Final = re.compile(rb"""^<\?xml[^>]{0,200}?encoding\s*=\s*["']([^"']{1,40})["']""")


def parts(data: bytes, limits: Limits) -> dict[str, bytes]:
    """The XML parts of a workbook by their names; everything else is only measured."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OverflowError, NotImplementedError, struct.error):
        raise refusals.broken() from None
    _listed(entries, limits)
    found: dict[str, bytes] = {}
    left = limits.unpacked
    for entry in entries:
        content = _unpacked(data, entry, left)
        left -= len(content)
        if len(content) > max(_SMALL, entry.compress_size * limits.ratio):
            raise refusals.bomb()
        if entry.filename.lower().endswith((".xml", ".rels")):
            _plain_xml(content)
            found[entry.filename] = content
    return found


def packed(found: dict[str, bytes]) -> io.BytesIO:
    """A new archive of exactly the parts that were looked at, so that no reader can see others."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, content in found.items():
            archive.writestr(zipfile.ZipInfo(name), content)
    out.seek(0)
    return out


def _listed(entries: list[zipfile.ZipInfo], limits: Limits) -> None:
    """What the list of contents says already."""
    names = [entry.filename.lower() for entry in entries]
    if any(entry.flag_bits & 0x2041 for entry in entries):
        raise refusals.encrypted()
    if not any(name.startswith("xl/") for name in names):
        raise refusals.mismatch()
    if any(name.endswith("vbaproject.bin") for name in names):
        raise refusals.macros()
    if any(name.startswith("xl/workbook.bin") for name in names):
        raise refusals.other_table()
    if len(names) > limits.entries or sum(entry.file_size for entry in entries) > limits.unpacked:
        raise refusals.bomb()
    if len(set(names)) < len(names) or any("\\" in name for name in names):
        raise refusals.broken()


def _unpacked(data: bytes, entry: zipfile.ZipInfo, most: int) -> bytes:
    """The bytes that really come out, because the sizes that a zip states may lie."""
    start = entry.header_offset
    header = data[start : start + _LOCAL_HEADER]
    if len(header) < _LOCAL_HEADER or header[:4] != b"PK\x03\x04":
        raise refusals.broken()
    name, extra = struct.unpack("<HH", header[26:30])
    begin = start + _LOCAL_HEADER + name + extra
    stream = data[begin : begin + entry.compress_size]
    if entry.compress_type == zipfile.ZIP_STORED:
        content = stream
    elif entry.compress_type == zipfile.ZIP_DEFLATED:
        content = _inflated(stream, most)
    else:
        raise refusals.broken()
    if len(content) > most:
        raise refusals.bomb()
    if len(content) != entry.file_size:
        raise refusals.broken()
    return content


def _inflated(tail: bytes, most: int) -> bytes:
    stream = zlib.decompressobj(-zlib.MAX_WBITS)
    pieces: list[bytes] = []
    size = 0
    try:
        while not stream.eof and size <= most:
            piece = stream.decompress(tail, _STEP)
            tail = stream.unconsumed_tail
            if not piece and not tail:
                break
            pieces.append(piece)
            size += len(piece)
    except zlib.error:
        raise refusals.broken() from None
    return b"".join(pieces)


def _plain_xml(content: bytes) -> None:
    """UTF-8 without a document type: nothing to expand, and the same letters for every reader."""
    if b"\x00" in content:
        raise refusals.nul()
    if b"macroEnabled" in content[:20_000]:
        raise refusals.macros()
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise refusals.broken()
    declared = _DECLARED.match(content.removeprefix(b"\xef\xbb\xbf"))
    if declared and declared[1].lower() not in {b"utf-8", b"us-ascii", b"ascii"}:
        raise refusals.broken()
