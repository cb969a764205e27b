"""Containers made by the test authority, as they are and bent in every way that somebody might try."""

import io
import zipfile
from collections.abc import Callable
from datetime import timedelta

import pytest

from app.esign.codes import Code
from app.esign.issued import Issued
from app.esign.making.asice import merge, sign_asice
from app.esign.report import Format, Report
from app.esign.testing.pki import TestPki
from app.esign.trust import Trust
from app.esign.verify import verify

FILE = ("līgums+1.pdf", b"%PDF-1.7 contract" + bytes(3000), "application/pdf")


@pytest.fixture(scope="session")
def signed(pki: TestPki) -> bytes:
    anna = pki.person("Anna", "Ozola", "010180-12345")
    return sign_asice([FILE], anna, pki.tsa, pki.ocsp)


def codes(report: Report) -> list[Code]:
    found = [finding.code for finding in report.findings]
    return found + [finding.code for signature in report.signatures for finding in signature.findings]


def test_a_good_container_is_valid_and_told_in_full(signed: bytes, trust: Trust) -> None:
    report = verify(signed, "līgums.edoc", trust)
    assert report.valid and report.format is Format.ASIC_E
    [signature] = report.signatures
    assert (signature.signer, signature.personal_code) == ("ANNA OZOLA", "010180-12345")
    assert (signature.level, signature.test, signature.covers) == ("B-LT", True, [FILE[0]])
    assert signature.qualified and signature.signed_at and signature.revocation_at >= signature.time[:19]
    assert codes(report) == [Code.TEST]
    [file] = report.files
    assert (file.name, file.size, file.media_type) == (FILE[0], len(FILE[1]), FILE[2])
    assert Report.from_json(report.to_json()) == report


def test_many_sign_one_container(pki: TestPki, trust: Trust, signed: bytes) -> None:
    janis = sign_asice([FILE], pki.person("Jānis", "Bērziņš", "32123456789"), pki.tsa, pki.ocsp)
    seal = sign_asice([FILE], pki.seal(), pki.tsa, pki.ocsp)
    report = verify(merge([signed, janis, seal]), "x.asice", trust)
    assert report.valid
    who = [(s.signer, s.personal_code, s.organisation_code, s.seal) for s in report.signatures]
    assert who == [
        ("ANNA OZOLA", "010180-12345", "", False),
        ("JĀNIS BĒRZIŅŠ", "321234-56789", "", False),
        ("DVB portāls TESTA", "", "90000000000", True),
    ]


def test_who_signs_twice_is_counted_once(pki: TestPki, trust: Trust, signed: bytes) -> None:
    again = sign_asice([FILE], pki.person("Anna", "Ozola", "010180-12345"), pki.tsa, pki.ocsp)
    report = verify(merge([signed, again]), "x.asice", trust)
    assert report.valid
    assert [Code.SAME_SIGNER_TWICE in [f.code for f in s.findings] for s in report.signatures] == [
        False,
        True,
    ]


def test_without_revocation_it_waits_until_the_answer_is_fetched(pki: TestPki, trust: Trust) -> None:
    zane = pki.person("Zane", "Liepa", "010180-12346")
    data = sign_asice([FILE], zane, pki.tsa)
    report = verify(data, "x.asice", trust)
    [signature] = report.signatures
    assert signature.waits and not report.valid and signature.level == "B-T"
    assert codes(report) == [Code.TEST, Code.NO_REVOCATION]
    answer = pki.ocsp.ocsp(zane.certificate, at=pki.clock() + timedelta(days=3))
    report = verify(data, "x.asice", trust, ocsp={signature.certificate_sha256: [answer]})
    assert report.valid


def test_without_a_time_stamp_nothing_is_proved(pki: TestPki, trust: Trust) -> None:
    data = sign_asice([FILE], pki.person("Zane", "Liepa", "010180-12346"))
    report = verify(data, "x.asice", trust)
    assert codes(report) == [Code.NO_TIMESTAMP, Code.TEST, Code.NO_REVOCATION]
    assert not report.valid and not report.signatures[0].waits


def test_nobody_is_trusted_without_a_list(signed: bytes) -> None:
    report = verify(signed, "x.asice", Trust(()))
    assert Code.TSA_UNTRUSTED in codes(report) and Code.CHAIN in codes(report)


def test_it_must_be_the_file_that_was_issued(signed: bytes, trust: Trust) -> None:
    import hashlib

    mine = hashlib.sha256(FILE[1]).hexdigest()
    assert verify(signed, "x", trust, issued=Issued(mine, len(FILE[1]))).valid
    other = verify(signed, "x", trust, issued=Issued("0" * 64, 7))
    assert codes(other)[0] is Code.NOT_ISSUED_DOCUMENT and not other.valid
    old = verify(signed, "x", trust, issued=Issued("0" * 64, 7, older=(mine,)))
    assert codes(old)[0] is Code.OLD_VERSION


def rewritten(data: bytes, change: Callable[[str, bytes], bytes | None]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w") as new:
        for entry in old.infolist():
            bent = change(entry.filename, old.read(entry))
            if bent is not None:
                new.writestr(entry, bent)
    return made.getvalue()


def in_xml(old: bytes, new: bytes) -> Callable[[str, bytes], bytes]:
    def change(name: str, data: bytes) -> bytes:
        if "signatures" not in name:
            return data
        assert old in data
        return data.replace(old, new, 1)

    return change


BENT: dict[str, tuple[Callable[[str, bytes], bytes | None], Code]] = {
    "the document": (lambda n, d: d.replace(b"contract", b"contrast"), Code.DIGEST_MISMATCH),
    "the claimed time": (
        in_xml(b"Z</xades:SigningTime>", b"+02:00</xades:SigningTime>"),
        Code.SIGNED_PROPERTIES,
    ),
    "a document type": (in_xml(b"<asic:", b"<!DOCTYPE x><asic:"), Code.XML_FORBIDDEN),
    "a comment": (in_xml(b"</xades:SigningTime>", b"<!--x--></xades:SigningTime>"), Code.XML_FORBIDDEN),
    "an instruction": (in_xml(b"</xades:SigningTime>", b"<?x y?></xades:SigningTime>"), Code.XML_FORBIDDEN),
    "an xml: attribute": (in_xml(b"<ds:SignedInfo", b'<ds:SignedInfo xml:base="x"'), Code.XML_FORBIDDEN),
    "no type for HMAC": (in_xml(b"xmldsig-more#ecdsa-sha256", b"xmldsig-more#hmac-sha256"), Code.ALGORITHM),
    "SHA-1": (in_xml(b"xmldsig-more#ecdsa-sha256", b"xmldsig-more#ecdsa-sha1"), Code.WEAK_DIGEST),
    "another algorithm": (in_xml(b"#ecdsa-sha256", b"#ecdsa-sha384"), Code.SIGNATURE_VALUE),
    "an address outside": (in_xml(b'URI="l', b'URI="http://169.254.169.254/l'), Code.REFERENCE),
    "a transform": (
        in_xml(
            b"<ds:DigestMethod",
            b'<ds:Transforms><ds:Transform Algorithm="x"/></ds:Transforms><ds:DigestMethod',
        ),
        Code.TRANSFORM,
    ),
    "another target": (in_xml(b'Target="#', b'Target="#x'), Code.SIGNED_PROPERTIES),
    "no list of contents": (lambda n, d: None if "manifest" in n else d, Code.MANIFEST_MISMATCH),
    "no document": (lambda n, d: None if n.endswith("pdf") else d, Code.REFERENCE),
}


@pytest.mark.parametrize("name", BENT)
def test_what_is_bent_is_refused_by_its_code(name: str, signed: bytes, trust: Trust) -> None:
    change, code = BENT[name]
    report = verify(rewritten(signed, change), "x.asice", trust)
    assert not report.valid and code in codes(report)


@pytest.mark.parametrize(
    "data", [b"", b"PK", b"PK\x03\x04", b"hello", bytes(100), b"PK\x03\x04" + bytes(500)]
)
def test_whatever_it_is_a_report_comes_back(data: bytes, trust: Trust) -> None:
    assert not verify(data, "x", trust).valid


def test_what_is_too_large_is_not_even_opened(trust: Trust) -> None:
    assert codes(verify(bytes(30 * 1024 * 1024 + 1), "x", trust)) == [Code.TOO_LARGE]
