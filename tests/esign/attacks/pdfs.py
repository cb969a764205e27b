"""Attacks on a signed PDF."""

from __future__ import annotations

import io
import re
from typing import Any

from pyhanko.pdf_utils import generic as typed
from pyhanko.pdf_utils.crypt import StandardSecurityHandler
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import copy_into_new_writer
from pypdf import PdfReader, PdfWriter

from app.esign.codes import Code
from app.esign.making.pades import sign_pdf
from tests.esign.attacks.scene import Attacks, Scene

generic: Any = typed  # only half of it has types
attack = Attacks()
BROKEN = (Code.DIGEST_MISMATCH, Code.SIGNATURE_VALUE, Code.PDF_CHANGED, Code.PDF_COVERAGE)


def _appended(scene: Scene, change: Any) -> bytes:
    """The signed PDF with a later revision that nobody signed."""
    writer: Any = IncrementalPdfFileWriter(io.BytesIO(scene.good_pdf))
    change(writer)
    made = io.BytesIO()
    writer.write(made)
    whole = made.getvalue()
    assert whole.startswith(scene.good_pdf)
    return whole


def _page(writer: Any) -> Any:
    page = writer.root["/Pages"]["/Kids"][0]
    while "/Kids" in page:
        page = page["/Kids"][0]
    writer.update_container(page)
    return page


def _stream(data: bytes) -> Any:
    return generic.StreamObject(stream_data=data)


@attack(*BROKEN)
def flipped_byte(scene: Scene) -> bytes:
    at = scene.good_pdf.index(b"stream\n") + 40
    return scene.good_pdf[:at] + bytes([scene.good_pdf[at] ^ 1]) + scene.good_pdf[at + 1 :]


@attack(*BROKEN, Code.NOT_SIGNED, Code.DAMAGED, Code.PROFILE)
def full_rewrite(scene: Scene) -> bytes:
    made = io.BytesIO()
    PdfWriter(clone_from=PdfReader(io.BytesIO(scene.good_pdf))).write(made)
    return made.getvalue()


@attack(Code.PDF_CHANGED)
def page_painted_over(scene: Scene) -> bytes:
    def change(writer: Any) -> None:
        page = _page(writer)
        shown = page.raw_get("/Contents")
        painted = writer.add_object(_stream(b"q 1 1 1 rg 0 0 600 900 re f Q"))
        page["/Contents"] = generic.ArrayObject([shown, painted])

    return _appended(scene, change)


def _annotated(scene: Scene, **more: Any) -> bytes:
    def change(writer: Any) -> None:
        page = _page(writer)
        note = {
            pdf_name("/Type"): pdf_name("/Annot"),
            pdf_name("/Rect"): generic.ArrayObject([generic.NumberObject(n) for n in (50, 600, 500, 700)]),
            **{pdf_name(f"/{name}"): value for name, value in more.items()},
        }
        added = writer.add_object(generic.DictionaryObject(note))
        page["/Annots"] = generic.ArrayObject([*page.get("/Annots", ()), added])

    return _appended(scene, change)


@attack(Code.PDF_CHANGED)
def text_laid_over(scene: Scene) -> bytes:
    words = {"Contents": generic.pdf_string("Alga 2000 €"), "DA": generic.pdf_string("/Helv 12 Tf")}
    return _annotated(scene, Subtype=pdf_name("/FreeText"), **words)


@attack(Code.PDF_CHANGED)
def stamp_laid_over(scene: Scene) -> bytes:
    return _annotated(scene, Subtype=pdf_name("/Stamp"))


@attack(Code.PDF_CHANGED)
def link_with_a_script(scene: Scene) -> bytes:
    script = {pdf_name("/S"): pdf_name("/JavaScript"), pdf_name("/JS"): generic.pdf_string("app.alert(1)")}
    return _annotated(scene, Subtype=pdf_name("/Link"), A=generic.DictionaryObject(script))


def _root(scene: Scene, name: str, value: Any) -> bytes:
    def change(writer: Any) -> None:
        writer.root[pdf_name(name)] = value
        writer.update_root()

    return _appended(scene, change)


@attack(Code.PDF_CHANGED)
def script_at_opening(scene: Scene) -> bytes:
    script = {pdf_name("/S"): pdf_name("/JavaScript"), pdf_name("/JS"): generic.pdf_string("app.alert(1)")}
    return _root(scene, "/OpenAction", generic.DictionaryObject(script))


@attack(Code.PDF_CHANGED)
def program_at_opening(scene: Scene) -> bytes:
    launch = {pdf_name("/S"): pdf_name("/Launch"), pdf_name("/F"): generic.pdf_string("cmd.exe")}
    return _root(scene, "/OpenAction", generic.DictionaryObject(launch))


@attack(Code.PDF_CHANGED)
def another_page_tree(scene: Scene) -> bytes:
    def change(writer: Any) -> None:
        page = writer.root["/Pages"]["/Kids"][0]
        tree = {
            pdf_name("/Type"): pdf_name("/Pages"),
            pdf_name("/Count"): generic.NumberObject(0),
            pdf_name("/Kids"): generic.ArrayObject([]),
        }
        assert page
        writer.root[pdf_name("/Pages")] = writer.add_object(generic.DictionaryObject(tree))
        writer.update_root()

    return _appended(scene, change)


@attack(Code.DIGEST_MISMATCH, Code.PDF_CHANGED, Code.PDF_COVERAGE, Code.SIGNATURE_VALUE)
def signature_of_another_document(scene: Scene) -> bytes:
    """The signature's value is moved into another document with a place of the same size."""
    other = sign_pdf(
        scene.contract.replace(b"/Title", b"/Titel", 1), scene.juris, scene.pki.tsa, scene.pki.ocsp
    )
    return other.replace(_contents(other), _contents(scene.good_pdf), 1)


def _contents(pdf: bytes) -> bytes:
    found = re.search(rb"/Contents ?<([0-9A-Fa-f]{1000,})>", pdf)
    assert found
    return found[1]


@attack(Code.DAMAGED, *BROKEN, Code.TRAILING_BYTES)
def cut_short(scene: Scene) -> bytes:
    return scene.good_pdf[:-200]


@attack(Code.DAMAGED, Code.NOT_SIGNED, *BROKEN)
def cut_before_the_signature(scene: Scene) -> bytes:
    return scene.good_pdf[: len(scene.contract)]


@attack(Code.TRAILING_BYTES)
def bytes_after_the_end(scene: Scene) -> bytes:
    return scene.good_pdf + b"\nAlga 2000 EUR"


@attack(Code.TRAILING_BYTES)
def archive_after_the_end(scene: Scene) -> bytes:
    return scene.good_pdf + scene.good


@attack(Code.LEADING_BYTES, Code.UNKNOWN_FORMAT, *BROKEN, Code.DAMAGED)
def bytes_before_the_beginning(scene: Scene) -> bytes:
    return b"GIF89a\n" + scene.good_pdf


@attack(Code.PDF_COVERAGE, Code.DIGEST_MISMATCH, Code.DAMAGED)
def wider_hole(scene: Scene) -> bytes:
    """More is left out of the signature than its own value; the range is part of what was signed."""
    found = re.search(rb"/ByteRange \[(\d+) (\d+) (\d+) (\d+)\]", scene.good_pdf)
    assert found
    first, second, third, fourth = map(int, found.groups())
    changed = f"/ByteRange [{first} {second} {third + 4} {fourth - 4}]".encode().ljust(len(found[0]))
    return scene.good_pdf.replace(found[0], changed)


@attack(Code.ENCRYPTED)
def encrypted(scene: Scene) -> bytes:
    writer: Any = copy_into_new_writer(PdfFileReader(io.BytesIO(scene.contract)))
    writer.security_handler = StandardSecurityHandler.build_from_pw("owner", "")
    writer._encrypt = writer.add_object(writer.security_handler.as_pdf_object())
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


@attack(Code.NOT_SIGNED)
def not_signed(scene: Scene) -> bytes:
    return scene.contract


@attack(Code.NOT_SIGNED, Code.PROFILE, Code.DAMAGED, Code.PDF_COVERAGE, Code.SIGNATURE_VALUE)
def empty_signature(scene: Scene) -> bytes:
    value = _contents(scene.good_pdf)
    return scene.good_pdf.replace(value, b"0" * len(value), 1)


@attack(*BROKEN, Code.PROFILE, Code.NOT_SIGNED)
def profile_of_another_kind(scene: Scene) -> bytes:
    return scene.good_pdf.replace(b"/ETSI.CAdES.detached", b"/adbe.pkcs7.sha1    ", 1)
