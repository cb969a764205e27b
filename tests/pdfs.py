"""What is inside a PDF."""

import re
import zlib

STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)


def inside(data: bytes) -> bytes:
    """Every part of the file, unpacked."""
    parts = [data]
    for packed in STREAM.findall(data):
        try:
            parts.append(zlib.decompress(packed))
        except zlib.error:
            parts.append(packed)
    return b"\n".join(parts)
