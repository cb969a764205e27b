"""A signed PDF is the unsigned one with something appended: which files it may have begun as."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Final

MOST: Final = 50


def beginnings(data: bytes) -> Iterator[str]:
    """The SHA-256 of each beginning that could once have been the whole file."""
    counting, done, at, view = hashlib.sha256(), 0, 0, memoryview(data)
    for _number in range(MOST):
        at = data.find(b"%%EOF", at)
        if at < 0:
            return
        at += 5
        for end in (at, at + 1, at + 2):
            counting.update(view[done:end])
            done = end
            yield counting.hexdigest()
            if data[end : end + 1] not in {b"\r", b"\n"}:
                break
