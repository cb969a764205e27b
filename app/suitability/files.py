"""A file that somebody sends as proof: what it may be, and how it is kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from starlette.datastructures import UploadFile

from app.kit.store import Store
from app.kit.words import Said, _
from app.suitability.kept import Attached

MOST_BYTES: Final = 10 * 1024 * 1024
ACCEPT: Final = ".pdf,.edoc,.asice,.jpg,.jpeg"
PDF: Final = "application/pdf"
JPEG: Final = "image/jpeg"
CONTAINER: Final = "application/vnd.etsi.asic-e+zip"


@dataclass(frozen=True)
class Sealed:
    """A file that was read and found to be what it should be."""

    data: bytes
    filename: str
    media_type: str

    def keep(self, store: Store, row: Attached) -> None:
        """Stores it, and writes its hash into the row."""
        row.sha256, row.size = store.put(self.data), len(self.data)
        row.filename, row.media_type = self.filename, self.media_type


def kind_of(data: bytes) -> str | None:
    """By its first bytes, not by its name."""
    if data[:5] == b"%PDF-":
        return PDF
    if data[:3] == b"\xff\xd8\xff":
        return JPEG
    # an eDoc names its kind in the first entry, which stands there uncompressed
    if data[:4] == b"PK\x03\x04" and b"mimetypeapplication/vnd." in data[:200]:
        return CONTAINER
    return None


def read(upload: UploadFile | None) -> Sealed | Said | None:
    """The file, or what is wrong with it; None when none was sent."""
    if upload is None or not upload.filename:
        return None
    data = upload.file.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        return _("The file is larger than 10 MB.")
    kind = kind_of(data)
    if kind is None:
        return _("Send a PDF, an eDoc or a JPG file.")
    return Sealed(data, upload.filename[-200:], kind)
