"""Who a certificate says it belongs to, in the one form that the portal compares."""

from __future__ import annotations

import re
import warnings
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from cryptography import x509
from cryptography.x509.oid import NameOID

from app.esign.extensions import COMPLIANCE, DEVICE, TYPE, extensions

FOR_SIGNING, FOR_SEALS = f"{TYPE}.1", f"{TYPE}.2"
PERSONAL: Final = re.compile(r"(?:PNO(?P<country>[A-Z]{2})-)?(?P<code>[0-9]{6}-?[0-9]{5})")
REGISTERED: Final = re.compile(r"(?:[A-Z]{3}[A-Z]{2}-|[A-Z]{2}:[A-Z]{2}-)?(?P<code>.+)")


@dataclass(frozen=True)
class Identity:
    """`personal_code` is without prefix, in Latvia with its hyphen; a seal has `organisation_code`."""

    name: str
    given_name: str
    family_name: str
    personal_code: str
    organisation: str
    organisation_code: str
    country: str
    issuer: str
    seal: bool
    qualified: bool  # the issuer states a qualified certificate with its key on a device


# real certificates have organisation names beyond 64 characters; that is nobody's concern here
warnings.filterwarnings("ignore", message="Attribute's length must be")


@lru_cache(maxsize=256)
def identity(certificate: bytes) -> Identity:
    """Raises ValueError for a certificate that cannot be read."""
    read = x509.load_der_x509_certificate(certificate)
    subject = read.subject
    country = _one(subject, NameOID.COUNTRY_NAME).upper()
    given, family = _one(subject, NameOID.GIVEN_NAME), _one(subject, NameOID.SURNAME)
    code = personal_code(_one(subject, NameOID.SERIAL_NUMBER), country)
    stated = extensions(certificate).stated
    organisation = _one(subject, NameOID.ORGANIZATION_NAME)
    registered = REGISTERED.fullmatch(_one(subject, NameOID.ORGANIZATION_IDENTIFIER))
    seal = FOR_SEALS in stated or (FOR_SIGNING not in stated and not (code or family) and bool(organisation))
    common = _one(subject, NameOID.COMMON_NAME)
    return Identity(
        name=common if seal or not (given and family) else f"{given} {family}",
        given_name="" if seal else given,
        family_name="" if seal else family,
        personal_code="" if seal else code,
        organisation=organisation,
        organisation_code=registered["code"] if registered else "",
        country=country,
        issuer=_one(read.issuer, NameOID.COMMON_NAME),
        seal=seal,
        qualified={COMPLIANCE, DEVICE} <= stated,
    )


def personal_code(text: str, country: str = "LV") -> str:
    """Of `PNOLV-110187-12529`, `110187-12529` and `11018712529` the same; nothing for other numbers."""
    found = PERSONAL.fullmatch(text.strip().upper())
    if found is None:
        return ""
    code = found["code"].replace("-", "")
    return f"{code[:6]}-{code[6:]}" if (found["country"] or country) == "LV" else code


def called(name: x509.Name) -> str:
    """The name as people say it."""
    return _one(name, NameOID.COMMON_NAME) or name.rfc4514_string()


def _one(name: x509.Name, oid: x509.ObjectIdentifier) -> str:
    values = name.get_attributes_for_oid(oid)
    return str(values[0].value).strip() if values else ""
