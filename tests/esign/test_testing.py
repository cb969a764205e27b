"""The test authority is believed by OpenSSL, so what rests on it proves something."""

import hashlib
import subprocess
import urllib.request
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509

from app.esign.testing.held import Held
from app.esign.testing.pki import TestPki, pem
from app.esign.testing.profiles import expired


def openssl(*arguments: str | Path) -> str:
    done = subprocess.run(["openssl", *map(str, arguments)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr + done.stdout
    return done.stdout + done.stderr


@pytest.fixture
def anna(pki: TestPki) -> Held:
    return pki.person("Anna", "Ozoliņa", "010180-12345")


def written(folder: Path, **files: bytes) -> list[Path]:
    for name, data in files.items():
        (folder / name).write_bytes(data)
    return [folder / name for name in files]


def test_a_persons_certificate_looks_like_a_latvian_one(pki: TestPki, anna: Held, tmp_path: Path) -> None:
    [file] = written(tmp_path, anna=pem(anna.certificate))
    said = openssl("x509", "-in", file, "-noout", "-text", "-nameopt", "utf8,sep_comma_plus_space,sname")
    for what in (
        "serialNumber=PNOLV-010180-12345",
        "ANNA OZOLIŅA",
        "OU=TESTA",
        "Non Repudiation",
        "qcStatements",
    ):
        assert what in said
    assert f"OCSP - URI:{pki.address}/ocsp" in said


def test_the_chain_holds(pki: TestPki, anna: Held, tmp_path: Path) -> None:
    ica, who = written(tmp_path, ica=pem(pki.ica.certificate), who=pem(anna.certificate))
    openssl("verify", "-CAfile", pki.folder / "root.pem", "-untrusted", ica, who)


def test_the_same_person_has_the_same_key(pki: TestPki, anna: Held) -> None:
    assert pki.person("Anna", "Ozoliņa", "010180-12345").certificate == anna.certificate
    assert pki.person("Anna", "Ozoliņa", "010180-12346").certificate != anna.certificate
    again = TestPki.load(pki.folder, pki.address).person("Anna", "Ozoliņa", "010180-12345")
    assert (again.certificate, again.key_pem()) == (anna.certificate, anna.key_pem())


def test_every_subject_says_that_it_is_a_test(pki: TestPki, anna: Held) -> None:
    for held in (pki.ica, pki.tsa_held, pki.ocsp_held, pki.seal(), pki.authenticating("A", "B", "1"), anna):
        assert "TESTA" in held.known.subject.rfc4514_string()


def test_time_stamps_over_http(pki: TestPki, tmp_path: Path) -> None:
    [data] = written(tmp_path, data=b"what was signed")
    query, reply = tmp_path / "q.tsq", tmp_path / "r.tsr"
    openssl("ts", "-query", "-data", data, "-sha256", "-cert", "-out", query)
    asked = urllib.request.Request(
        pki.tsa_address, query.read_bytes(), {"Content-Type": "application/timestamp-query"}
    )
    with urllib.request.urlopen(asked) as answer:
        reply.write_bytes(answer.read())
    openssl("ts", "-verify", "-queryfile", query, "-in", reply, "-CAfile", pki.folder / "root.pem")


def test_a_token_without_http(pki: TestPki, tmp_path: Path) -> None:
    token = pki.tsa.token(hashlib.sha256(b"data").digest())
    token_file, data = written(tmp_path, token=token, data=b"data")
    root = pki.folder / "root.pem"
    openssl("ts", "-verify", "-token_in", "-in", token_file, "-data", data, "-CAfile", root)


def test_revocation_over_http(pki: TestPki, anna: Held, tmp_path: Path) -> None:
    lost = pki.person("Juris", "Lapiņš", "020280-12345")
    pki.revoke(lost, datetime.now(UTC) - timedelta(hours=1))
    ica, good, bad = written(
        tmp_path, ica=pem(pki.ica.certificate), good=pem(anna.certificate), bad=pem(lost.certificate)
    )
    trusted = ("-CAfile", pki.folder / "root.pem", "-verify_other", ica)
    for file, status in ((good, ": good"), (bad, ": revoked")):
        said = openssl("ocsp", "-url", f"{pki.address}/ocsp", "-issuer", ica, "-cert", file, *trusted)
        assert status in said and "Response verify OK" in said


def test_an_unknown_issuer_is_unknown(pki: TestPki, tmp_path: Path) -> None:
    other = pki.impostor(tmp_path / "other")
    assert other.ica.known.subject == pki.ica.known.subject
    stranger = other.person("Anna", "Ozoliņa", "010180-12345")
    ica, who = written(tmp_path, ica=pem(other.ica.certificate), who=pem(stranger.certificate))
    answer = tmp_path / "answer"
    answer.write_bytes(pki.ocsp.ocsp(stranger.certificate, other.ica.certificate))
    arguments = ("-respin", answer, "-issuer", ica, "-cert", who, "-noverify")
    assert ": unknown" in openssl("ocsp", *arguments)


def test_a_period_of_ones_choice(pki: TestPki) -> None:
    start, end = expired(datetime(2026, 1, 10, tzinfo=UTC))
    held = pki.person("Vecā", "Karte", "030380-12345", start=start, end=end)
    assert held.known.not_valid_after_utc == datetime(2026, 1, 9, tzinfo=UTC)


def test_an_authentication_certificate_may_not_sign(pki: TestPki) -> None:
    held = pki.authenticating("Anna", "Ozoliņa", "010180-12345")
    usage = held.known.extensions.get_extension_for_class(x509.KeyUsage).value
    assert usage.digital_signature and not usage.content_commitment


def test_nonsense_is_answered_too(pki: TestPki) -> None:
    for path in ("/tsa", "/ocsp", "/other"):
        request = urllib.request.Request(pki.address + path, b"nonsense")
        with pytest.raises(urllib.error.HTTPError):
            urllib.request.urlopen(request)
