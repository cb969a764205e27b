"""What the portal makes is sound by other people's programs."""

import base64
import zipfile
from pathlib import Path

import pytest
from asn1crypto import cms
from lxml import etree
from pyhanko.pdf_utils.reader import PdfFileReader

from app.esign.making.asice import build_container, merge, nest, sign_asice
from app.esign.making.keys import digest
from app.esign.making.pades import seal_pdf, sign_pdf
from app.esign.making.xades import DS, XADES, canonical, finish_xades, prepare_xades
from app.esign.testing.held import Held
from app.esign.testing.pki import TestPki, pem
from app.kit import clock
from tests.esign.oracles import needs, pdfsig, qpdf, run, xmlsec

TEXT = ("Līgums (1) test+test & co.txt", "Līgums par praksi\n".encode(), "text/plain")


@pytest.fixture
def anna(pki: TestPki) -> Held:
    return pki.person("Anna", "Ozoliņa", "010180-12345")


@pytest.fixture
def juris(pki: TestPki) -> Held:
    return pki.person("Juris", "Kalniņš", "020280-12345")


def kept(folder: Path, name: str, data: bytes) -> Path:
    (folder / name).write_bytes(data)
    return folder / name


def test_a_container_verifies_with_xmlsec1(pki: TestPki, anna: Held, contract: bytes, tmp_path: Path) -> None:
    files = [("līgums.pdf", contract, "application/pdf"), TEXT]
    made = kept(tmp_path, "c.asice", sign_asice(files, anna, pki.tsa, pki.ocsp))
    [said] = xmlsec(made, tmp_path / "d")
    assert "OK" in said and "SignedInfo References (ok/all): 3/3" in said
    with zipfile.ZipFile(made) as opened:
        first = opened.infolist()[0]
        assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)


def test_a_changed_file_does_not(pki: TestPki, anna: Held, tmp_path: Path) -> None:
    signed = sign_asice([TEXT], anna, pki.tsa, pki.ocsp)
    with zipfile.ZipFile(kept(tmp_path, "c.asice", signed)) as opened:
        signature = opened.read("META-INF/signatures0.xml")
    changed = build_container([(TEXT[0], b"changed", TEXT[2])], [signature])
    with pytest.raises(AssertionError, match="FAIL"):
        xmlsec(kept(tmp_path, "x.asice", changed), tmp_path / "d")


def test_what_was_prepared_is_finished_later_from_its_bytes(pki: TestPki, anna: Held, tmp_path: Path) -> None:
    prepared = prepare_xades([TEXT], anna.certificate, clock.now())
    again = type(prepared).read(prepared.xml)
    assert again == prepared
    done = finish_xades(again, anna.sign(again.digest), anna.chain, pki.tsa, pki.ocsp)
    [said] = xmlsec(kept(tmp_path, "c.asice", build_container([TEXT], [done])), tmp_path / "d")
    assert "OK" in said


def test_signatures_made_apart_are_merged(pki: TestPki, anna: Held, juris: Held, tmp_path: Path) -> None:
    apart = [sign_asice([TEXT], held, pki.tsa, pki.ocsp) for held in (anna, juris, anna)]
    merged = merge([apart[0], apart[1], apart[0]])
    said = xmlsec(kept(tmp_path, "c.asice", merged), tmp_path / "d")
    assert len(said) == 2 and all("OK" in one for one in said)
    assert merge([merged, apart[1]]) == merged


def test_nested_and_sealed(pki: TestPki, anna: Held, tmp_path: Path) -> None:
    inner = sign_asice([TEXT], anna, pki.tsa, pki.ocsp)
    whole = sign_asice(nest([("līgums.asice", inner)], [TEXT]), pki.seal(), pki.tsa, pki.ocsp)
    [said] = xmlsec(kept(tmp_path, "c.asice", whole), tmp_path / "outer")
    assert "OK" in said
    [said] = xmlsec(tmp_path / "outer" / "līgums.asice", tmp_path / "inner")
    assert "OK" in said


def test_time_stamp_and_revocation_verify_with_openssl(pki: TestPki, anna: Held, tmp_path: Path) -> None:
    needs("openssl")
    with zipfile.ZipFile(kept(tmp_path, "c.asice", sign_asice([TEXT], anna, pki.tsa, pki.ocsp))) as opened:
        root = etree.fromstring(opened.read("META-INF/signatures0.xml"))
    inside = {tag: base64.b64decode(root.findtext(f".//{{{XADES}}}Encapsulated{tag}")) for tag in VALUES}
    files = {
        "token": inside["TimeStamp"],
        "answer": inside["OCSPValue"],
        "data": canonical(root.find(f".//{{{DS}}}SignatureValue")),
        "ica.pem": pem(inside["X509Certificate"]),
        "anna.pem": pem(anna.certificate),
    }
    token, answer, data, ica, who = (kept(tmp_path, name, content) for name, content in files.items())
    trusted = ("-CAfile", pki.folder / "root.pem")
    said = run("openssl", "ts", "-verify", "-token_in", "-in", token, "-data", data, *trusted)
    assert "Verification: OK" in said
    ask = ("-respin", answer, "-issuer", ica, "-cert", who, "-verify_other", ica, *trusted)
    said = run("openssl", "ocsp", *ask)
    assert "Response verify OK" in said and "anna.pem: good" in said


VALUES = ("TimeStamp", "OCSPValue", "X509Certificate")


def test_a_pdf_with_seal_and_signatures(
    pki: TestPki, anna: Held, juris: Held, contract: bytes, tmp_path: Path
) -> None:
    pdf = contract
    for sign, key in ((seal_pdf, pki.seal()), (sign_pdf, anna), (sign_pdf, juris)):
        before, pdf = pdf, sign(pdf, key, pki.tsa, pki.ocsp)
        assert pdf.startswith(before)
    file = kept(tmp_path, "c.pdf", pdf)
    found = pdfsig(file)
    assert len(found) == 3
    assert all("Signature is Valid" in one and "ETSI.CAdES.detached" in one for one in found)
    assert ["ANNA OZOLIŅA" in one for one in found] == [False, True, False]
    assert "No syntax or stream encoding errors found" in qpdf(file)
    assert b"pdfaid" in pdf


def test_the_proof_in_a_pdf_is_younger_than_its_time_stamp(
    pki: TestPki, contract: bytes, tmp_path: Path
) -> None:
    pdf = seal_pdf(contract, pki.seal(), pki.tsa, pki.ocsp)
    file = kept(tmp_path, "c.pdf", pdf)
    with file.open("rb") as opened:
        reader = PdfFileReader(opened)
        [signature] = reader.embedded_signatures
        [stamp] = [
            a
            for a in signature.signer_info["unsigned_attrs"]
            if a["type"].native.startswith("signature_time")
        ]
        info = cms.ContentInfo.load(stamp["values"][0].dump())["content"]["encap_content_info"][
            "content"
        ].parsed
        [kept_answer] = reader.root["/DSS"]["/OCSPs"]
        answer = kept_answer.get_object().data
    (tmp_path / "answer").write_bytes(answer)
    ica = kept(tmp_path, "ica.pem", pem(pki.ica.certificate))
    who = kept(tmp_path, "seal.pem", pem(pki.seal().certificate))
    ask = ("-respin", tmp_path / "answer", "-issuer", ica, "-cert", who, "-verify_other", ica)
    said = run("openssl", "ocsp", *ask, "-CAfile", pki.folder / "root.pem")
    assert "seal.pem: good" in said
    assert info["message_imprint"]["hashed_message"].native == digest(
        signature.signer_info["signature"].native
    )
