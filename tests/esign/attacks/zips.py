"""Attacks on the container."""

from __future__ import annotations

import unicodedata

from app.esign.codes import Code
from app.esign.making.asice import TYPE, build_container, manifest
from tests.esign.attacks.crafted import Entry, craft, entries
from tests.esign.attacks.scene import MANIFEST, NAME, PDF, SIGNATURE, Attacks, Scene

attack = Attacks()
MB = 1024 * 1024


def _with(scene: Scene, *more: Entry, listed: bool = True) -> bytes:
    """The good container with more in it."""
    parts = dict(scene.parts)
    if listed:
        files = [
            (NAME, b"", PDF),
            *((one.name.decode("utf-8", "replace"), b"", "text/plain") for one in more),
        ]
        parts[MANIFEST] = manifest([file for file in files if "\0" not in file[0]])
    return craft([*entries(parts), *more])


def _changed(scene: Scene, name: str, **changes: object) -> bytes:
    """The good container with one entry declared otherwise."""
    made = entries(scene.parts)
    for entry in made:
        if entry.name == name.encode():
            for what, value in changes.items():
                setattr(entry, what, value)
    return craft(made)


def _renamed(scene: Scene, name: str) -> bytes:
    return build_container([(name, scene.contract, PDF)], [scene.xml])


@attack(Code.DAMAGED, Code.DIGEST_MISMATCH, Code.BOMB)
def flipped_byte(scene: Scene) -> bytes:
    at = scene.good.index(NAME.encode()) + 500  # in the packed document
    return scene.good[:at] + bytes([scene.good[at] ^ 1]) + scene.good[at + 1 :]


@attack(Code.DIGEST_MISMATCH)
def changed_document(scene: Scene) -> bytes:
    return build_container([(NAME, scene.contract + b"\n", PDF)], [scene.xml])


@attack(Code.NOT_COVERED)
def extra_file_that_is_listed(scene: Scene) -> bytes:
    return _with(scene, Entry(b"pielikums.txt", b"Algas nav."))


@attack(Code.MANIFEST_MISMATCH, Code.NOT_COVERED)
def extra_file_that_is_not_listed(scene: Scene) -> bytes:
    return _with(scene, Entry(b"pielikums.txt", b"Algas nav."), listed=False)


@attack(Code.MANIFEST_MISMATCH)
def file_missing_from_the_list(scene: Scene) -> bytes:
    return craft(entries({**scene.parts, MANIFEST: manifest([])}))


@attack(Code.MANIFEST_MISMATCH)
def listed_file_that_is_not_there(scene: Scene) -> bytes:
    listed = manifest([(NAME, b"", PDF), ("cits.pdf", b"", PDF)])
    return craft(entries({**scene.parts, MANIFEST: listed}))


@attack(Code.MANIFEST_MISMATCH)
def no_list(scene: Scene) -> bytes:
    return craft(entries({name: data for name, data in scene.parts.items() if name != MANIFEST}))


@attack(Code.DUPLICATE_NAME)
def document_twice(scene: Scene) -> bytes:
    return _with(scene, Entry(NAME.encode(), scene.contract + b"%"), listed=False)


@attack(Code.DUPLICATE_NAME)
def name_that_differs_by_case(scene: Scene) -> bytes:
    return _with(scene, Entry(NAME.upper().encode(), scene.contract))


@attack(Code.BAD_NAME)
def traversal(scene: Scene) -> bytes:
    return _with(scene, Entry(b"../../etc/cron.d/x", b"x"))


@attack(Code.BAD_NAME)
def absolute_name(scene: Scene) -> bytes:
    return _with(scene, Entry(b"/etc/cron.d/x", b"x"))


@attack(Code.BAD_NAME)
def backslash(scene: Scene) -> bytes:
    return _with(scene, Entry(b"..\\x.txt", b"x"))


@attack(Code.BAD_NAME, Code.NAME_MISMATCH)
def nul_in_a_name(scene: Scene) -> bytes:
    return _with(scene, Entry(b"a.pdf\0.txt", b"x"))


@attack(Code.BAD_NAME)
def drive_letter(scene: Scene) -> bytes:
    return _with(scene, Entry(b"C:/x.txt", b"x"))


@attack(Code.BAD_NAME)
def symbolic_link(scene: Scene) -> bytes:
    return _with(scene, Entry(b"x.txt", b"/etc/passwd", attributes=0o120777 << 16))


@attack(Code.MIMETYPE)
def type_last(scene: Scene) -> bytes:
    first, *others = entries(scene.parts)
    return craft([*others, first])


@attack(Code.MIMETYPE)
def type_compressed(scene: Scene) -> bytes:
    return _changed(scene, "mimetype", stored=False)


@attack(Code.MIMETYPE, Code.UNKNOWN_FORMAT)
def type_of_another_format(scene: Scene) -> bytes:
    return _changed(scene, "mimetype", data=b"application/epub+zip")


@attack(Code.MIMETYPE)
def no_type(scene: Scene) -> bytes:
    return craft(entries(scene.parts)[1:])


@attack(Code.BOMB)
def two_hundred_megabytes(scene: Scene) -> bytes:
    return _with(scene, Entry(b"x.bin", bytes(MB), times=200))


@attack(Code.BOMB, Code.DAMAGED, Code.NAME_MISMATCH)
def two_hundred_megabytes_declared_as_ten_bytes(scene: Scene) -> bytes:
    return _with(scene, Entry(b"x.bin", bytes(MB), times=200, size=10))


@attack(Code.BOMB)
def a_ratio_that_only_a_bomb_has(scene: Scene) -> bytes:
    return _with(scene, Entry(b"x.bin", bytes(MB), times=20))


@attack(Code.TOO_MANY_FILES)
def five_thousand_entries(scene: Scene) -> bytes:
    return _with(scene, *(Entry(f"{number}.txt".encode(), b"") for number in range(5000)))


@attack(Code.ENCRYPTED)
def encrypted_entry(scene: Scene) -> bytes:
    return _changed(scene, NAME, flags=0x801)


@attack(Code.LEADING_BYTES)
def bytes_before_the_beginning(scene: Scene) -> bytes:
    return craft(entries(scene.parts), prefix=b"#!/bin/sh\n")


@attack(Code.LEADING_BYTES, Code.DAMAGED, Code.NOT_SIGNED)
def polyglot(scene: Scene) -> bytes:
    return craft(entries(scene.parts), prefix=b"%PDF-1.7 not really\n")


@attack(Code.TRAILING_BYTES)
def bytes_after_the_end(scene: Scene) -> bytes:
    return scene.good + b"%PDF-1.7 another document"


@attack(Code.TRAILING_BYTES, Code.LEADING_BYTES, Code.DAMAGED)
def another_archive_in_the_comment(scene: Scene) -> bytes:
    """Real containers have comments; readers that look for the last or the first end see two archives."""
    return craft(entries(scene.parts), comment=craft([Entry(b"mimetype", b"x", stored=True)]))


@attack(Code.OVERLAPPING, Code.NAME_MISMATCH)
def overlapping_entries(scene: Scene) -> bytes:
    made = entries(scene.parts)
    document = next(number for number, one in enumerate(made) if one.name == NAME.encode())
    at = len(craft(made[:document])) - len(craft(made[:document])[craft(made[:document]).index(b"PK\1\2") :])
    shadow = Entry(b"x.txt", made[document].data, offset=at)
    return craft([*made, shadow])


@attack(Code.NAME_MISMATCH)
def local_name_is_another(scene: Scene) -> bytes:
    return _changed(scene, NAME, local_name=b"cits___.pdf"[: len(NAME.encode())])


@attack(Code.DAMAGED, Code.NAME_MISMATCH)
def wrong_checksum(scene: Scene) -> bytes:
    return _changed(scene, NAME, crc=1)


@attack(Code.DAMAGED, Code.NAME_MISMATCH, Code.BOMB)
def document_declared_shorter(scene: Scene) -> bytes:
    return _changed(scene, NAME, size=len(scene.contract) - 10)


@attack(Code.DAMAGED)
def compression_that_is_not_read(scene: Scene) -> bytes:
    return _changed(scene, NAME, method=12)


@attack(Code.REFERENCE, Code.NOT_COVERED)
def name_in_other_letters(scene: Scene) -> bytes:
    return _renamed(scene, unicodedata.normalize("NFD", NAME))


@attack(Code.REFERENCE, Code.NOT_COVERED)
def another_name(scene: Scene) -> bytes:
    return _renamed(scene, "cits.pdf")


@attack(Code.REFERENCE)
def removed_document(scene: Scene) -> bytes:
    return build_container([], [scene.xml])


@attack(Code.TOO_LARGE)
def thirty_one_megabytes(scene: Scene) -> bytes:
    return _with(scene, Entry(b"x.bin", bytes(31 * MB), stored=True))


@attack(Code.NOT_SIGNED)
def no_signature(scene: Scene) -> bytes:
    return build_container([(NAME, scene.contract, PDF)], [])


@attack(Code.UNKNOWN_FORMAT, Code.DAMAGED)
def nothing_at_all(scene: Scene) -> bytes:
    return b""


@attack(Code.UNKNOWN_FORMAT, Code.DAMAGED)
def plain_text(scene: Scene) -> bytes:
    return b"I have signed it, believe me."


@attack(Code.DAMAGED)
def cut_short(scene: Scene) -> bytes:
    return scene.good[: len(scene.good) // 2]


@attack(Code.DAMAGED, Code.PROFILE)
def ordinary_archive_of_that_name(scene: Scene) -> bytes:
    made = {"mimetype": TYPE.encode(), MANIFEST: scene.parts[MANIFEST], NAME: scene.contract}
    return craft(entries({**made, "META-INF/signatures0.p7s": b"x", SIGNATURE: b"no XML"}))
