"""A number and a hash: together they tell where the document stands, apart they tell nothing."""

import pytest
from sqlalchemy.orm import Session

from app.demo.cast import Cast
from app.documents.models import Document, State
from app.identity.passwords import too_often
from app.verification.looking import TRIES
from tests.browser import Answer, Browser
from tests.documents.conftest import Play, document, played, post

__all__ = ["document", "played", "post"]


def asked(browser: Browser, number: str, sha256: str, query: str = "") -> Answer:
    return browser.post(f"/parbaudit/numurs{query}", {"number": number, "sha256": sha256})


def test_both_tell_where_it_stands_and_no_name(browser: Browser, document: Document, cast: Cast) -> None:
    answer = asked(browser, f" {document.number.lower()} ", document.edition.sha256.upper())
    assert answer.status == 200
    for said in ("Šo dokumentu izsniedzis portāls", document.organisation.name, "0 no 3", "Gaida parakstus"):
        assert said in answer.words, said
    for signer in document.signers:
        assert signer.person.family_name not in answer.words
    told = asked(browser, document.number, document.edition.sha256, "?json").json()
    assert told["known"] and told["document"]["state"] == "out" and told["document"]["wanted"] == 3


def test_one_alone_tells_nothing(browser: Browser, document: Document) -> None:
    wrong_hash = asked(browser, document.number, "0" * 64)
    wrong_number = asked(browser, "DVB-0000/0", document.edition.sha256)
    for answer in (wrong_hash, wrong_number):
        assert answer.status == 200 and "Šāda dokumenta šeit nav" in answer.words
        assert document.organisation.name not in answer.words


def test_a_draft_has_not_left_the_house(browser: Browser, db: Session, document: Document) -> None:
    document.state = State.DRAFT
    db.flush()
    assert not asked(browser, document.number, document.edition.sha256, "?json").json()["known"]


def test_a_signed_one_says_when(browser: Browser, played: Play) -> None:
    document = played("concluded")
    told = asked(browser, document.number, document.edition.sha256, "?json").json()["document"]
    assert told["state"] == "complete" and told["completed_at"] and told["signed"] == told["wanted"] == 3


@pytest.mark.parametrize("sha256", ["", "abc", "g" * 64])
def test_what_is_no_hash_is_said_at_the_field(browser: Browser, sha256: str) -> None:
    answer = asked(browser, "DVB-1", sha256)
    assert answer.status == 422 and "DVB-1" in answer.text


def test_patience_has_an_end(browser: Browser, db: Session) -> None:
    for _try in range(TRIES):
        too_often(db, "verification", "testclient", TRIES)
    assert asked(browser, "DVB-1", "0" * 64).status == 429


def test_the_way_there(browser: Browser, cast: Cast, document: Document) -> None:
    assert browser.get("/ieiet").page.link("Pārbaudīt dokumentu") == "/parbaudit"
    there = browser.as_(cast.guntis).get(f"/dokumenti/{document.id}").page.link("Pārbaudīt šo dokumentu")
    form = browser.get(there)
    assert document.edition.sha256 in form.text and form.status == 200
