"""What is not a sound dossier is refused with every reason, before anything is made."""

import json
import random
from pathlib import Path

import pytest

from app.demo.cast import Cast
from app.documents.seals import Seal
from app.dossier.reading import open_dossier
from app.esign.making.asice import sign_asice
from app.esign.testing.pki import TestPki
from app.esign.trust import Trust
from app.kit.words import Words
from app.placements.models import Placement
from tests.browser import Browser
from tests.dossier.conftest import Elsewhere, Fetch, inner, rewritten, unpacked, unsealed

LV = Words.of("lv")


def test_it_is_refused_with_reasons(
    elsewhere: Elsewhere, dossier: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = unpacked(dossier)["contents.json"]
    lied = told.replace(b'"simple"', b'"qualified"')
    path = json.loads(told)["documents"][0]["editions"][0]["pdf"]
    cases = [
        (rewritten(dossier, {"contents.json": lied}), False, "Zīmogs neder"),
        (inner(dossier, {path: b"%PDF-1.7 cits"}), False, "Zīmogs neder"),
        (rewritten(dossier, {"vēl.txt": b"!"}), False, "Zīmogs neder"),
        (unsealed(dossier, {}), False, "nav apzīmogota"),
        (unsealed(inner(dossier, {path: b"%PDF-1.7 cits"}), {}), True, "nav tas, kas ir sarakstā"),
        (unsealed(inner(dossier, {path: None}), {}), True, f"{path} trūkst"),
        (unsealed(inner(dossier, {"vel.txt": b"!"}), {}), True, "vel.txt nav satura sarakstā"),
        (unsealed(dossier, {"contents.json": lied}), True, "pierādījum"),
        (
            unsealed(dossier, {"contents.json": told.replace(b'"table": "person"', b'"table": "sign_in"')}),
            True,
            "nesader",
        ),
        (
            unsealed(dossier, {"contents.json": told.replace(b'"person-2"', b'"person-99"', 1)}),
            True,
            "nesader",
        ),
        (
            unsealed(dossier, {"contents.json": told.replace(b'"state": "complete"', b'"state": "x"')}),
            True,
            "nesader",
        ),
        (dossier[:-20], False, "bojāts"),
        (b"PK\x03\x04 nekas", False, "bojāts"),
        (rewritten(dossier, {"contents.json": None}), False, "contents.json"),
    ]
    with elsewhere:  # type: ignore[attr-defined]
        for changed, anyhow, reason in cases:
            assert elsewhere.bring(tmp_path, changed, unsealed=anyhow) == 1
            assert reason in capsys.readouterr().out
        assert set(elsewhere.counts().values()) == {0}


def test_an_operator_may_take_one_without_a_seal(
    elsewhere: Elsewhere, dossier: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with elsewhere:  # type: ignore[attr-defined]
        assert elsewhere.bring(tmp_path, unsealed(dossier, {}), unsealed=True) == 0
        assert "nav apzīmogota" in capsys.readouterr().out
        assert elsewhere.counts()["Signature"] == 3


def test_a_partys_part_is_not_restored(
    elsewhere: Elsewhere,
    cast: Cast,
    signed: Placement,
    seal: Seal,
    fetch: Fetch,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    part = fetch(cast.anna, signed)
    with elsewhere:  # type: ignore[attr-defined]
        assert elsewhere.bring(tmp_path, part) == 1
    assert "vienas puses daļa" in capsys.readouterr().out


def test_a_large_one_is_judged_too(pki: TestPki, trust: Trust) -> None:
    """Larger than what anybody may upload to be verified."""
    noise = random.Random(4).randbytes(31 * 1024 * 1024)
    files = [("contents.json", b"{}", "application/json"), ("faili.zip", noise, "application/zip")]
    sealed = sign_asice(files, pki.seal(), pki.tsa, pki.ocsp)
    opened = open_dossier(sealed, "lieta.asice", trust)
    assert opened.sealed_by
    assert [str(reason) for reason in opened.reasons] == ["The file is damaged: {what}."]  # it holds nothing
    at = len(sealed) // 2
    changed = sealed[:at] + bytes([sealed[at] ^ 1]) + sealed[at + 1 :]
    assert not open_dossier(changed, "lieta.asice", trust).sealed_by


@pytest.mark.parametrize("who", ["ilze", "guntis", "dace", "martins"])
def test_only_administrators_bring(browser: Browser, cast: Cast, who: str) -> None:
    theirs = browser.as_(cast.people[who])
    assert theirs.get("/administresana/lietas").status == 403
    sent = {"file": ("lieta.asice", b"PK\x03\x04", "application/zip")}
    assert theirs.post("/administresana/lietas", files=sent).status == 403
    assert theirs.get("/administresana/lietas/1").status == 404


def test_what_is_no_archive_is_said_at_the_field(browser: Browser, cast: Cast) -> None:
    admin = browser.as_(cast.people["admin"])
    sent = {"file": ("lieta.pdf", b"%PDF-1.7", "application/pdf")}
    answer = admin.post("/administresana/lietas", files=sent)
    assert answer.status == 422
    assert ".asice" in answer.words
