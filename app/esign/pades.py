"""PAdES signatures of a PDF: what each covers, what came after it; the rest is judged as for all."""

from __future__ import annotations

import binascii
import io
import logging
import re
import struct
import zlib
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Final

from asn1crypto import x509 as asn1_x509
from pyhanko.pdf_utils.generic import IndirectObject, StreamObject
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import DEFAULT_DIFF_POLICY, DiffResult, ModificationLevel
from pyhanko.sign.general import CMSExtractionError
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import SignatureCoverageLevel

from app.esign.cms import read_signed
from app.esign.codes import Code, Weight
from app.esign.judging import Proofs, judge
from app.esign.report import Finding, SignatureFound
from app.esign.trust import Trust
from app.esign.wrong import Wrong

SIGNATURES: Final = {"/ETSI.CAdES.detached", "/adbe.pkcs7.detached"}
TIMESTAMP: Final = "/ETSI.RFC3161"
END: Final = b"%%EOF"
MOST_SIGNATURES: Final = 30
MOST_ANSWERS: Final = 200
# what reading a damaged file ends in, seen by changing bytes in thousands of them
DAMAGE: Final = (
    PdfError,
    CMSExtractionError,
    SignatureValidationError,
    ValueError,
    TypeError,
    KeyError,
    AttributeError,
    IndexError,
    AssertionError,
    NotImplementedError,
    OverflowError,
    RecursionError,
    struct.error,
    zlib.error,
)
logging.getLogger("pyhanko").setLevel(logging.CRITICAL)  # what it would say is said in the report


def check_pades(
    data: bytes, trust: Trust, ocsp: Mapping[str, Sequence[bytes]] | None = None
) -> tuple[list[SignatureFound], list[Finding]]:
    """Every signature but document time stamps, and what is wrong with the PDF as a whole."""
    whole = list(_whole(data))
    try:
        reader = PdfFileReader(io.BytesIO(data), strict=False)
        if reader.encrypted:
            return [], [Finding(Code.ENCRYPTED)]
        embedded = list(reader.embedded_signatures)
        if len(embedded) > MOST_SIGNATURES:
            return [], [Finding(Code.TOO_LONG, f"{len(embedded)} signatures")]
        answers = list(_answers(reader))
    except DAMAGE as broken:
        return [], [*whole, Finding(Code.DAMAGED, _about(broken))]
    names = {one.field_name for one in embedded}
    found = []
    later: set[str] = set()  # visible fields of bad signatures that came after
    for one in reversed(embedded):
        if _is_stamp(one):
            continue
        made = _check(one, data, trust, Proofs(b"", ocsp=answers, fetched=ocsp or {}), names)
        if later:
            made.findings.append(Finding(Code.PDF_CHANGED, ", ".join(sorted(later))))
        if _bad(made) and _visible(one):
            later.add(one.field_name)
        found.append(made)
    return found[::-1], whole


def _check(
    one: EmbeddedPdfSignature, data: bytes, trust: Trust, proofs: Proofs, names: set[str]
) -> SignatureFound:
    found = SignatureFound(id=str(one.field_name))
    try:
        kind = str(_of(one.sig_object, "/SubFilter"))
        if kind not in SIGNATURES:
            raise Wrong(Code.PROFILE, kind)
        found.findings += _extent(one, data, names)
        signed = read_signed(one.pkcs7_content, one.compute_digest)
        claimed = signed.claimed_at or _claimed(one)
        if claimed:
            found.claimed_at = claimed.isoformat()
        proofs.certificate, proofs.others = signed.certificate, signed.others
        proofs.stamps = [(token, signed.value) for token in signed.stamps]
        proofs.ocsp = _mine(signed.certificate, [*signed.ocsp, *proofs.ocsp])
        judge(found, proofs, trust, claimed)
    except Wrong as wrong:
        found.findings.append(wrong.finding)
    except DAMAGE as broken:
        found.findings.append(Finding(Code.DAMAGED, _about(broken)))
    found.findings = list(dict.fromkeys(found.findings))
    return found


# ---------------------------------------------------------------- what is covered


def _whole(data: bytes) -> Iterator[Finding]:
    """Nothing stands behind the end, and nothing between the last table and the end."""
    if not data.startswith(b"%PDF-"):
        yield Finding(Code.LEADING_BYTES)
    last = data.rfind(END)
    if last < 0 or data[last + len(END) :].strip(b"\r\n \t"):
        yield Finding(Code.TRAILING_BYTES)
        return
    told = re.search(rb"startxref\s+(\d+)\s+$", data[max(0, last - 64) : last])
    if told is None or data.count(END, int(told[1]), last):
        yield Finding(Code.TRAILING_BYTES, "startxref")


def _extent(one: EmbeddedPdfSignature, data: bytes, names: set[str]) -> Iterator[Finding]:
    """The signature covers a whole revision but itself, and later ones only sign, stamp or prove."""
    if not _gap_is_the_signature(one, data):
        yield Finding(Code.PDF_COVERAGE, "ByteRange")
        return
    one.compute_integrity_info(DEFAULT_DIFF_POLICY)  # type: ignore[no-untyped-call]
    if one.coverage < SignatureCoverageLevel.ENTIRE_REVISION:
        yield Finding(Code.PDF_COVERAGE)
        return
    changes: object = one.diff_result
    if not isinstance(changes, DiffResult):
        yield Finding(Code.PDF_CHANGED, _about(changes))
    elif changes.modification_level > ModificationLevel.FORM_FILLING:
        yield Finding(Code.PDF_CHANGED, changes.modification_level.name)
    elif filled := changes.changed_form_fields - names:
        yield Finding(Code.PDF_CHANGED, ", ".join(sorted(filled)))  # a field that is no signature
    else:
        stamps = (late for late in one.reader.embedded_signatures if _is_stamp(late))
        hiding = [s.field_name for s in stamps if s.field_name in changes.changed_form_fields and _visible(s)]
        if hiding:
            yield Finding(Code.PDF_CHANGED, ", ".join(hiding))


def _gap_is_the_signature(one: EmbeddedPdfSignature, data: bytes) -> bool:
    """What is left out of the digest is the value of this very signature, in hexadecimal, and no more."""
    extent = [int(number) for number in one.byte_range]
    if len(extent) != 4:
        return False
    start, before, after, rest = extent
    if start != 0 or not 0 < before < after <= after + rest <= len(data):
        return False
    gap = data[before:after]
    if gap[:1] != b"<" or gap[-1:] != b">":
        return False
    try:
        return binascii.unhexlify(b"".join(gap[1:-1].split())) == one.pkcs7_content
    except binascii.Error:
        return False


def _visible(one: EmbeddedPdfSignature) -> bool:
    """Whether it draws something over the page."""
    field: Any = one.sig_field
    widgets = [kid.get_object() for kid in _of(field, "/Kids") or ()] or [field]
    for widget in widgets:
        place = [float(number) for number in _of(widget, "/Rect") or ()]
        if "/AP" in widget and len(place) == 4 and place[0] != place[2] and place[1] != place[3]:
            return True
    return False


def _of(dictionary: Any, name: str) -> Any:
    """Followed to where it is kept."""
    return dictionary[name] if name in dictionary else None  # noqa: SIM401  ('get' of pyHanko does not follow)


def _is_stamp(one: EmbeddedPdfSignature) -> bool:
    return str(_of(one.sig_object, "/SubFilter")) == TIMESTAMP


def _bad(found: SignatureFound) -> bool:
    return any(finding.weight is Weight.REFUSE for finding in found.findings)


# ---------------------------------------------------------------- what came along


def _answers(reader: PdfFileReader) -> Iterator[bytes]:
    """The OCSP answers of the document's security store; each is signed by itself."""
    store = _of(reader.root, "/DSS")
    given = _of(store, "/OCSPs") or () if store is not None else ()
    for number, one in enumerate(given):
        stream: Any = one.get_object() if isinstance(one, IndirectObject) else one  # type: ignore[no-untyped-call]
        if number < MOST_ANSWERS and isinstance(stream, StreamObject):
            yield bytes(stream.data)


def _mine(certificate: bytes, answers: Sequence[bytes]) -> list[bytes]:
    """Those that speak of the certificate's number: the store has answers about everybody."""

    serial = asn1_x509.Certificate.load(certificate)["tbs_certificate"]["serial_number"].dump()
    return [answer for answer in answers if serial in answer]


def _claimed(one: EmbeddedPdfSignature) -> datetime | None:
    said = one.self_reported_timestamp
    if said is None:
        return None
    return said.replace(tzinfo=UTC) if said.tzinfo is None else said.astimezone(UTC)


def _about(broken: object) -> str:
    return f"{type(broken).__name__} {broken}"[:200]
