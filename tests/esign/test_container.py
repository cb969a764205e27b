"""Containers: what is read, and every way of hiding something in one that is refused."""

import io
import struct
import zipfile
from collections.abc import Callable

import pytest

from app.esign.codes import Code
from app.esign.container import MIMETYPE, open_container

Part = tuple[str, bytes]
MANIFEST = (
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    '<manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.etsi.asic-e+zip"/>{}'
    "</manifest:manifest>"
)


def manifest(*names: str) -> Part:
    line = '<manifest:file-entry manifest:full-path="{}" manifest:media-type="text/plain"/>'
    return "META-INF/manifest.xml", MANIFEST.format("".join(map(line.format, names))).encode()


def zipped(*parts: Part, deflated: bool = True, compress_mimetype: bool = False) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name, data in parts:
            plain = not deflated or (name == "mimetype" and not compress_mimetype)
            archive.writestr(name, data, zipfile.ZIP_STORED if plain else zipfile.ZIP_DEFLATED)
    return held.getvalue()


MIME: Part = ("mimetype", MIMETYPE)
GOOD = (MIME, manifest("a.txt"), ("a.txt", b"contract"))


def codes(data: bytes) -> list[Code]:
    return [finding.code for finding in open_container(data).findings]


def test_a_plain_container_is_read_without_a_word() -> None:
    found = open_container(zipped(*GOOD, ("META-INF/edoc-signatures-S1.xml", b"<x/>")))
    assert found.findings == []
    assert list(found.files) == ["a.txt"] and found.manifest == {"a.txt": "text/plain"}
    assert found.files["a.txt"].read(100) == b"contract"
    assert found.signatures == {"META-INF/edoc-signatures-S1.xml": b"<x/>"}


def test_sizes_may_stand_behind_the_data() -> None:
    """As old and new eParakstītājs write: the header says nothing, a descriptor follows."""

    class Stream(io.BytesIO):
        def seekable(self) -> bool:
            return False

        def seek(self, *where: int) -> int:
            raise io.UnsupportedOperation

        def tell(self) -> int:
            raise io.UnsupportedOperation

    held = Stream()
    with zipfile.ZipFile(held, "w") as archive:
        for name, data in GOOD:
            archive.writestr(name, data)
    data = held.getvalue()
    assert b"PK\x07\x08" in data
    assert codes(data) == []


@pytest.mark.parametrize("value", [MIMETYPE + b"\n", b"\xef\xbb\xbf" + MIMETYPE + b"\r\n"])
def test_a_mark_or_a_line_end_around_the_type_is_forgiven(value: bytes) -> None:
    assert codes(zipped(("mimetype", value), *GOOD[1:])) == []


@pytest.mark.parametrize(
    ("parts", "code"),
    [
        ((*GOOD[1:], MIME), Code.MIMETYPE),
        ((("mimetype", b"application/zip"), *GOOD[1:]), Code.MIMETYPE),
        ((("mimetype ", MIMETYPE), *GOOD[1:]), Code.MIMETYPE),
        ((*GOOD, ("b.txt", b"extra")), Code.MANIFEST_MISMATCH),
        ((MIME, manifest("a.txt", "b.txt"), ("a.txt", b"")), Code.MANIFEST_MISMATCH),
        ((MIME, manifest("a.txt", "a.txt"), ("a.txt", b"")), Code.MANIFEST_MISMATCH),
        ((MIME, manifest("pl\u0101ns.txt"), ("pla\u0304ns.txt", b"")), Code.MANIFEST_MISMATCH),
        ((MIME, ("a.txt", b"")), Code.MANIFEST_MISMATCH),
        ((*GOOD, ("META-INF/note.txt", b"unsigned")), Code.NOT_COVERED),
        ((*GOOD, ("META-INF/signature001.p7s", b"")), Code.PROFILE),
        ((*GOOD, ("../b.txt", b"")), Code.BAD_NAME),
        ((*GOOD, ("/b.txt", b"")), Code.BAD_NAME),
        ((*GOOD, ("C:/b.txt", b"")), Code.BAD_NAME),
        ((*GOOD, ("b\\c.txt", b"")), Code.BAD_NAME),
        ((*GOOD, ("b\n.txt", b"")), Code.BAD_NAME),
        ((*GOOD, (".", b"")), Code.BAD_NAME),
        ((*GOOD, ("b//c.txt", b"")), Code.BAD_NAME),
        ((*GOOD, ("A.TXT", b"")), Code.DUPLICATE_NAME),
        ((*GOOD, *((f"{n}.txt", b"") for n in range(100))), Code.TOO_MANY_FILES),
        ((*GOOD, ("zeros", bytes(20_000_000))), Code.BOMB),
    ],
)
def test_what_does_not_belong_is_refused(parts: tuple[Part, ...], code: Code) -> None:
    assert code in codes(zipped(*parts))


def test_a_compressed_type_is_refused() -> None:
    assert codes(zipped(*GOOD, compress_mimetype=True)) == [Code.MIMETYPE]


def test_the_same_name_twice_is_refused() -> None:
    with pytest.warns(UserWarning, match="Duplicate"):
        data = zipped(*GOOD, ("a.txt", b"other"))
    assert codes(data) == [Code.DUPLICATE_NAME]


def central(data: bytes, number: int) -> int:
    """Where the entry stands in the central directory."""
    at = -1
    for _ in range(number + 1):
        at = data.index(b"PK\x01\x02", at + 1)
    return at


def put(data: bytes, at: int, value: bytes) -> bytes:
    return data[:at] + value + data[at + len(value) :]


def local(data: bytes, number: int) -> int:
    at = struct.unpack_from("<L", data, central(data, number) + 42)[0]
    assert isinstance(at, int)
    return at


Bend = Callable[[bytes], bytes]
BENT: dict[str, tuple[Bend, Code]] = {
    "bytes after the end": (lambda d: d + b"x", Code.TRAILING_BYTES),
    "another archive after the end": (lambda d: d + d, Code.LEADING_BYTES),
    "bytes before the beginning": (lambda d: b"%PDF-1.7\n" + d, Code.LEADING_BYTES),
    "cut short": (lambda d: d[:-5], Code.DAMAGED),
    "the local name differs": (lambda d: put(d, local(d, 2) + 30, b"b.txt"), Code.NAME_MISMATCH),
    "encrypted": (lambda d: put(d, central(d, 2) + 8, b"\x01\x00"), Code.ENCRYPTED),
    "encrypted in the local header": (lambda d: put(d, local(d, 2) + 6, b"\x01\x00"), Code.ENCRYPTED),
    "a symbolic link": (
        lambda d: put(put(d, central(d, 2) + 5, b"\x03"), central(d, 2) + 38, struct.pack("<L", 0xA1FF0000)),
        Code.BAD_NAME,
    ),
    "two entries over one another": (
        lambda d: put(d, central(d, 2) + 42, struct.pack("<L", local(d, 1))),
        Code.OVERLAPPING,
    ),
    "an unknown way of packing": (lambda d: put(d, central(d, 2) + 10, b"\x0c\x00"), Code.DAMAGED),
    "a size that lies": (
        lambda d: put(put(d, central(d, 2) + 24, b"\x02\0\0\0"), local(d, 2) + 22, b"\x02\0\0\0"),
        Code.BOMB,
    ),
    "a changed byte": (lambda d: d.replace(b"contract", b"contrast"), Code.DAMAGED),
}


@pytest.mark.parametrize("name", BENT)
def test_what_readers_could_see_differently_is_refused(name: str) -> None:
    bend, code = BENT[name]
    found = open_container(bend(zipped(*GOOD, deflated=False)))
    told = [finding.code for finding in found.findings]
    if not told:  # what is only seen when the contents are read
        from app.esign.wrong import Wrong

        with pytest.raises(Wrong) as wrong:
            found.files["a.txt"].digest("sha256")
        told = [wrong.value.finding.code]
    assert told == [code]


def test_a_gap_between_entries_hides_nothing() -> None:
    data = zipped(*GOOD, deflated=False)
    gap = b"PK\x03\x04 an entry that only some readers see"
    start = data.index(b"PK\x01\x02")
    (size, _start) = struct.unpack_from("<2L", data, len(data) - 10)
    end = struct.pack("<2L", size, start + len(gap))
    moved = data[:start] + gap + data[start:-10] + end + data[-2:]
    assert codes(moved) == [Code.OVERLAPPING]


def test_a_comment_is_no_hiding_place_for_a_second_directory() -> None:
    data = zipped(*GOOD)
    commented = data[:-2] + struct.pack("<H", len(data)) + data
    assert codes(commented) != []
    harmless = data[:-2] + struct.pack("<H", 9) + b"LIB Doc4j"
    assert codes(harmless) == []


def test_a_list_of_contents_with_a_document_type_is_refused() -> None:
    name, text = manifest("a.txt")
    wicked = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>' + text
    assert codes(zipped(MIME, (name, wicked), GOOD[2])) == [Code.XML_FORBIDDEN]
