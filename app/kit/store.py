"""Files by the hash of their content: written before they are recorded, checked when read."""

from __future__ import annotations

import hashlib
import os
import tempfile
from abc import ABC, abstractmethod
from pathlib import Path
from typing import Final

READ_ONLY: Final = 0o440


class Damaged(Exception):
    """The stored bytes are not those that were written."""


class Unreachable(Exception):
    """The store does not answer: nothing is known of its files."""


class Store(ABC):
    """Immutable files; one form keeps them in a folder, the other in an S3-compatible bucket."""

    def put(self, data: bytes) -> str:
        """Keeps `data` for good; returns its SHA-256 in hex.

        Bytes that are there already are read and checked, and never written over: `Damaged` tells of them.
        """
        digest = hashlib.sha256(data).hexdigest()
        if not self._write(digest, data):
            self.get(digest)
        return digest

    def get(self, digest: str) -> bytes:
        """The bytes; raises `Damaged` when they changed and `FileNotFoundError` when they are gone."""
        data = self._read(_checked(digest))
        if hashlib.sha256(data).hexdigest() != digest:
            raise Damaged(digest)
        return data

    def destroy(self, digest: str) -> None:
        """Deletes for ever. Only an approved act of destruction may ask for it; see the house's tests."""
        self._remove(_checked(digest))

    @abstractmethod
    def _write(self, digest: str, data: bytes) -> bool:
        """Whole or not at all; False when there is such a file."""

    @abstractmethod
    def _read(self, digest: str) -> bytes:
        """What is there now."""

    @abstractmethod
    def _remove(self, digest: str) -> None:
        """Nothing happens when it is gone already."""


class FolderStore(Store):
    """A folder of read-only files; the first two letters of the hash name the folder inside."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def _path(self, digest: str) -> Path:
        return self.folder / digest[:2] / digest[2:]

    def _write(self, digest: str, data: bytes) -> bool:
        path = self._path(digest)
        if path.exists():
            return False
        if not path.parent.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            _sync(self.folder)
        handle, name = tempfile.mkstemp(dir=path.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fchmod(file.fileno(), READ_ONLY)
            os.fsync(file.fileno())
        Path(name).replace(path)  # a crash leaves the file whole or absent; two writers wrote the same
        _sync(path.parent)  # the name too must outlive a power cut before a row tells of it
        return True

    def _read(self, digest: str) -> bytes:
        return self._path(digest).read_bytes()

    def _remove(self, digest: str) -> None:
        self._path(digest).unlink(missing_ok=True)


def _checked(digest: str) -> str:
    if len(digest) != 64 or not set(digest) <= set("0123456789abcdef"):
        raise FileNotFoundError(digest)
    return digest


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
