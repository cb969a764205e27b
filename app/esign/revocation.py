"""OCSP answers (RFC 6960): about this certificate, by somebody who may, after the time stamp."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from cryptography.x509 import ocsp
from cryptography.x509.oid import ExtendedKeyUsageOID as Eku
from cryptography.x509.oid import SignatureAlgorithmOID as Method

from app.esign.anchors import Purpose
from app.esign.chain import SHA1_UNTIL, issued_by, weak_key
from app.esign.codes import Code, Weight
from app.esign.extensions import extensions
from app.esign.identity import called
from app.esign.report import Finding
from app.esign.trust import Trust

WITHIN: Final = timedelta(hours=24)
ACCEPTED: Final = (hashes.SHA256, hashes.SHA384, hashes.SHA512)
NAMED: Final = {"sha1": hashlib.sha1, "sha256": hashlib.sha256, "sha384": hashlib.sha384}
PSS: Final = Method.RSASSA_PSS


@dataclass
class Revocation:
    """Until when the certificate is known to have been good; without `produced_at` nothing says so."""

    produced_at: datetime | None = None
    findings: list[Finding] = field(default_factory=list)
    answer: bytes = b""

    @property
    def good(self) -> bool:
        """Nothing speaks against it."""
        return all(finding.weight is Weight.NOTE for finding in self.findings)


def read_ocsp(
    answers: Sequence[bytes],
    certificate: bytes,
    issuer: bytes,
    trust: Trust,
    stamped_at: datetime,
    *,
    late: bool = False,
) -> Revocation:
    """The answer that counts: one that says revoked, else one without fault, else the nearest to it.

    `late` is for answers that the portal fetched itself, whenever that was: good later means good then.
    """
    if not answers:
        return Revocation(findings=[Finding(Code.NO_REVOCATION)])
    try:
        asked = _Asked(x509.load_der_x509_certificate(certificate), x509.load_der_x509_certificate(issuer))
    except ValueError as broken:
        return Revocation(findings=[Finding(Code.BAD_CERTIFICATE, str(broken)[:200])])
    read = [asked.judged(answer, trust, stamped_at, late) for answer in answers]
    return min(read, key=_rank)


def _rank(revocation: Revocation) -> int:
    codes = [finding.code for finding in revocation.findings]
    if codes == [Code.REVOKED]:
        return 0  # rightly answered: no other answer outweighs it
    if not codes:
        return 1
    return 3 if Code.OCSP_OTHER_CERTIFICATE in codes else 2


@dataclass(frozen=True)
class _Asked:
    certificate: x509.Certificate
    issuer: x509.Certificate

    def judged(self, answer: bytes, trust: Trust, stamped_at: datetime, late: bool) -> Revocation:
        try:
            read = ocsp.load_der_ocsp_response(answer)
            if read.response_status is not ocsp.OCSPResponseStatus.SUCCESSFUL:
                return Revocation(findings=[Finding(Code.NO_REVOCATION, read.response_status.name)])
            single = next((one for one in read.responses if self._is_mine(one)), None)
            if single is None:
                return Revocation(findings=[Finding(Code.OCSP_OTHER_CERTIFICATE)])
            findings = [*self._source(read, trust), *self._said(single, stamped_at)]
            if not _in_time(read, single, stamped_at, late, self.certificate):
                findings.append(Finding(Code.OCSP_TIME, read.produced_at_utc.isoformat()))
        except (ValueError, TypeError, UnsupportedAlgorithm) as broken:
            return Revocation(findings=[Finding(Code.OCSP_SIGNATURE, str(broken)[:200])])
        return Revocation(read.produced_at_utc, findings, answer)

    def _is_mine(self, single: ocsp.OCSPSingleResponse) -> bool:
        made = NAMED.get(single.hash_algorithm.name)
        if made is None or single.serial_number != self.certificate.serial_number:
            return False
        key = _key_bits(self.issuer)
        name = self.issuer.subject.public_bytes()
        return single.issuer_name_hash == made(name).digest() and single.issuer_key_hash == made(key).digest()

    def _said(self, single: ocsp.OCSPSingleResponse, stamped_at: datetime) -> Iterator[Finding]:
        if single.certificate_status is ocsp.OCSPCertStatus.UNKNOWN:
            yield Finding(Code.OCSP_UNKNOWN)
        elif single.certificate_status is ocsp.OCSPCertStatus.REVOKED:
            at = single.revocation_time_utc
            if at is None or at <= stamped_at:
                yield Finding(Code.REVOKED, at.isoformat() if at else "")

    def _source(self, read: ocsp.OCSPResponse, trust: Trust) -> Iterator[Finding]:
        responder = self._responder(read)
        if responder is None or not self._may(responder, trust, read.produced_at_utc):
            name = called(responder.subject) if responder else ""
            yield Finding(Code.OCSP_RESPONDER, name)
        if responder is None:
            return
        if weak_key(responder):
            yield Finding(Code.WEAK_KEY, called(responder.subject))
        old = read.produced_at_utc < SHA1_UNTIL and isinstance(read.signature_hash_algorithm, hashes.SHA1)
        if not old and not isinstance(read.signature_hash_algorithm, ACCEPTED):
            yield Finding(Code.WEAK_DIGEST, "OCSP")
        elif not _signed(read, responder):
            yield Finding(Code.OCSP_SIGNATURE)

    def _responder(self, read: ocsp.OCSPResponse) -> x509.Certificate | None:
        for one in [*read.certificates, self.issuer]:
            if read.responder_key_hash is not None:
                if hashlib.sha1(_key_bits(one), usedforsecurity=False).digest() == read.responder_key_hash:
                    return one
            elif read.responder_name == one.subject:
                return one
        return None

    def _may(self, responder: x509.Certificate, trust: Trust, at: datetime) -> bool:
        if responder == self.issuer:
            return True
        if not responder.not_valid_before_utc <= at <= responder.not_valid_after_utc:
            return False
        listed = trust.named(Purpose.OCSP, responder.subject)
        if any(anchor.is_of(responder) and anchor.trusted_at(at) for anchor in listed):
            return True
        return _answers(responder) and issued_by(responder, self.issuer)


def _answers(responder: x509.Certificate) -> bool:
    """Whether its issuer lets it answer; any other certificate of the same issuer may not."""
    told = extensions(responder.public_bytes(Encoding.DER))
    return Eku.OCSP_SIGNING.dotted_string in told.usages and not told.unknown


def _in_time(
    read: ocsp.OCSPResponse,
    single: ocsp.OCSPSingleResponse,
    stamped_at: datetime,
    late: bool,
    certificate: x509.Certificate,
) -> bool:
    produced, stamped = read.produced_at_utc, stamped_at.replace(microsecond=0)
    if single.this_update_utc > produced + timedelta(minutes=15) or produced < stamped:
        return False
    if late:  # responders forget certificates that have ended
        return produced <= certificate.not_valid_after_utc
    return produced <= stamped + WITHIN


def _signed(read: ocsp.OCSPResponse, responder: x509.Certificate) -> bool:
    key, digest = responder.public_key(), read.signature_hash_algorithm
    assert digest is not None
    try:
        if isinstance(key, rsa.RSAPublicKey):
            pss = padding.PSS(padding.MGF1(digest), padding.PSS.AUTO)
            kind = pss if read.signature_algorithm_oid == PSS else padding.PKCS1v15()
            key.verify(read.signature, read.tbs_response_bytes, kind, digest)
        elif isinstance(key, ec.EllipticCurvePublicKey):
            key.verify(read.signature, read.tbs_response_bytes, ec.ECDSA(digest))
        else:
            return False
    except InvalidSignature:
        return False
    return True


def _key_bits(certificate: x509.Certificate) -> bytes:
    """The public key as OCSP hashes it: the bits alone, without the algorithm."""
    key = certificate.public_key()
    if isinstance(key, ec.EllipticCurvePublicKey):
        return key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    assert isinstance(key, rsa.RSAPublicKey)
    return key.public_bytes(Encoding.DER, PublicFormat.PKCS1)
