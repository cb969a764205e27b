"""The seals that the portal has: its own, and those of schools, with keys named in the settings."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from cryptography import x509
from cryptography.x509.oid import NameOID

from app.esign.fetching import fetch_ocsp
from app.esign.making.asice import sign_asice
from app.esign.making.device import DeviceKey
from app.esign.making.keys import FileKey, Key, Revocation, TimeStamps
from app.esign.making.over_http import TsaOverHttp
from app.esign.making.pades import seal_pdf
from app.esign.testing.pki import TestPki
from app.settings import Settings


@dataclass(frozen=True)
class Seal:
    """A key that was loaded once, and the services that make its signatures last."""

    key: Key
    tsa: TimeStamps
    revocation: Revocation
    test: bool = False

    @property
    def certificate(self) -> x509.Certificate:
        """Of the seal."""
        return x509.load_der_x509_certificate(self.key.certificate)

    @property
    def name(self) -> str:
        """Whose seal it is, as its certificate says."""
        found = self.certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
        return str(found[0].value) if found else self.certificate.subject.rfc4514_string()

    @property
    def until(self) -> datetime:
        """When its certificate ends."""
        return self.certificate.not_valid_after_utc.astimezone(UTC)

    def asice(self, files: Sequence[tuple[str, bytes, str]]) -> bytes:
        """A container over files (name, bytes, media type), XAdES B-LT."""
        return sign_asice(files, self.key, self.tsa, self.revocation)

    def pdf(self, pdf: bytes) -> bytes:
        """The PDF with the seal appended, PAdES B-LT."""
        return seal_pdf(pdf, self.key, self.tsa, self.revocation)


_loaded: Final[dict[tuple[str, ...], Seal]] = {}
_turn: Final = threading.Lock()


def seal_of(settings: Settings, reg_no: str = "") -> Seal | None:
    """The school's own seal, else the portal's, else in a test portal the test one; None without a key.

    Raises `Unusable` when a key is named and cannot be used.
    """
    own = _school_file(settings, reg_no)
    named = (
        str(settings.data_dir),
        str(own or ""),
        settings.seal.get("key", ""),
        settings.seal.get("pkcs11", ""),
    )
    with _turn:
        if named not in _loaded:
            made = _made(settings, own)
            if made is None:
                return None
            _loaded[named] = made
        return _loaded[named]


def _school_file(settings: Settings, reg_no: str) -> Path | None:
    folder = settings.seal.get("folder", "")
    if not folder or not reg_no.isalnum():
        return None
    files = (Path(folder) / f"{reg_no}.{ending}" for ending in ("pem", "pfx", "p12"))
    return next((file for file in files if file.exists()), None)


def _made(settings: Settings, own: Path | None) -> Seal | None:
    told = settings.seal
    certificate = Path(told["certificate"]) if told.get("certificate") else None
    key: Key
    if own:
        key = FileKey.load(own, told.get("password", ""))
    elif told.get("pkcs11"):
        key = DeviceKey.open(told["pkcs11"], told["token"], told["pin"], told["label"], certificate)
    elif told.get("key"):
        key = FileKey.load(Path(told["key"]), told.get("password", ""), certificate)
    elif settings.test_signing:
        pki = TestPki.at(settings.data_dir / "testa")
        return Seal(pki.seal(), pki.tsa, pki.ocsp, test=True)
    else:
        return None
    return Seal(key, TsaOverHttp(settings.tsa_url), _Asked())


class _Asked:
    def ocsp(self, certificate: bytes, issuer: bytes) -> bytes:
        return fetch_ocsp(certificate, issuer)
