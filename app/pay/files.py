"""Copies of agreements and policies: what may be attached, and what it is when it is handed out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from starlette.datastructures import UploadFile

from app.kit.forms import Sent
from app.kit.words import Said, _

LARGEST: Final = 10 * 1024 * 1024
# how a file begins, which endings it may have, and as what it is handed out
KINDS: Final = (
    (b"%PDF-", (".pdf",), "application/pdf"),
    (b"PK\x03\x04", (".edoc", ".asice", ".bdoc"), "application/vnd.etsi.asic-e+zip"),
    (b"\xff\xd8\xff", (".jpg", ".jpeg"), "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", (".png",), "image/png"),
)
ACCEPTED: Final = ",".join(ending for _start, endings, _type in KINDS for ending in endings)


@dataclass(frozen=True)
class Attached:
    """A file that has been looked at."""

    data: bytes
    name: str


def type_of(name: str) -> str:
    """By its ending, which was checked when it came."""
    found = [type_ for _start, endings, type_ in KINDS if name.lower().endswith(endings)]
    return found[0] if found else "application/octet-stream"


def attached(file: UploadFile | None) -> Attached | Said | None:
    """The file; a sentence when it cannot be taken; None when nothing was sent."""
    if file is None or not file.filename:
        return None
    data = file.file.read(LARGEST + 1)
    name = file.filename.replace("\\", "/").rpartition("/")[2][-200:]
    if len(data) > LARGEST:
        return _("The file is larger than {n} MB.", n=LARGEST // 1024 // 1024)
    for start, endings, _type in KINDS:
        if data.startswith(start) and name.lower().endswith(endings):
            return Attached(data, name)
    return _("Attach a PDF, an eDoc or ASiC-E file, or a picture (JPEG, PNG).")


def receive(form: Sent[Any]) -> Attached | None:
    """The file of a form; one that cannot be taken becomes a message at its field."""
    found = attached(form.files.get("file"))
    if isinstance(found, Said):
        form.refuse("file", found)
        return None
    return found
