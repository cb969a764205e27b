"""A file that somebody sends: known by its first bytes, not by its name, and not larger than allowed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from app.kit.forms import Sent
from app.kit.words import Said, _

PDF: Final = "application/pdf"
JPEG: Final = "image/jpeg"
PNG: Final = "image/png"
CONTAINER: Final = "application/vnd.etsi.asic-e+zip"
MEGABYTE: Final = 1024 * 1024


@dataclass(frozen=True)
class Upload:
    """A file that was read whole and is of a kind that is wanted."""

    data: bytes
    filename: str
    media_type: str


def kind_of(data: bytes) -> str:
    """The media type; empty when the file is none of ours."""
    for start, kind in ((b"%PDF-", PDF), (b"\xff\xd8\xff", JPEG), (b"\x89PNG\r\n\x1a\n", PNG)):
        if data.startswith(start):
            return kind
    return CONTAINER if data.startswith(b"PK\x03\x04") else ""


def take(form: Sent[Any], name: str, kinds: frozenset[str], wanted: Said, most: int) -> Upload | None:
    """The file of a form's field; what is wrong becomes its message. `wanted` says what to send instead,
    `most` is in megabytes."""
    upload = form.files.get(name)
    if upload is None or name in form.errors:
        return None
    data = upload.file.read(most * MEGABYTE + 1)
    if len(data) > most * MEGABYTE:
        form.refuse(name, _("The file is larger than {most} MB.", most=most))
        return None
    kind = kind_of(data)
    if kind not in kinds:
        form.refuse(name, wanted)
        return None
    return Upload(data, (upload.filename or "").replace("\\", "/").rpartition("/")[2][-200:], kind)


def ending(name: str) -> str:
    """`.pdf`, in small letters; empty when there is none."""
    return "." + name.rpartition(".")[2].lower() if "." in name else ""


def take_named(
    form: Sent[Any], name: str, types: Mapping[str, str], wanted: Said, most: int
) -> Upload | None:
    """The same, but by its ending too: `types` has the media type of each ending that may come."""
    kinds = frozenset({PDF, JPEG, PNG, CONTAINER})
    found = take(form, name, kinds, wanted, most)
    kind = types.get(ending(found.filename)) if found else None
    if found is None:
        return None
    like = kind in {PDF, JPEG, PNG} or found.media_type in {PDF, JPEG, PNG}
    if kind is None or (like and kind != found.media_type):
        form.refuse(name, wanted)
        return None
    return Upload(found.data, found.filename, kind)
