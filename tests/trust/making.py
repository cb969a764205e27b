"""Trusted lists of our own, signed as real ones are, for what real ones cannot show."""

import base64
import hashlib
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta

from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from lxml import etree

from app.esign.enveloped import DS, EXCLUSIVE
from app.esign.testing.held import Held
from app.esign.testing.profiles import Kind, Wish, authority, issue
from app.esign.trusted_list import LOTL, SERVICE

BEGUN = datetime(2020, 1, 1, tzinfo=UTC)


def operator(name: str) -> Held:
    """Who signs lists."""
    return issue(Wish(Kind.SEAL, authority(f"LIST OPERATOR {name}")))


def pointer(country: str, address: str, signers: Sequence[Held]) -> str:
    known = "".join(
        "<ServiceDigitalIdentity><DigitalId><X509Certificate>"
        f"{base64.b64encode(one.certificate).decode()}</X509Certificate></DigitalId></ServiceDigitalIdentity>"
        for one in signers
    )
    about = {"SchemeTerritory": country, "x:MimeType": "application/vnd.etsi.tsl+xml"}
    facts = "".join(f"<OtherInformation><{k}>{v}</{k}></OtherInformation>" for k, v in about.items())
    return (
        f"<OtherTSLPointer><ServiceDigitalIdentities>{known}</ServiceDigitalIdentities>"
        f"<TSLLocation>{address}</TSLLocation><AdditionalInformation>{facts}</AdditionalInformation>"
        "</OtherTSLPointer>"
    )


def service(kind: str, held: Held, status: str = "granted") -> str:
    certificate = base64.b64encode(held.certificate).decode()
    return (
        "<TSPService><ServiceInformation>"
        f"<ServiceTypeIdentifier>{SERVICE}{kind}</ServiceTypeIdentifier>"
        f'<ServiceName><Name xml:lang="en">{kind}</Name></ServiceName>'
        f"<ServiceDigitalIdentity><DigitalId><X509Certificate>{certificate}</X509Certificate></DigitalId>"
        "</ServiceDigitalIdentity>"
        f"<ServiceStatus>http://uri.etsi.org/TrstSvc/TrustedList/Svcstatus/{status}</ServiceStatus>"
        f"<StatusStartingTime>{BEGUN:%Y-%m-%dT%H:%M:%SZ}</StatusStartingTime>"
        "</ServiceInformation></TSPService>"
    )


def trusted_list(
    country: str,
    number: int,
    signer: Held | None,
    *,
    services: Mapping[str, Held] | None = None,
    pointers: Sequence[str] = (),
    issued: datetime,
    days: int = 180,
    lotl: bool = False,
) -> bytes:
    """One issue; services by kind, as `CA/QC`."""
    listed = "".join(service(kind, held) for kind, held in (services or {}).items())
    until = issued + timedelta(days=days)
    text = (
        '<TrustServiceStatusList xmlns="http://uri.etsi.org/02231/v2#" xmlns:x="urn:x" Id="list">'
        "<SchemeInformation>"
        f"<TSLSequenceNumber>{number}</TSLSequenceNumber>"
        f"<TSLType>{LOTL if lotl else LOTL.replace('listofthelists', 'generic')}</TSLType>"
        f"<SchemeTerritory>{country}</SchemeTerritory>"
        f"<PointersToOtherTSL>{''.join(pointers)}</PointersToOtherTSL>"
        f"<ListIssueDateTime>{issued:%Y-%m-%dT%H:%M:%SZ}</ListIssueDateTime>"
        f"<NextUpdate><dateTime>{until:%Y-%m-%dT%H:%M:%SZ}</dateTime></NextUpdate>"
        "</SchemeInformation><TrustServiceProviderList><TrustServiceProvider><TSPServices>"
        f"{listed}</TSPServices></TrustServiceProvider></TrustServiceProviderList>\n</TrustServiceStatusList>"
    )
    root = etree.fromstring(text)
    return _signed(root, signer) if signer else etree.tostring(root, encoding="UTF-8", xml_declaration=True)


def _signed(root: etree._Element, signer: Held) -> bytes:
    """Enveloped, exclusive canonical form, ECDSA: as TS 119 612 asks."""
    enveloped = "http://www.w3.org/2000/09/xmldsig#enveloped-signature"
    digest = base64.b64encode(hashlib.sha256(_canonical(root)).digest()).decode()
    signature = etree.SubElement(root, DS + "Signature", nsmap={"ds": DS[1:-1]})
    info = etree.SubElement(signature, DS + "SignedInfo")
    etree.SubElement(info, DS + "CanonicalizationMethod", Algorithm=EXCLUSIVE)
    method = "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256"
    etree.SubElement(info, DS + "SignatureMethod", Algorithm=method)
    reference = etree.SubElement(info, DS + "Reference", URI="")
    transforms = etree.SubElement(reference, DS + "Transforms")
    for algorithm in (enveloped, EXCLUSIVE):
        etree.SubElement(transforms, DS + "Transform", Algorithm=algorithm)
    etree.SubElement(reference, DS + "DigestMethod", Algorithm="http://www.w3.org/2001/04/xmlenc#sha256")
    etree.SubElement(reference, DS + "DigestValue").text = digest
    r, s = decode_dss_signature(signer.signs(_canonical(info)))
    value = r.to_bytes(32) + s.to_bytes(32)
    etree.SubElement(signature, DS + "SignatureValue").text = base64.b64encode(value).decode()
    holder = etree.SubElement(etree.SubElement(signature, DS + "KeyInfo"), DS + "X509Data")
    certificate = etree.SubElement(holder, DS + "X509Certificate")
    certificate.text = base64.b64encode(signer.certificate).decode()
    made: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True)
    return made


def _canonical(element: etree._Element) -> bytes:
    made: bytes = etree.tostring(element, method="c14n", exclusive=True, with_comments=False)
    return made
