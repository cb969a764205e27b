"""Every attack on a container is refused, and for the right reason."""

from hashlib import sha256

import pytest

from app.esign.codes import Code
from app.esign.making.asice import sign_asice
from app.esign.trust import Trust
from app.esign.verify import Issued, verify
from tests.esign.attacks import markup, trusting, wrapping, zips
from tests.esign.attacks.scene import NAME, PDF, Check, Scene, codes, refused


@pytest.mark.parametrize("name", zips.attack.known)
def test_container(name: str, scene: Scene, check: Check) -> None:
    maker, expected = zips.attack.known[name]
    refused(check(maker(scene)), expected)


@pytest.mark.parametrize("name", markup.attack.known)
def test_markup(name: str, scene: Scene, check: Check) -> None:
    maker, expected = markup.attack.known[name]
    refused(check(maker(scene)), expected)


@pytest.mark.parametrize("name", wrapping.attack.known)
def test_wrapping(name: str, scene: Scene, check: Check) -> None:
    maker, expected = wrapping.attack.known[name]
    refused(check(maker(scene)), expected)


@pytest.mark.parametrize("name", trusting.known)
def test_trust_in_a_container(name: str, scene: Scene, check: Check) -> None:
    maker, expected = trusting.known[name]
    refused(check(sign_asice([(NAME, scene.contract, PDF)], *maker(scene))), expected)


def test_the_good_one_is_good(scene: Scene, check: Check) -> None:
    report = check(scene.good)
    assert report.valid and codes(report) <= {Code.TEST}
    [signature] = report.signatures
    assert (signature.personal_code, signature.level) == ("010180-12345", "B-LT")


def test_revoked_after_it_was_signed_is_good(scene: Scene, check: Check) -> None:
    means = trusting.revoked_an_hour_later(scene)
    assert check(sign_asice([(NAME, scene.contract, PDF)], *means)).valid


def test_waiting_is_not_refusing(scene: Scene, check: Check, trust: Trust) -> None:
    """Without an answer about revocation the signature waits; with one fetched later it is good."""
    data = sign_asice([(NAME, scene.contract, PDF)], scene.anna, scene.pki.tsa)
    [signature] = check(data).signatures
    assert signature.waits and not signature.valid
    answers = {signature.certificate_sha256: [scene.pki.ocsp.ocsp(scene.anna.certificate)]}
    assert verify(data, "x.asice", trust, ocsp=answers).valid


def test_another_document_than_the_issued_one(scene: Scene, trust: Trust) -> None:
    issued = Issued(sha256(b"new").hexdigest(), 3)
    assert Code.NOT_ISSUED_DOCUMENT in codes(verify(scene.good, "x.asice", trust, issued=issued))
    replay = Issued(sha256(b"new").hexdigest(), 3, older=(sha256(scene.contract).hexdigest(),))
    assert Code.OLD_VERSION in codes(verify(scene.good, "x.asice", trust, issued=replay))
    right = Issued(sha256(scene.contract).hexdigest(), len(scene.contract))
    assert verify(scene.good, "x.asice", trust, issued=right).valid
