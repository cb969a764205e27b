"""The test authority itself: made once into a folder, and persons on demand."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, Self

from cryptography import x509
from cryptography.hazmat.primitives import serialization

from app.esign.testing.held import Held
from app.esign.testing.profiles import END, MARK, START, Kind, Wish, authority, issue, organisation, person
from app.esign.testing.revoking import TestOcsp
from app.esign.testing.stamping import TestTsa
from app.kit import clock

ICA: Final = "LV eID ICA 2026"


@dataclass
class TestPki:
    """Keys in PEM files of one folder; `address` is where the services are reached by HTTP."""

    __test__ = False
    folder: Path
    ica: Held
    tsa_held: Held
    ocsp_held: Held
    address: str = ""
    clock: Callable[[], datetime] = clock.now
    revoked: dict[int, datetime] = field(default_factory=dict)

    @classmethod
    def create(cls, folder: Path, address: str = "") -> Self:
        """A root, whose key is forgotten, and under it the issuer, the stamping and the responding."""
        root = issue(Wish(Kind.ROOT, authority("ROOT 2026")))
        ica = issue(Wish(Kind.CA, authority(ICA)), root).write(folder / "ica.pem")
        issue(Wish(Kind.TSA, authority("TSA A 2026")), root).write(folder / "tsa.pem")
        issue(Wish(Kind.OCSP, authority("OCSP 2026")), ica).write(folder / "ocsp.pem")
        (folder / "root.pem").write_bytes(root.known.public_bytes(serialization.Encoding.PEM))
        made = cls.load(folder, address)
        made.write_anchors(folder / "anchors")
        return made

    @classmethod
    def load(cls, folder: Path, address: str = "") -> Self:
        """What `create` left there."""
        ica, tsa, ocsp = (Held.read(folder / f"{name}.pem") for name in ("ica", "tsa", "ocsp"))
        kept = folder / "revoked.json"
        revoked = json.loads(kept.read_text()) if kept.exists() else {}
        moments = {int(serial): datetime.fromisoformat(at) for serial, at in revoked.items()}
        return cls(folder, ica, tsa, ocsp, address, revoked=moments)

    @classmethod
    def at(cls, folder: Path, address: str = "") -> Self:
        """The one that is there, or a new one; whoever is first makes it, whole."""
        if not (folder / "ocsp.pem").exists():
            folder.parent.mkdir(parents=True, exist_ok=True)
            with TemporaryDirectory(dir=folder.parent, prefix=folder.name) as own:
                made = Path(own) / "made"
                cls.create(made)
                with suppress(OSError):  # another process was quicker
                    made.rename(folder)
        return cls.load(folder, address)

    @property
    def tsa(self) -> TestTsa:
        """Gives time stamps, in this process."""
        return TestTsa(self.tsa_held, self.clock)

    @property
    def ocsp(self) -> TestOcsp:
        """Answers about revocation, in this process."""
        return TestOcsp(self.ocsp_held, self.ica.certificate, self.revoked, self.clock)

    def person(
        self, given: str, family: str, code: str, *, start: datetime = START, end: datetime = END
    ) -> Held:
        """Who signs with a card; the same person has the same key."""
        return self.issued(Wish(Kind.SIGN, person(given, family, code), start, end, self.ocsp_address))

    def seal(self, name: str = "DVB portāls", code: str = "90000000000") -> Held:
        """The seal of an organisation."""
        return self.issued(Wish(Kind.SEAL, organisation(name, code), ocsp=self.ocsp_address))

    def authenticating(self, given: str, family: str, code: str) -> Held:
        """The other certificate of the card, which may not sign documents."""
        return self.issued(Wish(Kind.AUTH, person(given, family, code), ocsp=self.ocsp_address))

    def issued(self, wish: Wish) -> Held:
        """The one made earlier for this wish, or a new one."""
        told = [
            wish.kind,
            *(value for _, value in wish.subject),
            wish.start,
            wish.end,
            wish.ocsp,
            wish.curve.name,
        ]
        name = hashlib.sha256("|".join(map(str, told)).encode()).hexdigest()[:24]
        file = self.folder / "issued" / f"{name}.pem"
        return Held.read(file) if file.exists() else issue(wish, self.ica).write(file)

    def revoke(self, held: Held, at: datetime | None = None) -> None:
        """From a moment on the responder says so."""
        self.revoked[held.known.serial_number] = at or self.clock()
        told = {str(serial): moment.isoformat() for serial, moment in self.revoked.items()}
        (self.folder / "revoked.json").write_text(json.dumps(told))

    def impostor(self, folder: Path) -> TestPki:
        """Another authority with the very same names and other keys."""
        return type(self).at(folder, self.address)

    @property
    def ocsp_address(self) -> str:
        """What certificates carry; empty while nothing is served."""
        return f"{self.address}/ocsp" if self.address else ""

    @property
    def tsa_address(self) -> str:
        """Where time stamps are asked for."""
        return f"{self.address}/tsa"

    def write_anchors(self, folder: Path) -> Path:
        """The anchors as `Trust.load` reads them: PEM files named by purpose; TESTA makes them test ones."""
        folder.mkdir(parents=True, exist_ok=True)
        for purpose, held in (("ca", self.ica), ("tsa", self.tsa_held)):
            assert MARK in held.known.subject.rfc4514_string()
            (folder / f"{purpose}-testa.pem").write_bytes(pem(held.certificate))
        return folder


def pem(certificate: bytes) -> bytes:
    """The certificate as text."""
    return x509.load_der_x509_certificate(certificate).public_bytes(serialization.Encoding.PEM)
