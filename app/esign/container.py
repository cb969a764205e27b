"""ASiC-E containers: `.edoc`, `.asice`, `.sce`, and what is built like them."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from typing import Final

from app.esign import markup
from app.esign.codes import Code
from app.esign.report import Finding
from app.esign.wrong import Wrong
from app.esign.zipped import STORED, Entry, entries_of

MOST: Final = 30 * 1024 * 1024
MIMETYPE: Final = b"application/vnd.etsi.asic-e+zip"
MANIFEST: Final = "META-INF/manifest.xml"
SIGNATURES = re.compile(r"META-INF/[^/]*signatures[^/]*\.xml", re.IGNORECASE)
OTHER_KIND = re.compile(
    r"META-INF/([^/]*\.(p7s|tst|ers)|[^/]*(ASiCManifest|evidencerecord)[^/]*\.xml)", re.IGNORECASE
)
CONTROL = re.compile(r"[\x00-\x1f\x7f]")
NS = "{urn:oasis:names:tc:opendocument:xmlns:manifest:1.0}"


@dataclass
class Container:
    """What was found inside; `findings` are of the container, the signatures are judged elsewhere."""

    files: dict[str, Entry] = field(default_factory=dict)
    signatures: dict[str, bytes] = field(default_factory=dict)
    manifest: dict[str, str] = field(default_factory=dict)  # name → media type
    findings: list[Finding] = field(default_factory=list)

    def note(self, code: Code, about: str = "") -> None:
        """One more thing that is wrong."""
        self.findings.append(Finding(code, about[:200]))


def open_container(data: bytes, most: int = MOST) -> Container:
    """Reads the archive; what cannot be read leaves the container empty with the reason in `findings`."""
    found = Container()
    if len(data) > most:
        found.note(Code.TOO_LARGE, str(len(data)))
        return found
    try:
        entries = entries_of(data, most_unpacked=2 * most)
        _names(entries)
        _mimetype(entries, found)
        _sort(entries, found)
    except Wrong as wrong:
        found.findings.append(wrong.finding)
    return found


def _names(entries: list[Entry]) -> None:
    """Refuses names that are no plain way down from the container, and names that look the same."""
    seen: set[str] = set()
    for entry in entries:
        name = entry.name
        steps = name.removesuffix("/").split("/")
        if not name or len(name) > 1000 or "\\" in name or CONTROL.search(name) or ":" in steps[0]:
            raise Wrong(Code.BAD_NAME, name)
        if any(step in {"", ".", ".."} for step in steps):
            raise Wrong(Code.BAD_NAME, name)
        same = unicodedata.normalize("NFC", name).casefold()
        if same in seen:
            raise Wrong(Code.DUPLICATE_NAME, name)
        seen.add(same)


def _mimetype(entries: list[Entry], found: Container) -> None:
    first = entries[0]
    if first.name != "mimetype" or first.size > 100:
        found.note(Code.MIMETYPE, first.name)
        return
    said = b"".join(first.chunks())
    if said.removeprefix(b"\xef\xbb\xbf").rstrip(b"\r\n") != MIMETYPE:
        found.note(Code.MIMETYPE, said.decode("latin-1"))
    elif first.method != STORED:
        found.note(Code.MIMETYPE, "compressed")


def _sort(entries: list[Entry], found: Container) -> None:
    """Tells documents, signatures and the list of contents apart."""
    listed: Entry | None = None
    for entry in entries:
        name = entry.name
        if entry.directory:
            if entry.size:
                raise Wrong(Code.BAD_NAME, name)
        elif name == MANIFEST:
            listed = entry
        elif SIGNATURES.fullmatch(name):
            found.signatures[name] = entry.read(markup.MOST)
        elif OTHER_KIND.fullmatch(name):
            found.note(Code.PROFILE, name)
        elif name.upper().startswith("META-INF/"):
            found.note(Code.NOT_COVERED, name)
        elif name != "mimetype":
            found.files[name] = entry
    if listed is None:
        found.note(Code.MANIFEST_MISMATCH, MANIFEST)
    else:
        _compare(listed, found)


def _compare(listed: Entry, found: Container) -> None:
    """The list of contents and the contents must be the same set, by exact names."""
    root = markup.parsed(listed.read(markup.MOST), MANIFEST)
    if root.tag != NS + "manifest":
        raise Wrong(Code.MANIFEST_MISMATCH, markup.local(root))
    for line in root:
        name, media_type = line.get(NS + "full-path"), line.get(NS + "media-type") or ""
        if line.tag != NS + "file-entry" or name is None:
            raise Wrong(Code.MANIFEST_MISMATCH, markup.local(line))
        if name == "/":
            if media_type.encode() != MIMETYPE:
                found.note(Code.MIMETYPE, media_type)
        elif name in found.manifest:
            found.note(Code.MANIFEST_MISMATCH, name)
        elif not name.endswith("/"):
            found.manifest[name] = media_type
    unlisted = {"mimetype", *found.signatures}  # need not be listed, but may be
    for name in sorted((found.manifest.keys() - unlisted) ^ found.files.keys()):
        found.note(Code.MANIFEST_MISMATCH, name)
