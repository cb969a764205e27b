"""Whether a certificate was fit for its purpose and came from a trusted service, at a moment."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from functools import lru_cache
from typing import Final

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID as Eku

from app.esign.anchors import Anchor, Purpose
from app.esign.codes import Code
from app.esign.extensions import Extensions, extensions
from app.esign.identity import called
from app.esign.report import Finding
from app.esign.trust import Trust

RSA_LEAST, EC_LEAST = 2048, 256
# Issuers and responders signed with SHA-1 until somebody could make two texts of one digest (February 2017);
# what a person or a time stamp signs is refused with SHA-1 whenever it was made.
SHA1_UNTIL: Final = datetime(2017, 1, 1, tzinfo=UTC)
USAGES: Final = {
    Purpose.TSA: Eku.TIME_STAMPING.dotted_string,
    Purpose.OCSP: Eku.OCSP_SIGNING.dotted_string,
}


def path_findings(
    certificate: bytes, trust: Trust, purpose: Purpose, at: datetime
) -> tuple[list[Finding], Anchor | None]:
    """What is wrong with the certificate at that moment, and the service that it rests on.

    A signer's certificate must be issued by a listed issuer itself: what stands between would need revocation
    of its own, and no Baltic issuer has anything there. A time stamp authority or a responder may be listed
    by its own certificate.
    """
    try:
        read = x509.load_der_x509_certificate(certificate)
        name = called(read.subject)
        findings = [Finding(code, name) for code in _faults(read, extensions(certificate), purpose, at)]
        anchor, codes = _anchor(read, trust, purpose, at)
    except (ValueError, TypeError, UnsupportedAlgorithm) as broken:
        return [Finding(Code.BAD_CERTIFICATE, str(broken)[:200])], None
    return [*findings, *(Finding(code, called(read.issuer)) for code in codes)], anchor


def weak_key(certificate: x509.Certificate) -> bool:
    """Shorter than RSA 2048 or EC 256, or of another kind; raises ValueError for a malformed one."""
    key = certificate.public_key()
    if isinstance(key, rsa.RSAPublicKey):
        return key.key_size < RSA_LEAST
    return not isinstance(key, ec.EllipticCurvePublicKey) or key.key_size < EC_LEAST


def issued_by(certificate: x509.Certificate, issuer: x509.Certificate) -> bool:
    """Whether the issuer's key signed it, under the issuer's name."""
    try:
        if _of_the_time_of_sha1(certificate):
            return _issued_with_sha1(certificate, issuer)
        certificate.verify_directly_issued_by(issuer)
    except (InvalidSignature, ValueError, TypeError, UnsupportedAlgorithm):
        return False
    return True


def _of_the_time_of_sha1(certificate: x509.Certificate) -> bool:
    old = certificate.not_valid_before_utc < SHA1_UNTIL
    return old and isinstance(certificate.signature_hash_algorithm, hashes.SHA1)


def _issued_with_sha1(certificate: x509.Certificate, issuer: x509.Certificate) -> bool:
    key = issuer.public_key()
    if certificate.issuer != issuer.subject or not isinstance(key, rsa.RSAPublicKey):
        return False
    key.verify(certificate.signature, certificate.tbs_certificate_bytes, padding.PKCS1v15(), hashes.SHA1())  # noqa: S303
    return True


def _anchor(
    certificate: x509.Certificate, trust: Trust, purpose: Purpose, at: datetime
) -> tuple[Anchor | None, list[Code]]:
    itself = [] if purpose is Purpose.CA else trust.named(purpose, certificate.subject)
    found = [anchor for anchor in itself if anchor.is_of(certificate)]
    above = [anchor for anchor in trust.named(purpose, certificate.issuer) if _made(certificate, anchor)]
    for anchor in [*found, *above]:
        if anchor.trusted_at(at):
            return anchor, []
    return next(iter([*found, *above]), None), [Code.CHAIN]


def _made(certificate: x509.Certificate, anchor: Anchor) -> bool:
    return _issued(certificate, anchor.certificate)


@lru_cache(maxsize=512)
def _issued(certificate: x509.Certificate, issuer: bytes) -> bool:
    return issued_by(certificate, x509.load_der_x509_certificate(issuer))


def _faults(
    certificate: x509.Certificate, told: Extensions, purpose: Purpose, at: datetime
) -> Iterator[Code]:
    if weak_key(certificate):
        yield Code.WEAK_KEY
    if not certificate.not_valid_before_utc <= at <= certificate.not_valid_after_utc:
        yield Code.EXPIRED
    if not _fit(told, purpose):
        yield Code.KEY_USAGE


def _fit(told: Extensions, purpose: Purpose) -> bool:
    if told.unknown or told.authority:
        return False
    return told.signs if purpose is Purpose.CA else USAGES[purpose] in told.usages
