"""The files of a dossier: each once, under a plain name, with what it is."""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from app.kit.names import search_words


@dataclass(frozen=True)
class Item:
    """One file."""

    path: str
    data: bytes
    about: str  # in Latvian, for the table of contents

    @property
    def sha256(self) -> str:
        """Of its content."""
        return hashlib.sha256(self.data).hexdigest()

    def told(self) -> dict[str, Any]:
        """As the list of contents tells it."""
        return {"path": self.path, "sha256": self.sha256, "size": len(self.data), "about": self.about}


@dataclass
class Files:
    """What has been gathered; the same bytes are there once, unless a folder must be whole."""

    by_path: dict[str, Item] = field(default_factory=dict)
    by_hash: dict[str, str] = field(default_factory=dict)

    def add(self, path: str, data: bytes, about: str, *, again: bool = False) -> str:
        """Keeps a file; gives the path under which its bytes are found. `again`: also when they are there."""
        item = Item(path, data, about)
        if not again and (known := self.by_hash.get(item.sha256)) is not None:
            return known
        assert path not in self.by_path, path
        self.by_path[path] = item
        self.by_hash.setdefault(item.sha256, path)
        return path

    def __iter__(self) -> Iterator[Item]:
        """In the order of their names."""
        return iter(self.by_path[path] for path in sorted(self.by_path))

    def __len__(self) -> int:
        return len(self.by_path)


def plain_name(text: str, most: int = 60) -> str:
    """Small letters, digits and hyphens, so that every program opens it."""
    words = "-".join(search_words(unicodedata.normalize("NFC", text)))
    return words.encode("ascii", "ignore").decode()[:most].strip("-") or "bez-nosaukuma"


def canonical(value: Any) -> bytes:
    """JSON that is the same for the same values."""
    return (json.dumps(value, ensure_ascii=False, sort_keys=True, indent=1) + "\n").encode()
