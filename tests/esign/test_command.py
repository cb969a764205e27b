"""`python -m app verify FILE…`: words or JSON lines, and an exit status that scripts can trust."""

import json
from pathlib import Path
from typing import Any

import pytest

from app.__main__ import main
from app.esign.making.asice import sign_asice
from app.esign.testing.pki import TestPki

GOOD, WAITS = "good.edoc", "waits.asice"


@pytest.fixture
def folder(pki: TestPki, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DVB_TRUSTED_LISTS", str(pki.folder / "anchors"))
    monkeypatch.delenv("DVB_SECRET_KEY", raising=False)
    anna = pki.person("Anna", "Ozola", "010180-12345")
    files = [("plāns.pdf", b"%PDF-1.7 plan", "application/pdf")]
    (tmp_path / GOOD).write_bytes(sign_asice(files, anna, pki.tsa, pki.ocsp))
    (tmp_path / WAITS).write_bytes(sign_asice(files, anna, pki.tsa))
    return tmp_path


def asked(capsys: pytest.CaptureFixture[str], *words: object) -> tuple[int, list[dict[str, Any]]]:
    status = main(["verify", "--json", *map(str, words)])
    return status, [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_json_says_who_signed_when_and_by_what_codes(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, [told] = asked(capsys, folder / GOOD)
    assert status == 0
    assert (told["file"], told["valid"], told["format"]) == (str(folder / GOOD), True, "ASiC-E")
    [signature] = told["signatures"]
    assert signature["valid"] and signature["time"] and told["codes"] == []
    assert (signature["signer"], signature["personal_code"]) == ("ANNA OZOLA", "010180-12345")
    assert signature["codes"] == ["TEST"]


def test_one_bad_file_among_good_ones_is_told_by_the_status(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "note.txt").write_text("hello")
    status, told = asked(capsys, folder / GOOD, folder / WAITS, folder / "note.txt", folder / "gone", folder)
    assert status == 1
    assert [one["valid"] for one in told] == [True, False, False, False, False]
    assert [one["codes"] for one in told[2:]] == [["UNKNOWN_FORMAT"], ["UNREADABLE"], ["UNREADABLE"]]
    assert told[1]["signatures"][0]["codes"] == ["TEST", "NO_REVOCATION"]


def test_in_words_of_the_terminal(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "lv_LV.UTF-8")
    assert main(["verify", str(folder / WAITS)]) == 1
    told = capsys.readouterr().out
    assert "vēl nav zināms" in told and "NO_REVOCATION" in told and "ANNA OZOLA (010180-12345)" in told
    assert main(["verify", "--lang", "en", str(folder / GOOD)]) == 0
    assert "TEST signature, without legal force" in capsys.readouterr().out


def test_a_folder_of_lists_that_is_not_there_is_said_at_once(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DVB_TRUSTED_LISTS", str(folder / "nowhere"))
    assert main(["verify", str(folder / GOOD)]) == 2
    assert "DVB_TRUSTED_LISTS" in capsys.readouterr().err
