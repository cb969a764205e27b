"""What attackers append to a signed PDF, and how much memory a large one takes."""

import io
import random
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from pyhanko.pdf_utils import generic, writer
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pypdf import PdfReader, PdfWriter

from app.esign.codes import Code
from app.esign.making.pades import sign_pdf
from app.esign.testing.held import Held
from app.esign.testing.pki import TestPki
from app.esign.trust import Trust
from app.esign.verify import verify


@pytest.fixture(scope="module")
def anna(pki: TestPki) -> Held:
    return pki.person("Anna", "Ozola", "010180-12345")


@pytest.fixture(scope="module")
def signed(pki: TestPki, anna: Held, contract: bytes) -> bytes:
    return sign_pdf(contract, anna, pki.tsa, pki.ocsp)


def appended(data: bytes, change: Callable[[IncrementalPdfFileWriter], None]) -> bytes:
    made = IncrementalPdfFileWriter(io.BytesIO(data))
    change(made)
    out = io.BytesIO()
    made.write(out)
    return out.getvalue()


def a_page(made: IncrementalPdfFileWriter) -> generic.DictionaryObject:
    page = made.root["/Pages"]["/Kids"][0]
    made.update_container(page)
    assert isinstance(page, generic.DictionaryObject)
    return page


def overlay(made: IncrementalPdfFileWriter) -> None:
    content = made.add_object(generic.StreamObject(stream_data=b"1 0 0 rg 0 0 300 300 re f"))
    page = a_page(made)
    page["/Contents"] = generic.ArrayObject([page.raw_get("/Contents"), content])


def note(made: IncrementalPdfFileWriter, **more: object) -> None:
    annotation = generic.DictionaryObject(
        {
            pdf_name("/Type"): pdf_name("/Annot"),
            pdf_name("/Subtype"): pdf_name("/FreeText"),
            pdf_name("/Rect"): generic.ArrayObject(map(generic.FloatObject, (0, 0, 300, 300))),
            pdf_name("/Contents"): generic.pdf_string("1000 EUR"),
        }
    )
    a_page(made)["/Annots"] = generic.ArrayObject([made.add_object(annotation)])


def script(made: IncrementalPdfFileWriter) -> None:
    action = {pdf_name("/S"): pdf_name("/JavaScript"), pdf_name("/JS"): generic.pdf_string("app.alert(1)")}
    made.root["/OpenAction"] = made.add_object(generic.DictionaryObject(action))
    made.update_root()


def another_page(made: IncrementalPdfFileWriter) -> None:
    made.insert_page(
        writer.PageObject(
            contents=made.add_object(generic.StreamObject(stream_data=b"")), media_box=(0, 0, 300, 300)
        )
    )


def cover(kind: str) -> Callable[[IncrementalPdfFileWriter], None]:
    """A signature's field that nobody signed, whose picture lies over the text; its value is another's."""

    def change(made: IncrementalPdfFileWriter) -> None:
        picture = generic.StreamObject(
            {
                pdf_name("/Type"): pdf_name("/XObject"),
                pdf_name("/Subtype"): pdf_name("/Form"),
                pdf_name("/BBox"): generic.ArrayObject(map(generic.FloatObject, (0, 0, 300, 300))),
            },
            stream_data=b"1 0 0 rg 0 0 300 300 re f",
        )
        page_ref = made.root["/Pages"]["/Kids"].raw_get(0)
        field = generic.DictionaryObject(
            {
                pdf_name("/FT"): pdf_name("/Sig"),
                pdf_name("/T"): generic.pdf_string("Cover"),
                pdf_name("/Type"): pdf_name("/Annot"),
                pdf_name("/Subtype"): pdf_name("/Widget"),
                pdf_name("/F"): generic.NumberObject(132),
                pdf_name("/P"): page_ref,
                pdf_name("/Rect"): generic.ArrayObject(map(generic.FloatObject, (0, 0, 300, 300))),
                pdf_name("/AP"): generic.DictionaryObject({pdf_name("/N"): made.add_object(picture)}),
            }
        )
        if kind:
            value = {
                pdf_name("/Type"): pdf_name("/DocTimeStamp"),
                pdf_name("/Filter"): pdf_name("/Adobe.PPKLite"),
                pdf_name("/SubFilter"): pdf_name(kind),
                pdf_name("/Contents"): generic.ByteStringObject(
                    made.prev.embedded_signatures[0].pkcs7_content
                ),
                pdf_name("/ByteRange"): generic.ArrayObject(map(generic.NumberObject, (0, 9, 20, 9))),
            }
            field["/V"] = made.add_object(generic.DictionaryObject(value))
        added = made.add_object(field)
        page = a_page(made)
        page["/Annots"] = generic.ArrayObject([*page.get("/Annots", ()), added])
        form = made.root["/AcroForm"]
        form["/Fields"] = generic.ArrayObject([*form["/Fields"], added])
        made.update_container(form)
        made.update_root()

    return change


@pytest.mark.parametrize(
    "change",
    [overlay, note, script, another_page, cover(""), cover("/ETSI.RFC3161"), cover("/adbe.pkcs7.detached")],
    ids=["overlay", "note", "script", "page", "empty field", "false stamp", "false signature"],
)
def test_what_is_appended_later_is_noticed(
    signed: bytes, trust: Trust, change: Callable[[IncrementalPdfFileWriter], None]
) -> None:
    report = verify(appended(signed, change), "x.pdf", trust)
    assert Code.PDF_CHANGED in [finding.code for finding in report.signatures[0].findings], report


LARGE = """
import sys
from pathlib import Path
from app.esign.trust import Trust
from app.esign.verify import verify
report = verify(Path(sys.argv[1]).read_bytes(), "x.pdf", Trust.load(Path(sys.argv[2])))
assert report.valid, report
# not getrusage: that remembers the process that started this one
[peak] = [line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM")]
print(int(peak.split()[1]) // 1024)
"""


@pytest.mark.slow
def test_twenty_megabytes_need_no_more_than_two_hundred(
    pki: TestPki, anna: Held, contract: bytes, tmp_path: Path
) -> None:
    large = PdfWriter(clone_from=PdfReader(io.BytesIO(contract)))
    large.add_attachment("picture.bin", random.Random(1).randbytes(19_000_000))
    out = io.BytesIO()
    large.write(out)
    janis = pki.person("Jānis", "Bērziņš", "321234-56789")
    twice = sign_pdf(sign_pdf(out.getvalue(), anna, pki.tsa, pki.ocsp), janis, pki.tsa, pki.ocsp)
    (tmp_path / "large.pdf").write_bytes(twice)
    anchors = pki.write_anchors(tmp_path / "anchors")
    command = [sys.executable, "-c", LARGE, str(tmp_path / "large.pdf"), str(anchors)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) < 200
