"""The enveloped XML signature of a trusted list, in the one form that TS 119 612 allows."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable
from typing import Final

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from lxml import etree

DS: Final = "{http://www.w3.org/2000/09/xmldsig#}"
SIGNED_PROPERTIES: Final = "{http://uri.etsi.org/01903/v1.3.2#}SignedProperties"
DIGESTS: Final[dict[str, Callable[[], hashes.HashAlgorithm]]] = {
    "http://www.w3.org/2001/04/xmlenc#sha256": hashes.SHA256,
    "http://www.w3.org/2001/04/xmldsig-more#sha384": hashes.SHA384,
    "http://www.w3.org/2001/04/xmlenc#sha512": hashes.SHA512,
}
EXCLUSIVE: Final = "http://www.w3.org/2001/10/xml-exc-c14n#"
ENVELOPED: Final = "http://www.w3.org/2000/09/xmldsig#enveloped-signature"
_MORE: Final = "http://www.w3.org/2001/04/xmldsig-more#"
_PSS: Final = "http://www.w3.org/2007/05/xmldsig-more#"
_HASHES: Final[dict[str, hashes.HashAlgorithm]] = {
    "sha256": hashes.SHA256(),
    "sha384": hashes.SHA384(),
    "sha512": hashes.SHA512(),
}
ECDSA: Final = {f"{_MORE}ecdsa-{name}": made for name, made in _HASHES.items()}
RSA: Final[dict[str, tuple[padding.AsymmetricPadding, hashes.HashAlgorithm]]] = {
    f"{_MORE}rsa-{name}": (padding.PKCS1v15(), made) for name, made in _HASHES.items()
} | {
    f"{_PSS}{name}-rsa-MGF1": (padding.PSS(padding.MGF1(made), made.digest_size), made)
    for name, made in _HASHES.items()
}


def signed_by(root: etree._Element, signature: etree._Element) -> tuple[bytes, bytes] | None:
    """The certificate that signed and the very bytes under the signature; nothing when it does not hold.

    The signature is taken out of the tree.
    """
    info = signature.find(DS + "SignedInfo")
    value = signature.findtext(DS + "SignatureValue")
    certificates = signature.findall(f"{DS}KeyInfo/{DS}X509Data/{DS}X509Certificate")
    method = _algorithm(info, "CanonicalizationMethod") if info is not None else ""
    if info is None or not value or not certificates or method != EXCLUSIVE:
        return None
    try:
        signer = _signer(_canonical(info), _algorithm(info, "SignatureMethod"), decoded(value), certificates)
        signed = _referenced(root, signature, info)
    except (ValueError, UnsupportedAlgorithm):
        return None
    return None if signer is None or signed is None else (signer, signed)


def _referenced(root: etree._Element, signature: etree._Element, info: etree._Element) -> bytes | None:
    """The bytes of the list when every reference agrees; `None` when one does not."""
    properties = signature.findall(f".//{SIGNED_PROPERTIES}")
    expected = []
    for reference in info.findall(DS + "Reference"):
        transforms = [t.get("Algorithm") for t in reference.findall(f"{DS}Transforms/{DS}Transform")]
        uri = reference.get("URI")
        if uri == "" and transforms == [ENVELOPED, EXCLUSIVE]:
            expected.append(reference)
        elif len(properties) == 1 and uri == f"#{properties[0].get('Id')}" and transforms == [EXCLUSIVE]:
            if not _agrees(reference, _canonical(properties[0])):
                return None
        else:
            return None
    if len(expected) != 1:
        return None
    place, at, tail = root, root.index(signature), signature.tail
    root.remove(signature)  # the enveloped signature is not under itself; its tail is
    if tail and at:
        place[at - 1].tail = (place[at - 1].tail or "") + tail
    elif tail:
        place.text = (place.text or "") + tail
    whole = _canonical(root.getroottree())
    return whole if all(_agrees(reference, whole) for reference in expected) else None


def _canonical(part: etree._Element | etree._ElementTree[etree._Element]) -> bytes:
    made: bytes = etree.tostring(part, method="c14n", exclusive=True, with_comments=False)
    return made


def _agrees(reference: etree._Element, data: bytes) -> bool:
    digest = DIGESTS.get(_algorithm(reference, "DigestMethod"))
    if digest is None:
        return False
    made = hashes.Hash(digest())
    made.update(data)
    return made.finalize() == decoded(reference.findtext(DS + "DigestValue") or "")


def _signer(data: bytes, method: str, value: bytes, certificates: list[etree._Element]) -> bytes | None:
    for element in certificates:
        certificate = x509.load_der_x509_certificate(decoded(element.text or ""))
        key = certificate.public_key()
        try:
            if isinstance(key, rsa.RSAPublicKey) and key.key_size >= 2048 and method in RSA:
                key.verify(value, data, *RSA[method])
            elif isinstance(key, ec.EllipticCurvePublicKey) and method in ECDSA:
                key.verify(_ecdsa(value), data, ec.ECDSA(ECDSA[method]))
            else:
                continue
        except InvalidSignature:
            continue
        return decoded(element.text or "")
    return None


def _ecdsa(value: bytes) -> bytes:
    half = len(value) // 2
    return encode_dss_signature(int.from_bytes(value[:half]), int.from_bytes(value[half:]))


def _algorithm(element: etree._Element, tag: str) -> str:
    found = element.find(DS + tag)
    return (found.get("Algorithm") or "") if found is not None else ""


def decoded(text: str) -> bytes:
    """Strict base64, white space aside; raises ValueError."""
    try:
        return base64.b64decode("".join(text.split()), validate=True)
    except binascii.Error as broken:
        raise ValueError(str(broken)) from broken
