"""Keys of files and devices sign the same, and refuse to be half right."""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12

from app.esign.making.asice import Unmergeable, merge, sign_asice
from app.esign.making.device import DeviceKey
from app.esign.making.keys import FileKey, Unusable, digest, normal, raw
from app.esign.making.pades import sign_pdf
from app.esign.making.xades import finish_xades, prepare_xades
from app.esign.testing.held import Held
from app.esign.testing.pki import TestPki
from app.kit import clock
from tests.esign.oracles import needs, xmlsec

FILE = ("a.txt", b"a", "text/plain")
MODULES = ("/usr/lib/softhsm/libsofthsm2.so", "/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so")


@pytest.fixture
def seal(pki: TestPki) -> Held:
    return pki.seal("Skola", "90000000001")


def test_a_key_from_one_pem(seal: Held, tmp_path: Path) -> None:
    seal.write(tmp_path / "seal.pem")
    key = FileKey.load(tmp_path / "seal.pem")
    assert (key.certificate, key.chain) == (seal.certificate, seal.chain)
    assert normal(key.sign(digest(b"x")), b"x", seal.certificate)


def test_a_key_from_pfx(seal: Held, tmp_path: Path) -> None:
    above = [x509.load_der_x509_certificate(one) for one in reversed(seal.chain)]
    encrypted = BestAvailableEncryption("vārds".encode())
    (tmp_path / "seal.pfx").write_bytes(
        pkcs12.serialize_key_and_certificates(b"seal", seal.key, seal.known, above, encrypted)
    )
    key = FileKey.load(tmp_path / "seal.pfx", "vārds")
    assert (key.certificate, key.chain) == (seal.certificate, seal.chain)
    with pytest.raises(Unusable):
        FileKey.load(tmp_path / "seal.pfx", "cits")


def test_a_key_of_another_certificate_is_refused(pki: TestPki, seal: Held, tmp_path: Path) -> None:
    (tmp_path / "key.pem").write_bytes(seal.key_pem())
    pki.seal().write(tmp_path / "other.pem")
    with pytest.raises(Unusable, match="not the one"):
        FileKey.load(tmp_path / "key.pem", certificate=tmp_path / "other.pem")


def test_a_file_that_is_no_key_is_refused(tmp_path: Path) -> None:
    for content in (b"nonsense", b"-----BEGIN nonsense"):
        (tmp_path / "key.pem").write_bytes(content)
        with pytest.raises(Unusable):
            FileKey.load(tmp_path / "key.pem")


def test_values_from_elsewhere_are_checked_before_use(pki: TestPki, seal: Held) -> None:
    prepared = prepare_xades([FILE], seal.certificate, clock.now())
    value = seal.sign(prepared.digest)
    halves = raw(value, seal.certificate)
    assert finish_xades(prepared, value) == finish_xades(prepared, halves)
    for wrong in (value[:-1], b"", bytes(64), pki.seal().sign(prepared.digest), seal.sign(digest(b"other"))):
        with pytest.raises(Unusable):
            finish_xades(prepared, wrong)


def test_a_file_that_is_no_pdf_is_not_signed(seal: Held) -> None:
    with pytest.raises(Unusable):
        sign_pdf(b"%PDF-1.7 nonsense", seal)


def test_other_files_are_not_merged(seal: Held) -> None:
    others = [("a.txt", b"b", "text/plain"), ("b.txt", b"a", "text/plain"), ("a.txt", b"a", "text/html")]
    own = sign_asice([FILE], seal)
    for other in others:
        with pytest.raises(Unmergeable):
            merge([own, sign_asice([other], seal)])
    for damaged in (b"", own[:-40], own + b"x", own.replace(b"mimetype", b"mimetypo")):
        with pytest.raises(Unmergeable):
            merge([own, damaged])


@pytest.fixture(scope="session")
def device(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """A token of SoftHSM in a folder of its own."""
    needs("softhsm2-util")
    folder = tmp_path_factory.mktemp("softhsm")
    (folder / "tokens").mkdir()
    settings = folder / "softhsm2.conf"
    settings.write_text(f"directories.tokendir = {folder / 'tokens'}\nlog.level = ERROR\n")
    before, os.environ["SOFTHSM2_CONF"] = os.environ.get("SOFTHSM2_CONF"), str(settings)
    pins = ("--so-pin", "0000", "--pin", "1234")
    start = ["softhsm2-util", "--init-token", "--free", "--label", "skola", *pins]
    subprocess.run(start, check=True, capture_output=True)
    yield next(module for module in MODULES if Path(module).exists()), folder
    os.environ.pop("SOFTHSM2_CONF")
    if before is not None:
        os.environ["SOFTHSM2_CONF"] = before


def test_a_key_on_a_device(pki: TestPki, seal: Held, device: tuple[str, Path], tmp_path: Path) -> None:
    module, folder = device
    (folder / "key.pem").write_bytes(seal.key_pem())
    named = ("--token", "skola", "--pin", "1234", "--label", "zīmogs", "--id", "01")
    subprocess.run(["softhsm2-util", "--import", folder / "key.pem", *named], check=True, capture_output=True)
    seal.write(folder / "seal.pem")
    key = DeviceKey.open(module, "skola", "1234", "zīmogs", folder / "seal.pem")
    (tmp_path / "c.asice").write_bytes(sign_asice([FILE], key, pki.tsa, pki.ocsp))
    [said] = xmlsec(tmp_path / "c.asice", tmp_path / "d")
    assert "OK" in said
    for wrong in (("skola", "9999", "zīmogs"), ("cita", "1234", "zīmogs"), ("skola", "1234", "cits")):
        with pytest.raises(Unusable):
            DeviceKey.open(module, *wrong, folder / "seal.pem")
    with pytest.raises(Unusable):
        DeviceKey.open(module, "skola", "1234", "zīmogs")
