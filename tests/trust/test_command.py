"""`python -m app trust`, as an operator types it."""

import shutil
from pathlib import Path

import pytest

from app.__main__ import main
from app.esign.testing.pki import TestPki
from app.esign.trusted_list import read_list
from app.kit.db import Database
from app.schema import migrate
from app.settings import Settings, Unsafe
from app.trust.mode import unmixed


@pytest.fixture(scope="module")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Brought up once: that takes longer than all that is tested here."""
    file = tmp_path_factory.mktemp("migrated") / "dvb.sqlite"
    migrate(f"sqlite:///{file}")
    return file


@pytest.fixture
def portal(tmp_path: Path, migrated: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "var").mkdir()
    shutil.copy(migrated, tmp_path / "var" / "dvb.sqlite")
    monkeypatch.setenv("DVB_DATA_DIR", str(tmp_path / "var"))
    monkeypatch.setenv("DVB_SECRET_KEY", "a-secret-for-the-tests-that-is-long-enough")
    monkeypatch.setenv("LANG", "en")
    for name in ("DVB_DEMO", "DVB_TEST_SIGNING", "DVB_DATABASE_URL", "LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


def test_lists_are_imported_and_shown(
    portal: Path, trusted_lists: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lotl, latvia = (str(trusted_lists / name) for name in ("EU-LOTL-2023.xml", "LV-2023.xml"))
    assert main(["trust", "list"]) == 0
    assert "Nothing is trusted yet" in capsys.readouterr().err
    assert main(["trust", "import", latvia]) == 1
    assert "No list of lists" in capsys.readouterr().err
    signer = read_list(Path(lotl).read_bytes()).signer_sha256
    assert main(["trust", "import", lotl, latvia, "--signer", signer]) == 0
    assert main(["trust", "list"]) == 0
    told = capsys.readouterr().out
    assert "LV no. 41, expired on" in told and "the signer is named by EU 332" in told


def test_a_portal_that_was_a_test_stays_one(
    portal: Path, pki: TestPki, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    anchor = str(pki.write_anchors(portal / "anchors") / "ca-testa.pem")
    assert main(["trust", "import", anchor]) == 1
    monkeypatch.setenv("DVB_TEST_SIGNING", "1")
    assert main(["trust", "import", anchor]) == 0
    monkeypatch.delenv("DVB_TEST_SIGNING")
    assert main(["serve"]) == 2
    assert "no legal force" in capsys.readouterr().err
    with pytest.raises(Unsafe):
        unmixed(Database(Settings.read().database_url), testing=False)
    unmixed(Database(Settings.read().database_url), testing=True)


def test_a_real_portal_does_not_become_a_test(portal: Path, trusted_lists: Path) -> None:
    latvia = trusted_lists / "LV-2023.xml"
    signer = read_list(latvia.read_bytes()).signer_sha256
    assert main(["trust", "import", str(latvia), "--signer", signer]) == 0
    with pytest.raises(Unsafe, match="must be off"):
        unmixed(Database(Settings.read().database_url), testing=True)
    unmixed(Database(Settings.read().database_url), testing=False)


def test_what_cannot_be_done_is_said(portal: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["trust", "import", "nowhere.xml"]) == 1
    assert main(["trust", "import", "http://127.0.0.1:1/x"]) == 1
    assert main(["trust", "refresh"]) == 2
    assert main(["trust", "anything"]) == 2
    said = capsys.readouterr().err
    assert "nowhere.xml" in said and "our own network" in said and "DVB_LOTL_URL" in said
