"""Asking a responder whether a certificate was revoked; only in jobs, while nobody waits for a page."""

from __future__ import annotations

from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509 import ocsp
from cryptography.x509.oid import AuthorityInformationAccessOID as Access

from app.kit.outside import Asked, Limits, Unreachable, ask

LARGEST: Final = 100_000
HEADERS: Final = {"Content-Type": "application/ocsp-request", "Accept": "application/ocsp-response"}


def responder_of(certificate: bytes) -> str:
    """The address that the certificate itself names, by http or https; empty when there is none."""
    try:
        extensions = x509.load_der_x509_certificate(certificate).extensions
        named = extensions.get_extension_for_class(x509.AuthorityInformationAccess).value
    except (ValueError, x509.ExtensionNotFound):
        return ""
    for one in named:
        place = one.access_location
        if one.access_method == Access.OCSP and isinstance(place, x509.UniformResourceIdentifier):
            return place.value
    return ""


def ocsp_request(certificate: bytes, issuer: bytes) -> bytes:
    """Names the certificate as every responder understands it; SHA-1 is a name here, not a proof."""
    own, above = x509.load_der_x509_certificate(certificate), x509.load_der_x509_certificate(issuer)
    asked = ocsp.OCSPRequestBuilder().add_certificate(own, above, SHA1()).build()  # noqa: S303
    return asked.public_bytes(Encoding.DER)


def fetch_ocsp(certificate: bytes, issuer: bytes, url: str | None = None, *, private: bool = False) -> bytes:
    """The responder's answer, unread: `read_ocsp` judges it. Raises `Unreachable`.

    A certificate comes from a stranger's file: its address is spoken to only after its issuer was found in
    the lists, and never inside our own network (`private` is for the test authority).
    """
    address = url or responder_of(certificate)
    if not address:
        raise Unreachable("the certificate names no responder")
    try:
        body = ocsp_request(certificate, issuer)
    except ValueError as broken:
        raise Unreachable(f"the certificate cannot be asked about: {broken}") from broken
    answer = ask(Asked(address, body, HEADERS), Limits(largest=LARGEST, private=private))
    try:
        ocsp.load_der_ocsp_response(answer)
    except ValueError as broken:
        raise Unreachable("what came back is no answer about revocation") from broken
    return answer
