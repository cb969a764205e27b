"""Files of papers that came: what may be kept, and as what it is handed out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from app.kit.forms import Sent
from app.kit.words import _

LARGEST: Final = 30 * 1024 * 1024
CONTAINER: Final = "application/vnd.etsi.asic-e+zip"
# how a file begins, which endings it may have, and as what it is handed out
KINDS: Final = (
    (b"%PDF-", (".pdf",), "application/pdf"),
    (b"PK\x03\x04", (".edoc", ".asice", ".bdoc"), CONTAINER),
    (b"PK\x03\x04", (".docx", ".xlsx", ".odt"), "application/octet-stream"),
    (b"\xff\xd8\xff", (".jpg", ".jpeg"), "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", (".png",), "image/png"),
)
ACCEPT: Final = ",".join(ending for _start, endings, _type in KINDS for ending in endings)


@dataclass(frozen=True)
class Attached:
    """A file that has been looked at."""

    data: bytes
    name: str


def type_of(name: str) -> str:
    """By its ending, which was checked when it came."""
    found = [type_ for _start, endings, type_ in KINDS if name.lower().endswith(endings)]
    return found[0] if found else "application/octet-stream"


def receive(form: Sent[Any]) -> Attached | None:
    """The file of a form; one that cannot be taken becomes a message at its field."""
    file = form.files.get("file")
    if file is None or not file.filename:
        return None
    data = file.file.read(LARGEST + 1)
    name = file.filename.replace("\\", "/").rpartition("/")[2][-200:]
    if len(data) > LARGEST:
        form.refuse("file", _("The file is larger than {n} MB.", n=LARGEST // 1024 // 1024))
    elif not any(data.startswith(start) and name.lower().endswith(ends) for start, ends, _type in KINDS):
        form.refuse("file", _("Attach a PDF, an eDoc or ASiC-E file, a text or table, or a picture."))
    else:
        return Attached(data, name)
    return None
