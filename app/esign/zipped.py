"""Zip archives read by hand, so that every reader of the file sees the same files in it as we do.

Python's own reader believes the central directory; here the local headers must say the same, the entries must
lie one after the other without gaps, and what they unpack to is counted while it is unpacked.
"""

from __future__ import annotations

import hashlib
import stat
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from app.esign.codes import Code
from app.esign.wrong import Wrong

MOST_FILES: Final = 64
MOST_UNPACKED: Final = 60 * 1024 * 1024
MOST_RATIO: Final = 200
SMALL: Final = 1024 * 1024  # what unpacks to less is no bomb, however well it was packed
CHUNK: Final = 64 * 1024
STORED, DEFLATED = 0, 8
ENCRYPTED, DESCRIBED, UNICODE = 0x2041, 0x0008, 0x0800  # bits of the flags
LOCAL = struct.Struct("<4s5H3L2H")
CENTRAL = struct.Struct("<4s6H3L5H2L")
END = struct.Struct("<4s4H2LH")
FULL = 0xFFFFFFFF  # "see the zip64 record", which a file of thirty megabytes does not need


@dataclass
class Entry:
    """One file in the archive, unpacked only when it is asked for and then never as a whole."""

    name: str
    method: int
    crc: int
    packed: int
    size: int
    offset: int
    flags: int
    raw_name: bytes = b""
    data: memoryview = field(default=memoryview(b""), repr=False)
    digests: dict[str, bytes] = field(default_factory=dict, repr=False)

    @property
    def directory(self) -> bool:
        """Only a name; holds nothing."""
        return self.name.endswith("/")

    def chunks(self) -> Iterator[bytes]:
        """The contents, piece by piece; raises `Wrong` when they are not what the archive promised."""
        crc, seen = 0, 0
        for piece in self._stored() if self.method == STORED else self._inflated():
            seen += len(piece)
            if seen > self.size:
                raise Wrong(Code.BOMB, self.name)
            crc = zlib.crc32(piece, crc)
            yield piece
        if seen != self.size or crc != self.crc:
            raise Wrong(Code.DAMAGED, self.name)

    def _stored(self) -> Iterator[bytes]:
        for start in range(0, len(self.data), CHUNK):
            yield bytes(self.data[start : start + CHUNK])

    def _inflated(self) -> Iterator[bytes]:
        unpacking = zlib.decompressobj(-15)
        at, rest = 0, b""
        try:
            while not unpacking.eof:
                if not rest:
                    rest = bytes(self.data[at : at + CHUNK])
                    at += len(rest)
                piece = unpacking.decompress(rest, CHUNK)
                if not piece and not rest:
                    raise Wrong(Code.DAMAGED, self.name)
                rest = unpacking.unconsumed_tail
                if piece:
                    yield piece
        except zlib.error as error:
            raise Wrong(Code.DAMAGED, self.name) from error
        if unpacking.unused_data or rest or at < len(self.data):
            raise Wrong(Code.OVERLAPPING, self.name)  # something is hidden behind the packed data

    def read(self, most: int) -> bytes:
        """The whole of a small file."""
        if self.size > most:
            raise Wrong(Code.TOO_LARGE, self.name)
        return b"".join(self.chunks())

    def digest(self, algorithm: str) -> bytes:
        """The hash of the contents; counted once for each algorithm."""
        if algorithm not in self.digests:
            counting = hashlib.new(algorithm)
            for piece in self.chunks():
                counting.update(piece)
            self.digests[algorithm] = counting.digest()
        return self.digests[algorithm]


def entries_of(
    data: bytes, *, most_files: int = MOST_FILES, most_unpacked: int = MOST_UNPACKED
) -> list[Entry]:
    """Every entry, in the order of their places in the file; raises `Wrong`."""
    if data[:4] != b"PK\x03\x04":
        raise Wrong(Code.LEADING_BYTES)
    count, start, end = _directory(data)
    if count > most_files:
        raise Wrong(Code.TOO_MANY_FILES, str(count))
    found = []
    at = start
    for _number in range(count):
        entry, at = _central(data, at, end)
        found.append(entry)
    if at != end:
        raise Wrong(Code.OVERLAPPING, "central directory")
    found.sort(key=lambda entry: entry.offset)
    for entry, following in zip(found, [*(e.offset for e in found[1:]), start], strict=True):
        _place(data, entry, following)
    _bounded(found, len(data), most_unpacked)
    return found


def _directory(data: bytes) -> tuple[int, int, int]:
    """How many entries there are, and where the central directory begins and ends."""
    at = data.rfind(b"PK\x05\x06", max(0, len(data) - END.size - 0xFFFF))
    if at < 0 or at + END.size > len(data):
        raise Wrong(Code.DAMAGED, "end of central directory")
    _sign, disk, first, here, count, size, start, comment = END.unpack_from(data, at)
    if at + END.size + comment < len(data):
        raise Wrong(Code.TRAILING_BYTES)
    if at + END.size + comment > len(data) or disk or first or here != count or FULL in {size, start}:
        raise Wrong(Code.DAMAGED, "end of central directory")
    if start + size < at:
        raise Wrong(Code.LEADING_BYTES)
    if start + size > at or not count:
        raise Wrong(Code.DAMAGED, "central directory")
    return count, start, at


def _central(data: bytes, at: int, end: int) -> tuple[Entry, int]:
    if at + CENTRAL.size > end:
        raise Wrong(Code.DAMAGED, "central directory")
    sign, made_by, _needs, flags, method, _time, _date, crc, packed, size, *rest = CENTRAL.unpack_from(
        data, at
    )
    names, extras, comments, disk, _inner, outer, offset = rest
    name_at = at + CENTRAL.size
    after = name_at + names + extras + comments
    if sign != b"PK\x01\x02" or after > end or disk or FULL in {packed, size, offset}:
        raise Wrong(Code.DAMAGED, "central directory")
    raw = data[name_at : name_at + names]
    name = _decoded(raw, flags)
    if flags & ENCRYPTED:
        raise Wrong(Code.ENCRYPTED, name)
    if method not in {STORED, DEFLATED}:
        raise Wrong(Code.DAMAGED, f"{name}: method {method}")
    kind = stat.S_IFMT(outer >> 16) if made_by >> 8 == 3 else 0  # made on Unix
    if kind not in {0, stat.S_IFREG, stat.S_IFDIR}:
        raise Wrong(Code.BAD_NAME, name)
    _same_name(data[name_at + names : name_at + names + extras], raw, name)
    return Entry(name, method, crc, packed, size, offset, flags, raw), after


def _decoded(raw: bytes, flags: int) -> str:
    """Signing tools write UTF-8 whether or not they say so."""
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        if flags & UNICODE:
            raise Wrong(Code.BAD_NAME, raw.decode("latin-1")) from error
        return raw.decode("cp437")


def _same_name(extra: bytes, raw: bytes, name: str) -> None:
    """Refuses a second name in the extra field (0x7075) that another reader would show."""
    at = 0
    while at + 4 <= len(extra):
        kind, size = struct.unpack_from("<2H", extra, at)
        if kind == 0x7075 and extra[at + 9 : at + 4 + size] != raw:
            raise Wrong(Code.NAME_MISMATCH, name)
        at += 4 + size


def _place(data: bytes, entry: Entry, following: int) -> None:
    """Compares the local header with the central one and finds the data between it and what follows."""
    if entry.offset + LOCAL.size > following:
        raise Wrong(Code.OVERLAPPING, entry.name)
    sign, _needs, flags, method, _t, _d, crc, packed, size, names, extras = LOCAL.unpack_from(
        data, entry.offset
    )
    name_at = entry.offset + LOCAL.size
    start = name_at + names + extras
    if sign != b"PK\x03\x04":
        raise Wrong(Code.DAMAGED, entry.name)
    raw = data[name_at : name_at + names]
    if raw != entry.raw_name or (flags ^ entry.flags) & UNICODE:
        raise Wrong(Code.NAME_MISMATCH, entry.name)
    _same_name(data[name_at + names : start], raw, entry.name)
    if flags & ENCRYPTED:
        raise Wrong(Code.ENCRYPTED, entry.name)
    promised, told = (entry.crc, entry.packed, entry.size), (crc, packed, size)
    described = bool(flags & DESCRIBED)
    if method != entry.method or (told != promised and not described):
        raise Wrong(Code.DAMAGED, entry.name)
    if described and any(t not in {0, p, FULL} for t, p in zip(told, promised, strict=True)):
        raise Wrong(Code.DAMAGED, entry.name)
    end = start + entry.packed
    if end > following or (end < following and not _descriptor(data[end:following], promised, described)):
        raise Wrong(Code.OVERLAPPING, entry.name)
    entry.data = memoryview(data)[start:end]


def _descriptor(between: bytes, promised: tuple[int, int, int], described: bool) -> bool:
    """Whether what lies behind the data is its descriptor and nothing else."""
    if not described:
        return False
    for layout in ("<3L", "<L2Q"):
        plain = struct.pack(layout, *promised)
        if between in {plain, b"PK\x07\x08" + plain}:
            return True
    return False


def _bounded(found: list[Entry], packed: int, most: int) -> None:
    total = sum(entry.size for entry in found)
    if total > most or (total > SMALL and total > MOST_RATIO * packed):
        raise Wrong(Code.BOMB, str(total))
    for entry in found:
        if entry.size > SMALL and entry.size > MOST_RATIO * entry.packed:
            raise Wrong(Code.BOMB, entry.name)
