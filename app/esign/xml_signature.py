"""What stands in a signature's XML, read along fixed paths; nothing is judged here but its form."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Final

from app.esign import markup
from app.esign.algorithms import DSIG, Method, digest_named, method_named
from app.esign.codes import Code
from app.esign.markup import C14N, CANONICAL, Element
from app.esign.wrong import Wrong

DS: Final = f"{{{DSIG}}}"
XADES: Final = "{http://uri.etsi.org/01903/v1.3.2#}"
EXC: Final = "{http://www.w3.org/2001/10/xml-exc-c14n#}"
ROOTS: Final = {
    "{http://uri.etsi.org/02918/v1.2.1#}XAdESSignatures",
    "{http://uri.etsi.org/2918/v1.2.1#}XAdESSignatures",  # as written in 2013
}
PROPERTIES: Final = "http://uri.etsi.org/01903#SignedProperties"
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?")


@dataclass(frozen=True)
class Shape:
    """A way to make bytes of an element."""

    method: str = C14N
    prefixes: tuple[str, ...] = ()

    def of(self, element: Element) -> bytes:
        """The bytes."""
        return markup.canonical(element, self.method, self.prefixes)


@dataclass(frozen=True)
class Reference:
    """One thing that is signed, by address and digest."""

    id: str
    uri: str
    kind: str
    hash: str
    digest: bytes
    shape: Shape | None  # only for elements; a file is taken as it is


@dataclass(frozen=True)
class Stamped:
    """A time stamp as found, and how the bytes under it are made."""

    token: bytes
    shape: Shape


@dataclass
class Written:
    """One `ds:Signature`."""

    id: str
    method: Method
    signed_info: bytes
    value: bytes
    value_element: Element
    references: list[Reference]
    certificates: list[bytes]
    properties: Element
    claimed_at: datetime
    certificate_hash: str
    certificate_digest: bytes
    media_types: dict[str, str]  # by the identifier of the reference
    stamps: list[Stamped] = field(default_factory=list)
    others: list[bytes] = field(default_factory=list)  # certificates brought along
    ocsp: list[bytes] = field(default_factory=list)


def signatures_in(data: bytes, name: str) -> list[Element]:
    """The signatures of one file, each a direct child of the root."""
    root = markup.parsed(data, name)
    if root.tag not in ROOTS or not len(root):
        raise Wrong(Code.XML_STRUCTURE, markup.local(root))
    (found,) = markup.children(root, f"{DS}Signature")
    if sum(1 for _inside in root.iter(f"{DS}Signature")) != len(found):
        raise Wrong(Code.XML_STRUCTURE, "Signature/Signature")
    return found


def written(signature: Element) -> Written:
    """Reads one signature; raises `Wrong` when it is not built as XAdES baseline asks."""
    parts = markup.children(
        signature, f"{DS}SignedInfo", f"{DS}SignatureValue", f"{DS}KeyInfo", f"{DS}Object"
    )
    if [len(part) for part in parts] != [1, 1, 1, 1]:
        raise Wrong(Code.XML_STRUCTURE, "Signature")
    (info,), (value,), (key,), (holder,) = parts
    shape, method, references = _signed_info(info)
    qualifying, properties, unsigned = _qualifying(holder)
    id_ = signature.get("Id") or ""
    if not id_ or qualifying.get("Target") != f"#{id_}":
        raise Wrong(Code.SIGNED_PROPERTIES, "Target")
    claimed_at, hashed, digest, media_types = _properties(properties)
    made = Written(
        id=id_,
        method=method,
        signed_info=shape.of(info),
        value=markup.decoded(value),
        value_element=value,
        references=references,
        certificates=_certificates(key),
        properties=properties,
        claimed_at=claimed_at,
        certificate_hash=hashed,
        certificate_digest=digest,
        media_types=media_types,
    )
    if unsigned is not None:
        _unsigned(unsigned, made)
    return made


def _signed_info(info: Element) -> tuple[Shape, Method, list[Reference]]:
    (shapes, methods, references) = markup.children(
        info, f"{DS}CanonicalizationMethod", f"{DS}SignatureMethod", f"{DS}Reference"
    )
    if len(shapes) != 1 or len(methods) != 1 or not references:
        raise Wrong(Code.XML_STRUCTURE, "SignedInfo")
    if len(methods[0]):  # parameters of HMAC or of RSA-PSS
        raise Wrong(Code.ALGORITHM, "SignatureMethod")
    method = method_named(methods[0].get("Algorithm") or "")
    return _shape(shapes[0]), method, [_reference(one) for one in references]


def _shape(element: Element | None) -> Shape:
    """How to canonicalize; without a word the standard means C14N 1.0."""
    if element is None:
        return Shape()
    address = element.get("Algorithm") or ""
    if address not in CANONICAL:
        raise Wrong(Code.TRANSFORM if element.tag == f"{DS}Transform" else Code.ALGORITHM, address)
    (inclusive,) = markup.children(element, f"{EXC}InclusiveNamespaces")
    if len(inclusive) > 1:
        raise Wrong(Code.XML_STRUCTURE, "InclusiveNamespaces")
    return Shape(address, tuple((inclusive[0].get("PrefixList") or "").split()) if inclusive else ())


def _reference(element: Element) -> Reference:
    (transforms, methods, digests) = markup.children(
        element, f"{DS}Transforms", f"{DS}DigestMethod", f"{DS}DigestValue"
    )
    if len(methods) != 1 or len(digests) != 1 or len(transforms) > 1:
        raise Wrong(Code.XML_STRUCTURE, "Reference")
    uri = element.get("URI") or ""
    shape = None
    if transforms:
        (steps,) = markup.children(transforms[0], f"{DS}Transform")
        if len(steps) != 1 or not uri.startswith("#"):
            raise Wrong(Code.TRANSFORM, uri)
        shape = _shape(steps[0])
    return Reference(
        id=element.get("Id") or "",
        uri=uri,
        kind=element.get("Type") or "",
        hash=digest_named(methods[0].get("Algorithm") or ""),
        digest=markup.decoded(digests[0]),
        shape=shape or (Shape() if uri.startswith("#") else None),
    )


def _certificates(key: Element) -> list[bytes]:
    held = markup.one(key, f"{DS}X509Data")
    found = [markup.decoded(one) for one in held.findall(f"{DS}X509Certificate")]
    if not found:
        raise Wrong(Code.XML_STRUCTURE, "X509Certificate")
    return found


def _qualifying(holder: Element) -> tuple[Element, Element, Element | None]:
    (qualifying,) = markup.children(holder, f"{XADES}QualifyingProperties")
    if len(qualifying) != 1:
        raise Wrong(Code.XML_STRUCTURE, "QualifyingProperties")
    signed, unsigned = markup.children(
        qualifying[0], f"{XADES}SignedProperties", f"{XADES}UnsignedProperties"
    )
    if len(signed) != 1 or len(unsigned) > 1:
        raise Wrong(Code.XML_STRUCTURE, "SignedProperties")
    return qualifying[0], signed[0], unsigned[0] if unsigned else None


def _properties(signed: Element) -> tuple[datetime, str, bytes, dict[str, str]]:
    """When the signer says it was, which certificate they mean, and what kind of file each one is."""
    about = markup.one(signed, f"{XADES}SignedSignatureProperties")
    moment = markup.text(markup.one(about, f"{XADES}SigningTime"))
    if not MOMENT.fullmatch(moment):
        raise Wrong(Code.XML_STRUCTURE, "SigningTime")
    try:
        claimed_at = datetime.fromisoformat(moment)
    except ValueError as error:
        raise Wrong(Code.XML_STRUCTURE, "SigningTime") from error
    named = [
        found
        for tag in ("SigningCertificate", "SigningCertificateV2")
        if (found := markup.maybe(about, XADES + tag)) is not None
    ]
    if len(named) != 1 or named[0].find(f"{XADES}Cert") is None:
        raise Wrong(Code.SIGNED_PROPERTIES, "SigningCertificate")
    digest = markup.one(named[0].findall(f"{XADES}Cert")[0], f"{XADES}CertDigest")
    hashed = digest_named(markup.one(digest, f"{DS}DigestMethod").get("Algorithm") or "")
    value = markup.decoded(markup.one(digest, f"{DS}DigestValue"))
    aware = claimed_at if claimed_at.tzinfo else claimed_at.replace(tzinfo=UTC)
    return aware.astimezone(UTC), hashed, value, _media_types(signed)


def _media_types(signed: Element) -> dict[str, str]:
    told: dict[str, str] = {}
    about = markup.maybe(signed, f"{XADES}SignedDataObjectProperties")
    for line in about.findall(f"{XADES}DataObjectFormat") if about is not None else ():
        kind = markup.maybe(line, f"{XADES}MimeType")
        if kind is not None:
            told[(line.get("ObjectReference") or "").removeprefix("#")] = markup.text(kind)
    return told


def _unsigned(unsigned: Element, made: Written) -> None:
    """Time stamps, certificates and answers about revocation; what else stands there is not needed."""
    about = markup.maybe(unsigned, f"{XADES}UnsignedSignatureProperties")
    if about is None:
        return
    for stamp in about.findall(f"{XADES}SignatureTimeStamp"):
        shape = _shape(markup.maybe(stamp, f"{DS}CanonicalizationMethod"))
        for token in stamp.findall(f"{XADES}EncapsulatedTimeStamp"):
            made.stamps.append(Stamped(markup.decoded(token), shape))
    for values in about.findall(f"{XADES}CertificateValues"):
        made.others += [markup.decoded(one) for one in values.findall(f"{XADES}EncapsulatedX509Certificate")]
    for values in about.findall(f"{XADES}RevocationValues"):
        for answers in values.findall(f"{XADES}OCSPValues"):
            made.ocsp += [markup.decoded(one) for one in answers.findall(f"{XADES}EncapsulatedOCSPValue")]
