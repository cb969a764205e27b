"""Files by the hash of their content: written before they are recorded, checked when read."""

from __future__ import annotations

import hashlib
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path


class Damaged(Exception):
    """The stored bytes are not those that were written."""


@dataclass(frozen=True)
class Store:
    """A folder of immutable files."""

    folder: Path

    def put(self, data: bytes) -> str:
        """Keeps `data` for good; returns its SHA-256 in hex."""
        digest = hashlib.sha256(data).hexdigest()
        path = self._path(digest)
        if path.exists():
            return digest
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)  # a crash leaves the file whole or absent
        return digest

    def get(self, digest: str) -> bytes:
        """The bytes; raises `Damaged` when they changed and `FileNotFoundError` when they are gone."""
        data = self._path(digest).read_bytes()
        if hashlib.sha256(data).hexdigest() != digest:
            raise Damaged(digest)
        return data

    def _path(self, digest: str) -> Path:
        if len(digest) != 64 or not set(digest) <= set("0123456789abcdef"):
            raise FileNotFoundError(digest)
        return self.folder / digest[:2] / digest[2:]
