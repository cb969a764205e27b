"""The algorithms that are accepted, by the addresses that XML signatures call them by."""

from __future__ import annotations

from functools import lru_cache
from typing import Final, Literal, NamedTuple

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature

from app.esign.codes import Code
from app.esign.wrong import Wrong

DSIG: Final = "http://www.w3.org/2000/09/xmldsig#"
MORE: Final = "http://www.w3.org/2001/04/xmldsig-more#"
MORE_2007: Final = "http://www.w3.org/2007/05/xmldsig-more#"
ENC: Final = "http://www.w3.org/2001/04/xmlenc#"
HASHES: Final[dict[str, type[hashes.SHA256 | hashes.SHA384 | hashes.SHA512]]] = {
    "sha256": hashes.SHA256,
    "sha384": hashes.SHA384,
    "sha512": hashes.SHA512,
}
DIGESTS: Final = {f"{ENC}sha256": "sha256", f"{MORE}sha384": "sha384", f"{ENC}sha512": "sha512"}


class Method(NamedTuple):
    """How a signature value was made."""

    kind: Literal["rsa", "pss", "ecdsa"]
    hash: str


METHODS: Final[dict[str, Method]] = {}
for _hash in HASHES:
    METHODS[f"{MORE}rsa-{_hash}"] = Method("rsa", _hash)
    METHODS[f"{MORE}ecdsa-{_hash}"] = Method("ecdsa", _hash)
    METHODS[f"{MORE_2007}{_hash}-rsa-MGF1"] = Method("pss", _hash)
_WEAK: Final = ("sha1", "sha224", "md5")


def digest_named(address: str) -> str:
    """The name of a digest for `hashlib`; raises `Wrong`."""
    if address in DIGESTS:
        return DIGESTS[address]
    raise Wrong(_refused(address), address)


def method_named(address: str) -> Method:
    """How the value was made; raises `Wrong`."""
    if address in METHODS:
        return METHODS[address]
    raise Wrong(_refused(address), address)


def _refused(address: str) -> Code:
    if "hmac" in address:
        return Code.ALGORITHM
    return Code.WEAK_DIGEST if any(weak in address.lower() for weak in _WEAK) else Code.ALGORITHM


@lru_cache(maxsize=64)
def public_key(certificate: bytes) -> ec.EllipticCurvePublicKey | rsa.RSAPublicKey:
    """The key in a certificate; raises `Wrong` for what cannot be read or is of another kind."""
    try:
        key = x509.load_der_x509_certificate(certificate).public_key()
    except (ValueError, UnsupportedAlgorithm, TypeError) as error:
        raise Wrong(Code.BAD_CERTIFICATE) from error
    if not isinstance(key, ec.EllipticCurvePublicKey | rsa.RSAPublicKey):
        raise Wrong(Code.ALGORITHM, type(key).__name__)
    return key


def made_with(certificate: bytes, method: Method, value: bytes, over: bytes) -> bool:
    """Whether the key of that certificate made this value over these bytes."""
    key, hashed = public_key(certificate), HASHES[method.hash]()
    try:
        if isinstance(key, ec.EllipticCurvePublicKey):
            half = (key.curve.key_size + 7) // 8
            if method.kind != "ecdsa" or len(value) != 2 * half:
                return False
            numbers = int.from_bytes(value[:half]), int.from_bytes(value[half:])
            key.verify(encode_dss_signature(*numbers), over, ec.ECDSA(hashed))
        elif method.kind == "rsa":
            key.verify(value, over, padding.PKCS1v15(), hashed)
        elif method.kind == "pss":
            salted = padding.PSS(padding.MGF1(hashed), hashed.digest_size)
            key.verify(value, over, salted, hashed)
        else:
            return False
    except InvalidSignature:
        return False
    return True
