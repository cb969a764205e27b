"""One trusted list (ETSI TS 119 612): its signature checked, its services read from the signed bytes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from cryptography import x509
from lxml import etree

from app.esign.anchors import Anchor, Purpose, Status, is_test
from app.esign.enveloped import DS, decoded, signed_by
from app.kit.words import Said, _

TSL: Final = "{http://uri.etsi.org/02231/v2#}"
LOTL: Final = "http://uri.etsi.org/TrstSvc/TrustedList/TSLType/EUlistofthelists"
SERVICE: Final = "http://uri.etsi.org/TrstSvc/Svctype/"
PURPOSES: Final = {
    SERVICE + "CA/QC": Purpose.CA,
    SERVICE + "TSA/QTST": Purpose.TSA,
    SERVICE + "Certstatus/OCSP/QC": Purpose.OCSP,
}
# before eIDAS (1 July 2016) a qualified service was under supervision or accredited
GRANTED: Final = {"granted", "undersupervision", "supervisionincessation", "accredited"}
LARGEST: Final = 20_000_000


class Unusable(Exception):
    """The list is refused; `said` is the reason for people."""

    def __init__(self, said: Said) -> None:
        super().__init__(str(said))
        self.said = said


@dataclass(frozen=True)
class Pointer:
    """Where a list of lists says another list is, and the SHA-256 of the certificates that may sign it."""

    country: str
    address: str
    signers: frozenset[str]


@dataclass(frozen=True)
class TrustedList:
    """What one list says; `signer` is empty only for a test list without a signature."""

    country: str
    number: int
    issued_at: datetime
    next_update: datetime | None
    sha256: str
    signer: bytes
    signer_name: str
    lotl: bool
    test: bool
    pointers: tuple[Pointer, ...]
    anchors: tuple[Anchor, ...]

    @property
    def signer_sha256(self) -> str:
        """The fingerprint by which a list of lists or the operator names the signer."""
        return hashlib.sha256(self.signer).hexdigest() if self.signer else ""

    def expired(self, at: datetime) -> bool:
        """Whether a newer list should have come by then."""
        return self.next_update is not None and at >= self.next_update


def read_list(data: bytes) -> TrustedList:
    """Raises `Unusable` unless it is a list with a sound signature, or an unsigned one of a test scheme."""
    root = _parsed(data)
    if root.tag != TSL + "TrustServiceStatusList":
        raise Unusable(_("The file is not a trusted list."))
    signatures = root.findall(DS + "Signature")
    signer = b""
    if signatures:
        held = signed_by(root, signatures[0]) if len(signatures) == 1 else None
        if held is None:
            raise Unusable(_("The signature of the trusted list is broken."))
        signer, root = held[0], _parsed(held[1])
    try:
        read = _read(root, data, signer)
    except (ValueError, TypeError, AttributeError, x509.InvalidVersion) as broken:
        raise Unusable(_("The trusted list is not built as the standard asks.")) from broken
    if not signer and not read.test:
        raise Unusable(_("The trusted list has no signature."))
    return read


def _parsed(data: bytes) -> etree._Element:
    if len(data) > LARGEST:
        raise Unusable(_("The file is too large for a trusted list."))
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as broken:
        raise Unusable(_("The file is not a trusted list.")) from broken
    if root.getroottree().docinfo.doctype:
        raise Unusable(_("The trusted list has a document type; that is not allowed."))
    return root


def _read(root: etree._Element, data: bytes, signer: bytes) -> TrustedList:
    scheme = root.find(TSL + "SchemeInformation")
    if scheme is None:
        raise ValueError("no scheme information")
    country = _text(scheme, "SchemeTerritory").upper()
    number = int(_text(scheme, "TSLSequenceNumber"))
    update = scheme.find(f"{TSL}NextUpdate/{TSL}dateTime")
    next_update = _moment(update.text or "") if update is not None else None
    sha256 = hashlib.sha256(data).hexdigest()
    test = is_test(country)
    source: dict[str, str | int] = {"country": country, "number": number, "sha256": sha256}
    return TrustedList(
        country=country,
        number=number,
        issued_at=_moment(_text(scheme, "ListIssueDateTime")),
        next_update=next_update,
        sha256=sha256,
        signer=signer,
        signer_name=x509.load_der_x509_certificate(signer).subject.rfc4514_string() if signer else "",
        lotl=_text(scheme, "TSLType") == LOTL,
        test=test,
        pointers=tuple(_pointers(scheme)),
        anchors=tuple(_anchors(root, country, next_update, source, test)),
    )


def _pointers(scheme: etree._Element) -> Iterator[Pointer]:
    for other in scheme.iterfind(f"{TSL}PointersToOtherTSL/{TSL}OtherTSLPointer"):
        about = {
            etree.QName(fact).localname: (fact.text or "").strip()
            for fact in other.iterfind(f"{TSL}AdditionalInformation/{TSL}OtherInformation/*")
        }
        if about.get("MimeType") != "application/vnd.etsi.tsl+xml":
            continue  # the same list as a PDF for reading
        path = (
            f"{TSL}ServiceDigitalIdentities/{TSL}ServiceDigitalIdentity/{TSL}DigitalId/{TSL}X509Certificate"
        )
        signers = {hashlib.sha256(decoded(one.text or "")).hexdigest() for one in other.iterfind(path)}
        country, address = about.get("SchemeTerritory", "").upper(), _text(other, "TSLLocation")
        yield Pointer(country, address, frozenset(signers))


def _anchors(
    root: etree._Element, country: str, until: datetime | None, source: dict[str, str | int], test: bool
) -> Iterator[Anchor]:
    services = f"{TSL}TrustServiceProviderList/{TSL}TrustServiceProvider/{TSL}TSPServices/{TSL}TSPService"
    for service in root.iterfind(services):
        now = service.find(TSL + "ServiceInformation")
        if now is None:
            continue
        purpose = PURPOSES.get(_text(now, "ServiceTypeIdentifier"))
        if purpose is None:
            continue
        past = service.iterfind(f"{TSL}ServiceHistory/{TSL}ServiceHistoryInstance")
        statuses = _statuses([now, *past], purpose, until)
        path = f"{TSL}ServiceDigitalIdentity/{TSL}DigitalId/{TSL}X509Certificate"
        for certificate in {decoded(one.text or "") for one in now.iterfind(path)}:
            name = now.findtext(f"{TSL}ServiceName/{TSL}Name") or ""
            yield Anchor(purpose, certificate, " ".join(name.split()), country, statuses, dict(source), test)


def _statuses(told: list[etree._Element], purpose: Purpose, until: datetime | None) -> tuple[Status, ...]:
    """Oldest first; each ends where the next begins, and the last with the list."""
    begun = sorted(
        (_moment(_text(one, "StatusStartingTime")), _text(one, "ServiceStatus").rpartition("/")[2] in GRANTED)
        for one in told
        if PURPOSES.get(_text(one, "ServiceTypeIdentifier")) is purpose
    )
    ends = [*(since for since, _granted in begun[1:]), until]
    return tuple(
        Status(granted, since, end if until is None or end is None else min(end, until))
        for (since, granted), end in zip(begun, ends, strict=True)
    )


def _text(element: etree._Element, tag: str) -> str:
    return (element.findtext(TSL + tag) or "").strip()


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text.strip())
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
