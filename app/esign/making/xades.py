"""One XAdES signature over the files of a container: what is to be signed, and the whole when it was."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final, NamedTuple, Self
from urllib.parse import quote

from asn1crypto import tsp
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import rsa
from lxml import etree

from app.esign.making.keys import Revocation, TimeStamps, Unusable, answered, digest, normal, raw

DS: Final = "http://www.w3.org/2000/09/xmldsig#"
XADES: Final = "http://uri.etsi.org/01903/v1.3.2#"
ASIC: Final = "http://uri.etsi.org/02918/v1.2.1#"
EXCLUSIVE: Final = "http://www.w3.org/2001/10/xml-exc-c14n#"
SHA256: Final = "http://www.w3.org/2001/04/xmlenc#sha256"
PROPERTIES: Final = "http://uri.etsi.org/01903#SignedProperties"
ECDSA: Final = "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256"
RSA: Final = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"
NAMESPACES: Final = {"asic": ASIC, "ds": DS, "xades": XADES}
PLAIN: Final = "/-._~!$&'()*+,;=@"  # may stand in a path of a URI as they are


class File(NamedTuple):
    """A file of the container; a plain tuple of the three does as well."""

    name: str
    data: bytes
    media_type: str


@dataclass(frozen=True)
class Prepared:
    """A signature without its value; `xml` alone is enough to keep, `read` finds the rest in it."""

    xml: bytes
    tbs: bytes
    certificate: bytes

    @property
    def digest(self) -> bytes:
        """What the signer's device is given."""
        return digest(self.tbs)

    @classmethod
    def read(cls, xml: bytes) -> Self:
        """From `xml` kept earlier."""
        root = etree.fromstring(xml, _parser())
        certificate = base64.b64decode(_only(root, "KeyInfo").findtext(f".//{{{DS}}}X509Certificate"))
        return cls(xml, canonical(_only(root, "SignedInfo")), certificate)


def prepare_xades(files: Sequence[tuple[str, bytes, str]], certificate: bytes, at: datetime) -> Prepared:
    """The signature as it will be, but for its value; `at` is the time that the signer claims."""
    moment = at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    name = "S" + hashlib.sha256(certificate + moment.encode()).hexdigest()[:16]
    root = etree.Element(f"{{{ASIC}}}XAdESSignatures", nsmap=NAMESPACES)
    signature = _ds(root, "Signature", Id=name)
    info = _ds(signature, "SignedInfo")
    _ds(info, "CanonicalizationMethod", Algorithm=EXCLUSIVE)
    _ds(info, "SignatureMethod", Algorithm=_method(certificate))
    for number, (file, data, _type) in enumerate(files):
        reference = _ds(info, "Reference", Id=f"{name}-R{number}", URI=quote(file, safe=PLAIN))
        _digested(reference, digest(data))
    own = _ds(info, "Reference", Id=f"{name}-RP", Type=PROPERTIES, URI=f"#{name}-P")
    _ds(_ds(own, "Transforms"), "Transform", Algorithm=EXCLUSIVE)
    _ds(signature, "SignatureValue", Id=f"{name}-V")
    data_of = _ds(_ds(signature, "KeyInfo"), "X509Data")
    _ds(data_of, "X509Certificate", _text(certificate))
    qualifying = _xades(_ds(signature, "Object"), "QualifyingProperties", Target=f"#{name}")
    properties = _xades(qualifying, "SignedProperties", Id=f"{name}-P")
    _stated(properties, certificate, moment)
    about = _xades(properties, "SignedDataObjectProperties")
    for number, (_file, _data, media_type) in enumerate(files):
        format_ = _xades(about, "DataObjectFormat", ObjectReference=f"#{name}-R{number}")
        _xades(format_, "MimeType", media_type)
    _digested(own, digest(canonical(properties)))
    return Prepared.read(etree.tostring(root, xml_declaration=True, encoding="UTF-8"))


def finish_xades(
    prepared: Prepared,
    value: bytes,
    chain: Sequence[bytes] = (),
    tsa: TimeStamps | None = None,
    revocation: Revocation | None = None,
) -> bytes:
    """With its value, time stamp and proof about revocation (B-LT); without the last two B-T and B-B.

    Raises `Unusable` when the value is not one of the certificate's key over what was prepared.
    """
    value = normal(value, prepared.tbs, prepared.certificate)
    root = etree.fromstring(prepared.xml, _parser())
    signed = _only(root, "SignatureValue")
    signed.text = _text(raw(value, prepared.certificate))
    if tsa is None:
        return _written(root)
    token = tsa.token(digest(canonical(signed)), "sha256")
    qualifying = root.find(f"./{{{DS}}}Signature/{{{DS}}}Object/{{{XADES}}}QualifyingProperties")
    unsigned = _xades(_xades(qualifying, "UnsignedProperties"), "UnsignedSignatureProperties")
    stamp = _xades(unsigned, "SignatureTimeStamp")
    _ds(stamp, "CanonicalizationMethod", Algorithm=EXCLUSIVE)
    _xades(stamp, "EncapsulatedTimeStamp", _text(token))
    if revocation and chain:
        # asked for after the time stamp: an older answer would not prove that the certificate still held
        answer = answered(revocation, prepared.certificate, chain[0])
        certificates = _xades(unsigned, "CertificateValues")
        for one in chain:
            _xades(certificates, "EncapsulatedX509Certificate", _text(one))
        values = _xades(_xades(unsigned, "RevocationValues"), "OCSPValues")
        _xades(values, "EncapsulatedOCSPValue", _text(answer))
    return _written(root)


def canonical(element: Any) -> bytes:
    """Exclusive canonical XML of an element where it stands."""
    made: bytes = etree.tostring(element, method="c14n", exclusive=True, with_comments=False)
    return made


def _stated(properties: Any, certificate: bytes, moment: str) -> None:
    own = _xades(properties, "SignedSignatureProperties")
    _xades(own, "SigningTime", moment)
    cert = _xades(_xades(own, "SigningCertificateV2"), "Cert")
    _digested(_xades(cert, "CertDigest"), digest(certificate))
    known = asn1_x509.Certificate.load(certificate)
    issuer = asn1_x509.GeneralName("directory_name", known.issuer)
    serial = tsp.IssuerSerial({"issuer": [issuer], "serial_number": known.serial_number})
    _xades(cert, "IssuerSerialV2", _text(serial.dump()))


def _method(certificate: bytes) -> str:
    public = x509.load_der_x509_certificate(certificate).public_key()
    return RSA if isinstance(public, rsa.RSAPublicKey) else ECDSA


def _digested(parent: Any, value: bytes) -> None:
    _ds(parent, "DigestMethod", Algorithm=SHA256)
    _ds(parent, "DigestValue", _text(value))


def _ds(parent: Any, tag: str, text: str | None = None, **attributes: str) -> Any:
    made = etree.SubElement(parent, f"{{{DS}}}{tag}", attributes)
    made.text = text
    return made


def _xades(parent: Any, tag: str, text: str | None = None, **attributes: str) -> Any:
    made = etree.SubElement(parent, f"{{{XADES}}}{tag}", attributes)
    made.text = text
    return made


def _only(root: Any, tag: str) -> Any:
    found = root.find(f"./{{{DS}}}Signature/{{{DS}}}{tag}")
    if found is None:
        raise Unusable(f"The prepared signature has no {tag}.")
    return found


def _parser() -> Any:
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode()


def _written(root: Any) -> bytes:
    made: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return made
