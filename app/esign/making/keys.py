"""What signs: keys from files, and the shape every other key has to have."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol, Self

from asn1crypto import ocsp
from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa, utils
from cryptography.hazmat.primitives.serialization import Encoding, load_pem_private_key, pkcs12

DIGEST: Final = "sha256"  # everything made here is signed over SHA-256
HASH: Final = hashes.SHA256()


class Unusable(Exception):
    """The key or what was signed with it cannot be used; the text is for the operator."""


class Key(Protocol):
    """Signs digests. ECDSA values are in DER, RSA ones are PKCS#1 v1.5; `chain` is nearest first."""

    @property
    def certificate(self) -> bytes: ...

    @property
    def chain(self) -> Sequence[bytes]: ...

    def sign(self, digest: bytes, algorithm: str = DIGEST) -> bytes: ...


class TimeStamps(Protocol):
    """Gives time stamp tokens over digests."""

    def token(self, digest: bytes, algorithm: str = DIGEST) -> bytes: ...


class Revocation(Protocol):
    """Gives the OCSP answer about a certificate."""

    def ocsp(self, certificate: bytes, issuer: bytes) -> bytes: ...


@dataclass(frozen=True)
class FileKey:
    """A key that was read from a file once."""

    certificate: bytes
    chain: tuple[bytes, ...]
    key: ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey

    @classmethod
    def load(cls, file: Path, password: str = "", certificate: Path | None = None) -> Self:
        """PEM or PFX; with PEM the certificate and those above it may stand in a second file."""
        data, secret = file.read_bytes(), password.encode() or None
        try:
            if b"-----BEGIN" not in data:
                return cls._from_pfx(data, secret)
            key = load_pem_private_key(data, secret)
            own, *above = x509.load_pem_x509_certificates(certificate.read_bytes() if certificate else data)
        except (ValueError, TypeError) as wrong:
            raise Unusable(f"{file.name}: {wrong}") from wrong
        return cls._checked(key, own, above)

    @classmethod
    def _from_pfx(cls, data: bytes, secret: bytes | None) -> Self:
        key, own, above = pkcs12.load_key_and_certificates(data, secret)
        if own is None:
            raise Unusable("The PFX file holds no certificate.")
        return cls._checked(key, own, above)

    @classmethod
    def _checked(cls, key: object, own: x509.Certificate, above: Sequence[x509.Certificate]) -> Self:
        if not isinstance(key, ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey):
            raise Unusable("The key is neither an EC nor an RSA one.")
        if key.public_key() != own.public_key():
            raise Unusable("The key is not the one of the certificate.")
        return cls(own.public_bytes(Encoding.DER), chained(own, above), key)

    def sign(self, digest: bytes, algorithm: str = DIGEST) -> bytes:
        """The value over a digest."""
        known = utils.Prehashed(HASH if algorithm == DIGEST else getattr(hashes, algorithm.upper())())
        if isinstance(self.key, ec.EllipticCurvePrivateKey):
            return self.key.sign(digest, ec.ECDSA(known))
        return self.key.sign(digest, padding.PKCS1v15(), known)


def answered(revocation: Revocation, certificate: bytes, issuer: bytes) -> bytes:
    """The responder's answer; raises `Unusable` when it declined to give one."""
    given = revocation.ocsp(certificate, issuer)
    status = ocsp.OCSPResponse.load(given)["response_status"].native
    if status != "successful":
        raise Unusable(f"The responder answered {status}.")
    return given


def chained(own: x509.Certificate, others: Sequence[x509.Certificate]) -> tuple[bytes, ...]:
    """Those above a certificate, nearest first, whatever order the file has."""
    found: list[x509.Certificate] = []
    below = own
    while below.subject != below.issuer:
        above = next((one for one in others if one.subject == below.issuer and one not in found), None)
        if above is None:
            break
        found.append(above)
        below = above
    return tuple(one.public_bytes(Encoding.DER) for one in found)


def normal(value: bytes, signed: bytes, certificate: bytes) -> bytes:
    """A value from elsewhere, raw or DER, as DER; `Unusable` when it is not of this key and content."""
    public = x509.load_der_x509_certificate(certificate).public_key()
    if isinstance(public, rsa.RSAPublicKey):
        candidates = [value]
    elif isinstance(public, ec.EllipticCurvePublicKey):
        candidates = [value, der(value)] if len(value) == 2 * _width(public) else [value]
    else:
        raise Unusable("The key is neither an EC nor an RSA one.")
    for candidate in candidates:
        try:
            if isinstance(public, rsa.RSAPublicKey):
                public.verify(candidate, signed, padding.PKCS1v15(), HASH)
            else:
                public.verify(candidate, signed, ec.ECDSA(HASH))
        except InvalidSignature:
            continue
        return candidate
    raise Unusable("The value was not made with the certificate's key over this content.")


def der(raw: bytes) -> bytes:
    """An ECDSA value of two equal halves as DER."""
    half = len(raw) // 2
    return utils.encode_dss_signature(int.from_bytes(raw[:half]), int.from_bytes(raw[half:]))


def raw(value: bytes, certificate: bytes) -> bytes:
    """A value as XML signatures have it: ECDSA as two halves, RSA unchanged."""
    public = x509.load_der_x509_certificate(certificate).public_key()
    if not isinstance(public, ec.EllipticCurvePublicKey):
        return value
    r, s = utils.decode_dss_signature(value)
    return r.to_bytes(_width(public)) + s.to_bytes(_width(public))


def _width(public: ec.EllipticCurvePublicKey) -> int:
    return (public.curve.key_size + 7) // 8


def digest(data: bytes) -> bytes:
    """SHA-256."""
    return hashlib.sha256(data).digest()
