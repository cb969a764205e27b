"""Zip archives written byte by byte, so that they can be wrong in any way."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass
class Entry:
    """One file; whatever is None is as it should be."""

    name: bytes
    data: bytes
    stored: bool = False
    times: int = 1  # the data over and over, packed once
    flags: int = 0x800
    local_name: bytes | None = None
    size: int | None = None  # declared
    crc: int | None = None
    method: int | None = None
    attributes: int = 0o644 << 16
    offset: int | None = None  # declared, from the beginning
    extra: bytes = b""

    @property
    def packed(self) -> bytes:
        if self.stored:
            return self.data
        maker = zlib.compressobj(9, zlib.DEFLATED, -15)
        once = maker.compress(self.data) + maker.flush(zlib.Z_FULL_FLUSH)
        return once * self.times + maker.flush()

    @property
    def checksum(self) -> int:
        made = 0
        for _ in range(self.times):
            made = zlib.crc32(self.data, made)
        return made

    def head(self, packed: bytes) -> bytes:
        method = (0 if self.stored else 8) if self.method is None else self.method
        crc = self.checksum if self.crc is None else self.crc
        size = len(self.data) * self.times if self.size is None else self.size
        return struct.pack("<HHHHHIII", 20, self.flags, method, 0, 0x21, crc, len(packed), size)


def craft(
    entries: Sequence[Entry], *, prefix: bytes = b"", suffix: bytes = b"", comment: bytes = b""
) -> bytes:
    """The archive; offsets count from the first byte of the file, also after a prefix."""
    made, directory = bytearray(prefix), bytearray()
    for entry in entries:
        packed, begun = entry.packed, len(made)
        head = entry.head(packed)
        local = entry.name if entry.local_name is None else entry.local_name
        made += b"PK\3\4" + head + struct.pack("<HH", len(local), 0) + local + packed
        at = begun if entry.offset is None else entry.offset
        directory += b"PK\1\2" + struct.pack("<H", 0x0314) + head
        directory += struct.pack("<HHHHHII", len(entry.name), len(entry.extra), 0, 0, 0, entry.attributes, at)
        directory += entry.name + entry.extra
    end = struct.pack("<HHHHIIH", 0, 0, len(entries), len(entries), len(directory), len(made), len(comment))
    return bytes(made + directory + b"PK\5\6" + end + comment + suffix)


def entries(parts: dict[str, bytes]) -> list[Entry]:
    """Those of a good container."""
    return [Entry(name.encode(), data, stored=name == "mimetype") for name, data in parts.items()]
