"""CMS signatures of one signer: in time stamps with the content inside, in PDFs with the content outside."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from asn1crypto import cms, core, parser, tsp  # noqa: F401  (tsp teaches cms the types of time stamps)
from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa

from app.esign.codes import Code
from app.esign.wrong import Wrong

HASHES: Final[dict[str, hashes.HashAlgorithm]] = {
    "sha256": hashes.SHA256(),
    "sha384": hashes.SHA384(),
    "sha512": hashes.SHA512(),
}
STRUCTURE: Final = (ValueError, TypeError, KeyError, AttributeError, IndexError)


@dataclass(frozen=True)
class Signed:
    """A signature that holds; `content` is empty when it is outside."""

    kind: str
    content: bytes
    certificate: bytes
    others: tuple[bytes, ...]
    value: bytes
    stamps: tuple[bytes, ...]  # over `value`
    ocsp: tuple[bytes, ...]  # as Adobe keeps them, among the signed attributes
    claimed_at: datetime | None


def digest(name: str, data: bytes) -> bytes:
    """The digest by a name of ASN.1; raises `Wrong` for those not accepted."""
    return hashlib.new(accepted(name), data).digest()


def accepted(name: str) -> str:
    """The same name, if it is of an accepted digest; raises `Wrong`."""
    if name not in HASHES:
        raise Wrong(Code.WEAK_DIGEST, name)
    return name


def read_signed(token: bytes, outside: Callable[[str], bytes] | None = None) -> Signed:
    """Checks digest, value and binding to the certificate; `outside` gives the digest of content kept apart.

    Raises `Wrong`. Nothing is said of whether the certificate is trusted.
    """
    try:
        whole = cms.ContentInfo.load(_alone(token), strict=True)
        if whole["content_type"].native != "signed_data":
            raise Wrong(Code.PROFILE, "content type")
        return _read(whole["content"], outside)
    except (*STRUCTURE, UnsupportedAlgorithm) as broken:
        raise Wrong(Code.DAMAGED, str(broken)) from broken


def _alone(token: bytes) -> bytes:
    """Without the zeros that fill the place kept for it."""
    length: int = parser.peek(token)
    if token[length:].strip(b"\0"):
        raise Wrong(Code.TRAILING_BYTES, "signature")
    return token[:length]


def _read(data: Any, outside: Callable[[str], bytes] | None) -> Signed:
    if len(data["signer_infos"]) != 1:
        raise Wrong(Code.PROFILE, "signers")
    signer = data["signer_infos"][0]
    # old time stamps carry attribute certificates too: they are of another choice
    known = [one.chosen for one in data["certificates"] if one.name == "certificate"]
    certificate = _certificate(signer["sid"], known)
    inside = data["encap_content_info"]
    kind = inside["content_type"].native
    content = b"" if inside["content"].native is None else bytes(inside["content"])
    if (outside is None) is not bool(content):
        raise Wrong(Code.PROFILE, "content")
    told = _attributes(signer["signed_attrs"])
    _check(signer, told, certificate, kind, outside or (lambda name: digest(name, content)))
    unsigned = _attributes(signer["unsigned_attrs"])
    return Signed(
        kind,
        content,
        certificate,
        tuple(one.dump() for one in known),
        signer["signature"].native,
        tuple(one.dump() for one in unsigned.get("signature_time_stamp_token", ())),
        tuple(_adobe(told)),
        _claimed(told),
    )


def _attributes(given: Any) -> dict[str, Any]:
    told: dict[str, Any] = {}
    if isinstance(given, core.Void):
        return told
    for attribute in given:
        name = attribute["type"].native
        if name in told:
            raise Wrong(Code.PROFILE, f"{name} twice")
        told[name] = attribute["values"]
    return told


def _certificate(sid: Any, known: list[Any]) -> bytes:
    for one in known:
        if sid.name == "issuer_and_serial_number":
            wanted = sid.chosen
            if one.serial_number == wanted["serial_number"].native and one.issuer == wanted["issuer"]:
                return bytes(one.dump())
        elif one.key_identifier == sid.chosen.native:
            return bytes(one.dump())
    raise Wrong(Code.CERTIFICATE_MISMATCH)


def _check(
    signer: Any, told: dict[str, Any], certificate: bytes, kind: str, made: Callable[[str], bytes]
) -> None:
    algorithm = accepted(signer["digest_algorithm"]["algorithm"].native)
    if [one.native for one in told.get("content_type", ())] != [kind]:
        raise Wrong(Code.PROFILE, "content type attribute")
    if not _bound(told, certificate):
        raise Wrong(Code.CERTIFICATE_MISMATCH)
    if [one.native for one in told.get("message_digest", ())] != [made(algorithm)]:
        raise Wrong(Code.DIGEST_MISMATCH)
    over = b"\x31" + signer["signed_attrs"].dump()[1:]  # signed as the SET that it is, not as field [0]
    if not _made_with(
        certificate, signer["signature_algorithm"], algorithm, signer["signature"].native, over
    ):
        raise Wrong(Code.SIGNATURE_VALUE)


def _bound(told: dict[str, Any], certificate: bytes) -> bool:
    if "signing_certificate_v2" in told:
        first = told["signing_certificate_v2"][0]["certs"][0]
        made = digest(first["hash_algorithm"]["algorithm"].native, certificate)
        return bool(first["cert_hash"].native == made)
    if "signing_certificate" in told:
        # RFC 2634 knows SHA-1 only; the signature itself is what counts
        named = told["signing_certificate"][0]["certs"][0]["cert_hash"].native
        return bool(named == hashlib.sha1(certificate, usedforsecurity=False).digest())
    raise Wrong(Code.PROFILE, "no signing certificate attribute")


def _made_with(certificate: bytes, algorithm: Any, named: str, value: bytes, over: bytes) -> bool:
    """Whether the certificate's key made the value; `named` is the digest if the algorithm says none."""
    key = x509.load_der_x509_certificate(certificate).public_key()
    kind = algorithm.signature_algo
    plain = algorithm["algorithm"].native == "rsassa_pkcs1v15"
    hashed = HASHES[accepted(named if plain else algorithm.hash_algo)]
    try:
        if isinstance(key, rsa.RSAPublicKey) and kind == "rsassa_pkcs1v15":
            key.verify(value, over, padding.PKCS1v15(), hashed)
        elif isinstance(key, rsa.RSAPublicKey) and kind == "rsassa_pss":
            key.verify(value, over, _pss(algorithm["parameters"]), hashed)
        elif isinstance(key, ec.EllipticCurvePublicKey) and kind == "ecdsa":
            key.verify(value, over, ec.ECDSA(hashed))
        else:
            return False
    except InvalidSignature:
        return False
    return True


def _pss(told: Any) -> padding.PSS:
    mask = accepted(told["mask_gen_algorithm"]["parameters"]["algorithm"].native)
    return padding.PSS(padding.MGF1(HASHES[mask]), told["salt_length"].native)


def _adobe(told: dict[str, Any]) -> list[bytes]:
    kept = told.get("adobe_revocation_info_archival")
    answers = kept[0]["ocsp"] if kept is not None else core.Void()
    return [] if isinstance(answers, core.Void) else [one.dump() for one in answers]


def _claimed(told: dict[str, Any]) -> datetime | None:
    for value in told.get("signing_time", ()):
        moment: datetime = value.native
        return moment.astimezone(UTC)
    return None
