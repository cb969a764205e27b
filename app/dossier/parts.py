"""The proofs inside signed containers, laid out one by one as OpenSSL reads them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from asn1crypto import ocsp
from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.serialization import Encoding

from app.esign import cms
from app.esign.container import open_container
from app.esign.wrong import Wrong
from app.esign.xml_signature import Written, signatures_in, written

Part = tuple[str, bytes, str]
ABOUT: Final = {
    "vertiba.xml": "paraksta vērtība, uz kuru attiecas laika zīmogs",
    "laiks.tst": "laika zīmogs (RFC 3161)",
    "laika-zimogs.pem": "laika zīmoga devēja sertifikāts",
    "ocsp.der": "atbilde par sertifikāta atsaukšanu (OCSP)",
    "parakstitajs.pem": "parakstītāja sertifikāts",
    "izdevejs.pem": "parakstītāja sertifikāta izdevējs",
}


def parts_of(container: bytes) -> Iterator[tuple[int, list[Part]]]:
    """For each signature of a container its number and its parts; what cannot be read has none."""
    opened = open_container(container)
    number = 0
    for name, data in opened.signatures.items():
        try:
            for element in signatures_in(data, name):
                number += 1
                yield number, [(file, made, ABOUT[file]) for file, made in _parts(written(element))]
        except (Wrong, *cms.STRUCTURE):
            continue


def _parts(made: Written) -> Iterator[tuple[str, bytes]]:
    signer = made.certificates[0]
    yield "parakstitajs.pem", _pem(signer)
    if made.stamps:
        stamp = made.stamps[0]
        yield "vertiba.xml", stamp.shape.of(made.value_element)
        yield "laiks.tst", stamp.token
        yield "laika-zimogs.pem", _pem(cms.read_signed(stamp.token).certificate)
    issuer = _issuer(signer, [*made.certificates, *made.others])
    answer = next((each for each in made.ocsp if _is_about(each, signer)), None)
    if issuer and answer:
        yield "izdevejs.pem", _pem(issuer)
        yield "ocsp.der", answer


def _issuer(certificate: bytes, others: list[bytes]) -> bytes | None:
    own = x509.load_der_x509_certificate(certificate)
    for other in others:
        try:
            own.verify_directly_issued_by(x509.load_der_x509_certificate(other))
            return other
        except (ValueError, TypeError, InvalidSignature, UnsupportedAlgorithm):
            continue
    return None


def _is_about(answer: bytes, certificate: bytes) -> bool:
    serial = x509.load_der_x509_certificate(certificate).serial_number
    try:
        told = ocsp.OCSPResponse.load(answer).response_data["responses"]
        return any(each["cert_id"]["serial_number"].native == serial for each in told)
    except (ValueError, TypeError, KeyError):
        return False


def _pem(certificate: bytes) -> bytes:
    return x509.load_der_x509_certificate(certificate).public_bytes(Encoding.PEM)
