"""Signed files to ask about, and a portal that trusts who signed them."""

import pytest

from app.esign.making.asice import sign_asice
from app.esign.testing.pki import TestPki
from app.esign.trust import Trust
from app.verification import looking


@pytest.fixture(scope="session")
def pki(tmp_path_factory: pytest.TempPathFactory) -> TestPki:
    return TestPki.create(tmp_path_factory.mktemp("testa"))


@pytest.fixture
def trusted(pki: TestPki, monkeypatch: pytest.MonkeyPatch) -> Trust:
    """What the portal has imported."""
    trust = Trust.load(pki.folder / "anchors")
    monkeypatch.setattr(looking, "current", lambda db: trust)
    return trust


def container(pki: TestPki, data: bytes, *, proof: bool = True) -> bytes:
    """Signed by Anna."""
    anna = pki.person("Anna", "Ozola", "010180-12345")
    files = [("Līgums DVB-1.pdf", data, "application/pdf")]
    return sign_asice(files, anna, pki.tsa, pki.ocsp if proof else None)
