"""ASiC-E containers: built, merged when several people signed the same files apart, and nested."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from typing import Final
from xml.sax.saxutils import quoteattr

from app.esign.container import MOST, open_container
from app.esign.making.keys import Key, Revocation, TimeStamps
from app.esign.making.xades import File, finish_xades, prepare_xades
from app.esign.wrong import Wrong
from app.kit import clock

TYPE: Final = "application/vnd.etsi.asic-e+zip"
MANIFEST: Final = "META-INF/manifest.xml"
NAMESPACE: Final = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
STILL: Final = (1980, 1, 1, 0, 0, 0)  # the same files give the same container


class Unmergeable(Exception):
    """Not over the same files, or not built as they should be: they stay side by side."""


def sign_asice(
    files: Sequence[tuple[str, bytes, str]],
    key: Key,
    tsa: TimeStamps | None = None,
    revocation: Revocation | None = None,
) -> bytes:
    """A container with one signature by a key at hand."""
    prepared = prepare_xades(files, key.certificate, clock.now())
    value = key.sign(prepared.digest)
    return build_container(files, [finish_xades(prepared, value, key.chain, tsa, revocation)])


def build_container(files: Sequence[tuple[str, bytes, str]], signatures: Sequence[bytes]) -> bytes:
    """The type first and not compressed, then the files, then what is about them."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as container:
        _put(container, "mimetype", TYPE.encode(), zipfile.ZIP_STORED)
        for name, data, _type in files:
            _put(container, name, data)
        _put(container, MANIFEST, manifest(files))
        for number, signature in enumerate(signatures):
            _put(container, f"META-INF/signatures{number}.xml", signature)
    return made.getvalue()


def manifest(files: Sequence[tuple[str, bytes, str]]) -> bytes:
    """The list of contents, with the type of each file as its signatures state it."""
    listed = [("/", TYPE), *((name, media_type) for name, _data, media_type in files)]
    entries = [
        f"<m:file-entry m:full-path={quoteattr(name)} m:media-type={quoteattr(media_type)}/>"
        for name, media_type in listed
    ]
    whole = [f'<m:manifest xmlns:m="{NAMESPACE}" m:version="1.2">', *entries, "</m:manifest>"]
    return "\n".join(['<?xml version="1.0" encoding="UTF-8"?>', *whole]).encode()


def merge(containers: Sequence[bytes]) -> bytes:
    """One container with every signature, each copied as it is; raises `Unmergeable`.

    Whether the signatures hold is not asked here: only that all are over the same files, named alike.
    """
    opened = [unpacked(container) for container in containers]
    files = opened[0][0]
    for others, _signatures in opened[1:]:
        if sorted(others) != sorted(files):
            raise Unmergeable
    signatures = list(dict.fromkeys(one for _files, found in opened for one in found))
    return build_container(files, signatures)


def nest(containers: Sequence[tuple[str, bytes]], others: Sequence[tuple[str, bytes, str]]) -> list[File]:
    """Signed containers as files of a new one, beside other files: for a seal over all of it."""
    return [*(File(name, data, TYPE) for name, data in containers), *(File(*other) for other in others)]


def unpacked(container: bytes) -> tuple[list[File], list[bytes]]:
    """The files with their types, and the signatures; `Unmergeable` when it is not built as it should be."""
    opened = open_container(container)
    if opened.findings:
        raise Unmergeable
    try:
        files = [
            File(name, entry.read(MOST), opened.manifest.get(name, ""))
            for name, entry in opened.files.items()
        ]
    except Wrong as wrong:
        raise Unmergeable from wrong
    return files, list(opened.signatures.values())


def _put(container: zipfile.ZipFile, name: str, data: bytes, how: int = zipfile.ZIP_DEFLATED) -> None:
    entry = zipfile.ZipInfo(name, STILL)
    entry.compress_type = how
    entry.external_attr = 0o644 << 16
    container.writestr(entry, data)
