"""Certificates as the Latvian issuers make them, by kind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Final

from asn1crypto import core
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import AuthorityInformationAccessOID, ExtendedKeyUsageOID, NameOID

from app.esign.testing.held import Held

MARK: Final = "TESTA"
QC_STATEMENTS: Final = x509.ObjectIdentifier("1.3.6.1.5.5.7.1.3")
QC_COMPLIANCE, QC_DEVICE, QC_TYPE = "0.4.0.1862.1.1", "0.4.0.1862.1.4", "0.4.0.1862.1.6"
QUALIFIED_PERSON, QUALIFIED_SEAL = "0.4.0.194112.1.2", "0.4.0.194112.1.3"
START: Final = datetime(2020, 1, 1, tzinfo=UTC)
END: Final = datetime(2045, 1, 1, tzinfo=UTC)

Subject = Sequence[tuple[x509.ObjectIdentifier, str]]


class Kind(StrEnum):
    """What a certificate is for."""

    ROOT = "root"
    CA = "ca"
    TSA = "tsa"
    OCSP = "ocsp"
    SIGN = "sign"
    AUTH = "auth"
    SEAL = "seal"


@dataclass(frozen=True)
class Wish:
    """What the certificate should be; `ocsp` is the address it carries."""

    kind: Kind
    subject: Subject
    start: datetime = START
    end: datetime = END
    ocsp: str = ""
    curve: ec.EllipticCurve = field(default_factory=ec.SECP256R1)
    serial: int = field(default_factory=x509.random_serial_number)


def issue(wish: Wish, issuer: Held | None = None) -> Held:
    """A new key and its certificate; without an issuer it signs itself."""
    key = ec.generate_private_key(wish.curve)
    name = _name(wish.subject)
    above = issuer.known.public_key() if issuer else key.public_key()
    assert isinstance(above, ec.EllipticCurvePublicKey)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(issuer.known.subject if issuer else name)
        .public_key(key.public_key())
        .serial_number(wish.serial)
        .not_valid_before(wish.start)
        .not_valid_after(wish.end)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(above), critical=False)
    )
    for extension, critical in _extensions(wish):
        made = made.add_extension(extension, critical=critical)
    known = made.sign(issuer.key if issuer else key, hashes.SHA256())
    return Held(known, key, (issuer.certificate, *issuer.chain) if issuer else ())


def person(given: str, family: str, code: str) -> Subject:
    """As on an identity card: names in capitals, the code with its prefix."""
    given, family = given.upper(), family.upper()
    return (
        (NameOID.COUNTRY_NAME, "LV"),
        (NameOID.ORGANIZATIONAL_UNIT_NAME, MARK),
        (NameOID.COMMON_NAME, f"{given} {family}"),
        (NameOID.SURNAME, family),
        (NameOID.GIVEN_NAME, given),
        (NameOID.SERIAL_NUMBER, f"PNOLV-{code}"),
    )


def organisation(name: str, code: str) -> Subject:
    """As on an organisation's seal."""
    return (
        (NameOID.COUNTRY_NAME, "LV"),
        (NameOID.ORGANIZATION_NAME, name),
        (NameOID.ORGANIZATIONAL_UNIT_NAME, MARK),
        (NameOID.ORGANIZATION_IDENTIFIER, f"NTRLV-{code}"),
        (NameOID.COMMON_NAME, f"{name} {MARK}"),
    )


def authority(name: str) -> Subject:
    """An issuer, a time stamp authority or a responder."""
    return (
        (NameOID.COUNTRY_NAME, "LV"),
        (NameOID.ORGANIZATION_NAME, f"{MARK} DVB"),
        (NameOID.COMMON_NAME, f"{MARK} {name}"),
    )


def _name(subject: Subject) -> x509.Name:
    return x509.Name([x509.NameAttribute(oid, value) for oid, value in subject])


def _extensions(wish: Wish) -> list[tuple[x509.ExtensionType, bool]]:
    kind = wish.kind
    authority = kind in {Kind.ROOT, Kind.CA}
    path = 0 if kind is Kind.CA else None
    made: list[tuple[x509.ExtensionType, bool]] = [
        (x509.BasicConstraints(authority, path), True),
        (_usage(kind), True),
    ]
    if kind in PURPOSES:
        made.append((x509.ExtendedKeyUsage(PURPOSES[kind]), kind is Kind.TSA))
    if kind is Kind.OCSP:
        made.append((x509.OCSPNoCheck(), False))
    if kind in {Kind.SIGN, Kind.SEAL}:
        policy = QUALIFIED_PERSON if kind is Kind.SIGN else QUALIFIED_SEAL
        policies = [x509.PolicyInformation(x509.ObjectIdentifier(policy), None)]
        made += [(x509.CertificatePolicies(policies), False), (_qualified(kind), False)]
    if wish.ocsp:
        place = x509.UniformResourceIdentifier(wish.ocsp)
        access = [x509.AccessDescription(AuthorityInformationAccessOID.OCSP, place)]
        made.append((x509.AuthorityInformationAccess(access), False))
    return made


PURPOSES: Final = {
    Kind.TSA: [ExtendedKeyUsageOID.TIME_STAMPING],
    Kind.OCSP: [ExtendedKeyUsageOID.OCSP_SIGNING],
    Kind.AUTH: [ExtendedKeyUsageOID.CLIENT_AUTH],
    Kind.SIGN: [ExtendedKeyUsageOID.EMAIL_PROTECTION],
}


def _usage(kind: Kind) -> x509.KeyUsage:
    authority = kind in {Kind.ROOT, Kind.CA}
    return x509.KeyUsage(
        digital_signature=kind in {Kind.AUTH, Kind.OCSP, Kind.TSA},
        content_commitment=kind in {Kind.SIGN, Kind.SEAL},
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=authority,
        crl_sign=authority,
        encipher_only=False,
        decipher_only=False,
    )


class _Statement(core.Sequence):  # type: ignore[misc]  # asn1crypto has no types
    _fields = [("id", core.ObjectIdentifier), ("info", core.Any, {"optional": True})]


class _Statements(core.SequenceOf):  # type: ignore[misc]
    _child_spec = _Statement


class _Types(core.SequenceOf):  # type: ignore[misc]
    _child_spec = core.ObjectIdentifier


def _qualified(kind: Kind) -> x509.UnrecognizedExtension:
    """That the certificate is a qualified one, on a device, for a person or for a seal."""
    types = _Types([f"{QC_TYPE}.{1 if kind is Kind.SIGN else 2}"])
    stated = _Statements([{"id": QC_COMPLIANCE}, {"id": QC_DEVICE}, {"id": QC_TYPE, "info": core.Any(types)}])
    return x509.UnrecognizedExtension(QC_STATEMENTS, stated.dump())


def expired(before: datetime) -> tuple[datetime, datetime]:
    """A period that ended a day before a moment."""
    return before - timedelta(days=400), before - timedelta(days=1)
