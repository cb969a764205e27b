"""Every attack on a PDF is refused, and for the right reason."""

from hashlib import sha256

import pytest

from app.esign.codes import Code
from app.esign.making.pades import sign_pdf
from app.esign.trust import Trust
from app.esign.verify import Issued, verify
from tests.esign.attacks import pdfs, trusting
from tests.esign.attacks.scene import Check, Scene, codes, refused


@pytest.mark.parametrize("name", pdfs.attack.known)
def test_pdf(name: str, scene: Scene, check: Check) -> None:
    maker, expected = pdfs.attack.known[name]
    refused(check(maker(scene)), expected)


@pytest.mark.parametrize("name", trusting.known)
def test_trust_in_a_pdf(name: str, scene: Scene, check: Check) -> None:
    maker, expected = trusting.known[name]
    refused(check(sign_pdf(scene.contract, *maker(scene))), expected)


def test_the_good_one_is_good(scene: Scene, check: Check) -> None:
    report = check(scene.good_pdf)
    assert report.valid and codes(report) <= {Code.TEST}
    [signature] = report.signatures
    assert (signature.personal_code, signature.level) == ("010180-12345", "B-LT")


def test_revoked_after_it_was_signed_is_good(scene: Scene, check: Check) -> None:
    means = trusting.revoked_an_hour_later(scene)
    assert check(sign_pdf(scene.contract, *means)).valid


def test_waiting_is_not_refusing(scene: Scene, check: Check, trust: Trust) -> None:
    """Without an answer about revocation the signature waits; with one fetched later it is good."""
    data = sign_pdf(scene.contract, scene.anna, scene.pki.tsa)
    [signature] = check(data).signatures
    assert signature.waits and not signature.valid
    answers = {signature.certificate_sha256: [scene.pki.ocsp.ocsp(scene.anna.certificate)]}
    assert verify(data, "x.pdf", trust, ocsp=answers).valid


def test_another_document_than_the_issued_one(scene: Scene, trust: Trust) -> None:
    issued = Issued(sha256(b"new").hexdigest(), 3)
    assert Code.NOT_ISSUED_DOCUMENT in codes(verify(scene.good_pdf, "x.pdf", trust, issued=issued))
    replay = Issued(sha256(b"new").hexdigest(), 3, older=(sha256(scene.contract).hexdigest(),))
    assert Code.OLD_VERSION in codes(verify(scene.good_pdf, "x.pdf", trust, issued=replay))
    right = Issued(sha256(scene.contract).hexdigest(), len(scene.contract))
    assert verify(scene.good_pdf, "x.pdf", trust, issued=right).valid
