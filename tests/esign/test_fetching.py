"""Revocation asked for over HTTP, from the test authority."""

import pytest
from cryptography.x509 import ocsp

from app.esign.fetching import fetch_ocsp, ocsp_request, responder_of
from app.esign.making.pades import sign_pdf
from app.esign.testing.pki import TestPki
from app.esign.trust import Trust
from app.esign.verify import verify
from app.kit.outside import Unreachable


def test_a_waiting_signature_becomes_valid_by_what_was_fetched(
    pki: TestPki, trust: Trust, contract: bytes
) -> None:
    anna = pki.person("Anna", "Ozola", "010180-12345")
    stamped = sign_pdf(contract, anna, pki.tsa)
    [signature] = verify(stamped, "x.pdf", trust).signatures
    assert signature.waits
    answer = fetch_ocsp(anna.certificate, pki.ica.certificate, private=True)
    again = verify(stamped, "x.pdf", trust, ocsp={signature.certificate_sha256: [answer]})
    assert again.valid
    assert again.signatures[0].revocation_at


def test_the_address_is_the_one_in_the_certificate(pki: TestPki) -> None:
    anna = pki.person("Anna", "Ozola", "010180-12345")
    assert responder_of(anna.certificate) == f"{pki.address}/ocsp"
    assert not responder_of(pki.ica.certificate)
    assert not responder_of(b"nonsense")


def test_our_own_network_is_not_asked_for_a_strangers_certificate(pki: TestPki) -> None:
    anna = pki.person("Anna", "Ozola", "010180-12345")
    with pytest.raises(Unreachable, match="our own network"):
        fetch_ocsp(anna.certificate, pki.ica.certificate)


def test_what_is_no_answer_is_not_kept(pki: TestPki) -> None:
    anna = pki.person("Anna", "Ozola", "010180-12345")
    with pytest.raises(Unreachable, match="no answer about revocation"):
        fetch_ocsp(anna.certificate, pki.ica.certificate, f"{pki.address}/ica.crt", private=True)
    with pytest.raises(Unreachable, match="names no responder"):
        fetch_ocsp(pki.ica.certificate, pki.ica.certificate, private=True)


def test_the_request_names_the_certificate(pki: TestPki) -> None:
    anna = pki.person("Anna", "Ozola", "010180-12345")
    asked = ocsp.load_der_ocsp_request(ocsp_request(anna.certificate, pki.ica.certificate))
    assert asked.serial_number == anna.known.serial_number
