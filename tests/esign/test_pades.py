"""Signed PDFs, as they are and bent in every way that somebody might try."""

import io
import re
from datetime import timedelta
from pathlib import Path

import pytest
from pyhanko.pdf_utils.reader import PdfFileReader
from pypdf import PdfReader, PdfWriter

from app.esign.codes import Code
from app.esign.issued import Issued
from app.esign.making.pades import seal_pdf, sign_pdf
from app.esign.pades import check_pades
from app.esign.report import Format, Report
from app.esign.testing.held import Held
from app.esign.testing.pki import TestPki
from app.esign.testing.profiles import expired
from app.esign.trust import Trust
from app.esign.verify import verify


@pytest.fixture(scope="module")
def anna(pki: TestPki) -> Held:
    return pki.person("Anna", "Ozola", "010180-12345")


@pytest.fixture(scope="module")
def janis(pki: TestPki) -> Held:
    return pki.person("Jānis", "Bērziņš", "321234-56789")


@pytest.fixture(scope="module")
def signed(pki: TestPki, anna: Held, contract: bytes) -> bytes:
    return sign_pdf(contract, anna, pki.tsa, pki.ocsp)


def codes(report: Report) -> list[Code]:
    found = [finding.code for finding in report.findings]
    return found + [finding.code for signature in report.signatures for finding in signature.findings]


def said(data: bytes, trust: Trust) -> list[Code]:
    report = verify(data, "līgums.pdf", trust)
    assert not report.valid
    return codes(report)


def test_a_good_pdf_is_valid_and_told_in_full(signed: bytes, trust: Trust, contract: bytes) -> None:
    report = verify(signed, "līgums.pdf", trust)
    assert report.valid, codes(report)
    assert report.format is Format.PADES
    [signature] = report.signatures
    assert (signature.signer, signature.personal_code) == ("ANNA OZOLA", "010180-12345")
    assert (signature.level, signature.test, signature.covers) == ("B-LT", True, ["līgums.pdf"])
    assert signature.qualified and signature.signed_at and signature.claimed_at
    assert signature.revocation_at >= signature.time[:19]
    assert codes(report) == [Code.TEST]
    assert Report.from_json(report.to_json()) == report


def test_parties_sign_by_turns_and_the_portal_seals(
    pki: TestPki, signed: bytes, janis: Held, trust: Trust
) -> None:
    both = sign_pdf(signed, janis, pki.tsa, pki.ocsp)
    report = verify(seal_pdf(both, pki.seal(), pki.tsa, pki.ocsp), "x.pdf", trust)
    assert report.valid, codes(report)
    assert [(s.personal_code, s.seal) for s in report.signatures] == [
        ("010180-12345", False),
        ("321234-56789", False),
        ("", True),
    ]


def test_without_revocation_it_waits_and_the_answer_may_come_later(
    pki: TestPki, anna: Held, contract: bytes, trust: Trust
) -> None:
    stamped = sign_pdf(contract, anna, pki.tsa)
    report = verify(stamped, "x.pdf", trust)
    [signature] = report.signatures
    assert signature.waits and signature.level == "B-T"
    later = pki.ocsp.ocsp(anna.certificate, at=pki.clock() + timedelta(days=3))
    assert verify(stamped, "x.pdf", trust, ocsp={signature.certificate_sha256: [later]}).valid
    assert said(sign_pdf(contract, anna), trust)[0] is Code.NO_TIMESTAMP


def test_the_issued_document_is_the_beginning_of_the_signed_one(
    signed: bytes, contract: bytes, trust: Trust
) -> None:
    from hashlib import sha256

    issued = Issued(sha256(contract).hexdigest(), len(contract))
    assert verify(signed, "x.pdf", trust, issued=issued).valid
    other = Issued(sha256(contract + b" ").hexdigest(), len(contract) + 1)
    assert Code.NOT_ISSUED_DOCUMENT in codes(verify(signed, "x.pdf", trust, issued=other))


# ---------------------------------------------------------------- who


def test_signers_who_do_not_count(
    pki: TestPki, anna: Held, contract: bytes, trust: Trust, tmp_path: Path
) -> None:
    def sign(who: Held, by: TestPki = pki) -> list[Code]:
        return said(sign_pdf(contract, who, by.tsa, by.ocsp), trust)

    other = pki.impostor(tmp_path)
    assert Code.CHAIN in sign(other.person("Anna", "Ozola", "010180-12345"))
    assert Code.TSA_UNTRUSTED in said(sign_pdf(contract, anna, other.tsa, pki.ocsp), trust)
    assert Code.KEY_USAGE in sign(pki.authenticating("Anna", "Ozola", "010180-12345"))
    start, end = expired(pki.clock())
    assert Code.EXPIRED in sign(pki.person("Anna", "Ozola", "010180-12345", start=start, end=end))
    revoked = pki.person("Revoked", "Ozola", "010180-12345")
    pki.revoke(revoked, pki.clock() - timedelta(days=1))
    assert Code.REVOKED in sign(revoked)


# ---------------------------------------------------------------- what was changed


def test_a_changed_byte_is_noticed(signed: bytes, contract: bytes, trust: Trust) -> None:
    place = contract.index(b"stream") + 200
    assert Code.DIGEST_MISMATCH in said(signed[:place] + b"\0" + signed[place + 1 :], trust)


def test_nothing_stands_behind_the_end(signed: bytes, trust: Trust) -> None:
    assert Code.TRAILING_BYTES in said(signed + b"<script>", trust)
    assert Code.TRAILING_BYTES in said(signed + b"junk\n%%EOF\n", trust)
    start = re.findall(rb"startxref\s+(\d+)", signed)[-1]
    assert Code.TRAILING_BYTES in said(signed + b"junk\nstartxref\n" + start + b"\n%%EOF\n", trust)
    assert verify(signed + b"\r\n", "x.pdf", trust).valid


def test_a_pdf_written_anew_is_not_the_signed_one(signed: bytes, trust: Trust) -> None:
    again = PdfWriter(clone_from=PdfReader(io.BytesIO(signed)))
    out = io.BytesIO()
    again.write(out)
    assert said(out.getvalue(), trust)


def test_an_encrypted_pdf_cannot_be_checked(contract: bytes, trust: Trust) -> None:
    locked = PdfWriter(clone_from=PdfReader(io.BytesIO(contract)))
    locked.encrypt("", "owner", algorithm="AES-256")
    out = io.BytesIO()
    locked.write(out)
    assert said(out.getvalue(), trust) == [Code.ENCRYPTED]


def test_a_pdf_without_signatures(contract: bytes, trust: Trust) -> None:
    assert said(contract, trust) == [Code.NOT_SIGNED]


@pytest.mark.parametrize("part", [0.1, 0.5, 0.9, 0.99])
def test_a_piece_is_never_valid(signed: bytes, trust: Trust, part: float) -> None:
    assert said(signed[: int(len(signed) * part)], trust)


def test_a_signature_of_another_pdf_is_not_of_this_one(
    pki: TestPki, contract: bytes, signed: bytes, trust: Trust
) -> None:
    """The value is put where the other one's was; both are as long."""
    other = sign_pdf(contract + b"\n", pki.person("Anna", "Ozola", "010180-12345"), pki.tsa, pki.ocsp)
    value = re.compile(rb"/Contents\s*<([0-9a-fA-F]+)>")
    theirs, ours = value.search(other), value.search(signed)
    assert theirs and ours and len(theirs[1]) == len(ours[1])
    assert Code.DIGEST_MISMATCH in said(signed.replace(ours[1], theirs[1]), trust)


def test_no_changed_byte_is_accepted_in_what_is_signed(signed: bytes, trust: Trust) -> None:
    """Only what no digest covers may differ: the spare zeros, and the proofs, which are signed themselves."""
    [own] = PdfFileReader(io.BytesIO(signed)).embedded_signatures
    _start, before, after, rest = (int(number) for number in own.byte_range)
    step = max(1, len(signed) // 160)
    for place in range(0, len(signed), step):
        mutated = bytearray(signed)
        mutated[place] ^= 0x11
        report = verify(bytes(mutated), "x.pdf", trust)
        if report.valid:
            assert before < place < after or place >= after + rest, place
        else:
            assert codes(report)


def test_pyhanko_stays_silent(signed: bytes, trust: Trust, caplog: pytest.LogCaptureFixture) -> None:
    check_pades(signed[:-400], trust)
    assert not caplog.records
