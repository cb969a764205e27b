"""A file that anybody sends: told in plain words or as JSON, compared with what was issued, and forgotten."""

from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.demo.cast import Cast
from app.documents.models import Document
from app.esign.testing.pki import TestPki
from app.esign.trust import Trust
from app.identity.passwords import too_often
from app.kit.db import Base, store_of
from app.verification.looking import TRIES
from tests.browser import Answer, Browser
from tests.documents.conftest import document, played, post
from tests.verification.conftest import container

__all__ = ["document", "played", "post"]
PDF = b"%PDF-1.7 a contract\n%%EOF\n"


def sent(browser: Browser, data: bytes, name: str = "līgums.edoc", query: str = "", **options: Any) -> Answer:
    files = {"file": (name, data, "application/octet-stream")}
    return browser.post(f"/parbaudit{query}", files=files, **options)


def test_a_good_file_is_told_in_plain_words(browser: Browser, pki: TestPki, trusted: Trust) -> None:
    answer = sent(browser, container(pki, PDF))
    assert answer.status == 200
    for said in ("ANNA OZOLA", "010180-12345", "TESTA", "Līgums DVB-1.pdf", "Nav izsniegts šajā portālā"):
        assert said in answer.words, said


def test_a_program_gets_json(browser: Browser, pki: TestPki, trusted: Trust) -> None:
    told = sent(browser, container(pki, PDF), query="?json").json()
    assert told["valid"] and told["issued"] == [] and told["file"] == "līgums.edoc"
    assert told["signatures"][0]["personal_code"] == "010180-12345"
    same = sent(browser, container(pki, PDF), headers={"Accept": "application/json"}).json()
    assert same["valid"]


def test_what_is_wrong_is_said_with_its_code(browser: Browser, pki: TestPki, trusted: Trust) -> None:
    waiting = sent(browser, container(pki, PDF, proof=False))
    assert "NO_REVOCATION" in waiting.words and "vēl nav zināms" in waiting.words
    junk = sent(browser, b"hello", "note.txt")
    assert junk.status == 200 and "UNKNOWN_FORMAT" in junk.words
    after = sent(browser, container(pki, PDF) + b"x")
    assert "TRAILING_BYTES" in after.words


def test_without_lists_nobody_is_trusted(browser: Browser, pki: TestPki) -> None:
    assert "CHAIN" in sent(browser, container(pki, PDF)).words


def test_the_portal_knows_what_it_issued(
    browser: Browser, db: Session, document: Document, pki: TestPki, trusted: Trust
) -> None:
    issued = store_of(db).get(document.edition.sha256)
    answer = sent(browser, container(pki, issued))
    assert "Izsniegts šajā portālā" in answer.words and document.number in answer.words
    assert "Gaida parakstus" in answer.words and "0 no 3" in answer.words
    assert "Mārtiņš" not in answer.words, "no name that the file's signatures do not show"
    plain = sent(browser, issued, "līgums.pdf", query="?json").json()
    assert [one["number"] for one in plain["issued"]] == [document.number]
    longer = sent(browser, issued + b"\n1 0 obj\nendobj\n%%EOF\n", "līgums.pdf", query="?json").json()
    assert [one["number"] for one in longer["issued"]] == [document.number]


def test_nothing_is_kept(browser: Browser, db: Session, cast: Cast, pki: TestPki, trusted: Trust) -> None:
    def rows() -> dict[str, int]:
        tables = Base.metadata.sorted_tables
        return {t.name: db.scalar(select(func.count()).select_from(t)) or 0 for t in tables}

    before = rows()
    data = container(pki, PDF)
    report = sent(browser, data, query="?json").json()
    after = rows()
    assert {name for name in after if after[name] != before[name]} == {"attempt"}, "only that somebody tried"
    for file in (report, *report["files"]):
        with pytest.raises(FileNotFoundError):
            store_of(db).get(file["sha256"])


def test_without_a_file_the_form_says_so(browser: Browser) -> None:
    answer = browser.post("/parbaudit", {})
    assert answer.status == 422 and answer.page.one("h1").words == "Pārbaudīt dokumentu"
    plain = browser.post("/parbaudit?json", {})
    assert plain.status == 422 and "file" in plain.json()["errors"]


def test_patience_has_an_end(browser: Browser, db: Session) -> None:
    for _try in range(TRIES):
        too_often(db, "verification", "testclient", TRIES)
    answer = sent(browser, b"hello")
    assert answer.status == 429 and "15 minūtēm" in answer.words


def test_another_site_cannot_send(browser: Browser) -> None:
    answer = sent(browser, b"hello", headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status == 403


@pytest.mark.parametrize("name", ["../../etc/passwd", "C:\\temp\\a.edoc", "<script>.edoc", ""])
def test_a_strange_name_does_no_harm(browser: Browser, name: str) -> None:
    answer = sent(browser, b"hello", name)
    assert answer.status == (200 if name else 422)
    assert "<script>.edoc" not in answer.text and "etc/passwd" not in answer.text
