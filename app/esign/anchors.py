"""A service that signatures may rest on, and when it was trusted."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import cached_property
from typing import Any, Final, Self

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from cryptography.x509.oid import ExtendedKeyUsageOID as Eku

from app.esign.extensions import extensions

TEST_NAME: Final = re.compile(r"\b(TEST|DEMO|TESTA)\b|_T$", re.IGNORECASE)


class Purpose(StrEnum):
    """The kinds of service that are taken from a list; all other kinds are left."""

    CA = "CA/QC"
    TSA = "TSA/QTST"
    OCSP = "OCSP/QC"


@dataclass(frozen=True)
class Status:
    """Whether the service was granted from `since` until just before `until`."""

    granted: bool
    since: datetime
    until: datetime | None

    def holds(self, moment: datetime) -> bool:
        """Whether the moment lies in the span."""
        return self.since <= moment and (self.until is None or moment < self.until)


@dataclass(frozen=True)
class Anchor:
    """One certificate of one service; `source` says where it comes from."""

    purpose: Purpose
    certificate: bytes
    name: str
    country: str
    statuses: tuple[Status, ...]
    source: dict[str, Any]
    test: bool

    def trusted_at(self, moment: datetime) -> bool:
        """Granted then."""
        return any(status.granted and status.holds(moment) for status in self.statuses)

    @cached_property
    def parsed(self) -> x509.Certificate:
        """Parsed once; raises ValueError for a certificate that is not well-formed."""
        return x509.load_der_x509_certificate(self.certificate)

    @cached_property
    def subject(self) -> bytes:
        """The subject as it is in the certificate; empty when that cannot be read."""
        try:
            return self.parsed.subject.public_bytes()
        except ValueError:
            return b""

    @cached_property
    def key(self) -> bytes:
        """The public key; empty when it is malformed. A service is its name and its key."""
        try:
            return self.parsed.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
        except (ValueError, TypeError):
            return b""

    def is_of(self, certificate: x509.Certificate) -> bool:
        """Whether the certificate is this service's own."""
        if self.subject != certificate.subject.public_bytes():
            return False
        der = certificate.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
        return bool(self.key) and self.key == der

    def to_json(self) -> dict[str, Any]:
        """Plain values."""
        return {
            "purpose": self.purpose.value,
            "certificate": base64.b64encode(self.certificate).decode(),
            "name": self.name,
            "country": self.country,
            "statuses": [
                [s.granted, s.since.isoformat(), s.until.isoformat() if s.until else None]
                for s in self.statuses
            ],
            "source": self.source,
            "test": self.test,
        }

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> Self:
        """Reads what `to_json` wrote."""
        statuses = tuple(
            Status(granted, datetime.fromisoformat(since), datetime.fromisoformat(until) if until else None)
            for granted, since, until in kept["statuses"]
        )
        certificate = base64.b64decode(kept["certificate"])
        facts = {name: kept[name] for name in ("name", "country", "source", "test")}
        return cls(Purpose(kept["purpose"]), certificate, statuses=statuses, **facts)


def is_test(name: str) -> bool:
    """Test schemes end with `_T`; the subjects of test services say TEST, DEMO or TESTA."""
    return TEST_NAME.search(name) is not None


def configured(certificate: bytes, source: str) -> Anchor:
    """An anchor that the operator names by its certificate: trusted as long as the certificate is valid."""
    read = x509.load_der_x509_certificate(certificate)
    name = read.subject.rfc4514_string()
    country = next((str(a.value) for a in read.subject.get_attributes_for_oid(x509.OID_COUNTRY_NAME)), "")
    source_of = {"file": source, "sha256": hashlib.sha256(certificate).hexdigest()}
    status = Status(True, read.not_valid_before_utc, read.not_valid_after_utc)
    return Anchor(_purpose(certificate), certificate, name, country, (status,), source_of, is_test(name))


def _purpose(certificate: bytes) -> Purpose:
    usages = extensions(certificate).usages
    if Eku.TIME_STAMPING.dotted_string in usages:
        return Purpose.TSA
    return Purpose.OCSP if Eku.OCSP_SIGNING.dotted_string in usages else Purpose.CA
