"""Copies of agreements and policies: what may be attached, and what it is when it is handed out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from app.kit.forms import Sent
from app.kit.uploads import CONTAINER, JPEG, PDF, PNG, ending, take_named
from app.kit.words import _

LARGEST: Final = 10  # megabytes
TYPES: Final = {
    ".pdf": PDF,
    ".edoc": CONTAINER,
    ".asice": CONTAINER,
    ".bdoc": CONTAINER,
    ".jpg": JPEG,
    ".jpeg": JPEG,
    ".png": PNG,
}
ACCEPTED: Final = ",".join(TYPES)


@dataclass(frozen=True)
class Attached:
    """A file that has been looked at."""

    data: bytes
    name: str


def type_of(name: str) -> str:
    """By its ending, which was checked when it came."""
    return TYPES.get(ending(name), "application/octet-stream")


def receive(form: Sent[Any]) -> Attached | None:
    """The file of a form; one that cannot be taken becomes a message at its field."""
    wanted = _("Attach a PDF, an eDoc or ASiC-E file, or a picture (JPEG, PNG).")
    found = take_named(form, "file", TYPES, wanted, LARGEST)
    return Attached(found.data, found.filename) if found else None
