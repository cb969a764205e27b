"""CMS as time stamps have it: the one signer's signature over its attributes and over the content."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any, Final

from asn1crypto import cms, tsp  # noqa: F401  (tsp teaches cms the types of time stamps)
from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa

HASHES: Final[dict[str, hashes.HashAlgorithm]] = {
    "sha256": hashes.SHA256(),
    "sha384": hashes.SHA384(),
    "sha512": hashes.SHA512(),
}


class Broken(Exception):
    """The structure does not hold; the text says where."""


class Weak(Exception):
    """It rests on a digest that is not accepted any more."""


@dataclass(frozen=True)
class Signed:
    """What was signed, and with which certificate."""

    kind: str
    content: bytes
    certificate: bytes


def digest(name: str, data: bytes) -> bytes:
    """The digest by a name of ASN.1; raises `Weak`."""
    if name not in HASHES:
        raise Weak(name)
    return hashlib.new(name, data).digest()


def read_signed(token: bytes) -> Signed:
    """The content of a SignedData with one signer whose signature holds; raises `Broken` or `Weak`."""
    try:
        whole = cms.ContentInfo.load(token, strict=True)
        if whole["content_type"].native != "signed_data":
            raise Broken("content type")
        data = whole["content"]
        [signer] = data["signer_infos"]
        certificate = _certificate(signer["sid"], data["certificates"])
        inside = data["encap_content_info"]
        kind, content = inside["content_type"].native, bytes(inside["content"])
        _check(signer, certificate, kind, content)
    except (ValueError, TypeError, KeyError, AttributeError, UnsupportedAlgorithm) as wrong:
        raise Broken(str(wrong)[:200]) from wrong
    return Signed(kind, content, certificate)


def _certificate(sid: Any, certificates: Any) -> bytes:
    # old time stamps carry attribute certificates too: they are of another choice
    for one in (c.chosen for c in certificates if c.name == "certificate"):
        if sid.name == "issuer_and_serial_number":
            wanted = sid.chosen
            if one.serial_number == wanted["serial_number"].native and (
                one.issuer.dump() == wanted["issuer"].dump() or one.issuer == wanted["issuer"]
            ):
                return bytes(one.dump())
        elif one.key_identifier == sid.chosen.native:
            return bytes(one.dump())
    raise Broken("no certificate of the signer")


def _check(signer: Any, certificate: bytes, kind: str, content: bytes) -> None:
    attributes = signer["signed_attrs"]
    told: dict[str, Any] = {}
    for attribute in attributes:
        name = attribute["type"].native
        if name in told:
            raise Broken(f"{name} twice")
        told[name] = attribute["values"]
    algorithm = signer["digest_algorithm"]["algorithm"].native
    if [one.native for one in told["content_type"]] != [kind]:
        raise Broken("content type attribute")
    if [one.native for one in told["message_digest"]] != [digest(algorithm, content)]:
        raise Broken("message digest")
    if not _bound(told, certificate):
        raise Broken("signing certificate attribute")
    over = b"\x31" + attributes.dump()[1:]  # signed as the SET that it is, not with its tag inside
    verify(certificate, signer["signature_algorithm"], algorithm, signer["signature"].native, over)


def _bound(told: dict[str, Any], certificate: bytes) -> bool:
    if "signing_certificate_v2" in told:
        first = told["signing_certificate_v2"][0]["certs"][0]
        name = first["hash_algorithm"]["algorithm"].native
        return bool(first["cert_hash"].native == digest(name, certificate))
    if "signing_certificate" in told:
        # RFC 2634 knows SHA-1 only; the signature itself is what counts
        named = told["signing_certificate"][0]["certs"][0]["cert_hash"].native
        return bool(named == hashlib.sha1(certificate, usedforsecurity=False).digest())
    return False


def verify(certificate: bytes, algorithm: Any, fallback: str, value: bytes, over: bytes) -> None:
    """Raises `Broken` unless the certificate's key made the value; `fallback`: the digest if none is named."""
    key = x509.load_der_x509_certificate(certificate).public_key()
    kind = algorithm.signature_algo
    named = fallback if algorithm["algorithm"].native == "rsassa_pkcs1v15" else algorithm.hash_algo
    if named not in HASHES:
        raise Weak(named)
    hashed = HASHES[named]
    try:
        if isinstance(key, rsa.RSAPublicKey) and kind == "rsassa_pkcs1v15":
            key.verify(value, over, padding.PKCS1v15(), hashed)
        elif isinstance(key, rsa.RSAPublicKey) and kind == "rsassa_pss":
            key.verify(value, over, _pss(algorithm), hashed)
        elif isinstance(key, ec.EllipticCurvePublicKey) and kind == "ecdsa":
            key.verify(value, over, ec.ECDSA(hashed))
        else:
            raise Broken("algorithm")
    except InvalidSignature as wrong:
        raise Broken("signature") from wrong


def _pss(algorithm: Any) -> padding.PSS:
    told = algorithm["parameters"]
    mask = told["mask_gen_algorithm"]["parameters"]["algorithm"].native
    if mask not in HASHES:
        raise Weak(mask)
    return padding.PSS(padding.MGF1(HASHES[mask]), told["salt_length"].native)
