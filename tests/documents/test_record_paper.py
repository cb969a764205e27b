"""Signatures on paper: the scan, who compared it with the original, and when."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.demo.cast import Cast
from app.documents.models import Document, Signature, State, Step, Strength
from app.identity.models import Person
from app.kit.clock import today
from app.kit.db import store_of
from tests.browser import Answer, Browser
from tests.documents.conftest import Play, proofs, signer_of, steps

SCAN = b"\x89PNG\r\n\x1a\n scan"


def record(
    browser: Browser, document: Document, *people: Person, scan: bytes = SCAN, **changed: str
) -> Answer:
    values = {
        "signers": [str(signer_of(document, person).id) for person in people],
        "signed_on": today().isoformat(),
        "place": "lieta 05-12",
        "compared": "1",
    }
    files = {"file": ("skens.png", scan, "image/png")} if scan else {}
    return browser.post(f"/dokumenti/{document.id}/papirs", values | changed, files=files)


def test_one_of_them_on_paper_and_the_next_is_asked(
    db: Session, cast: Cast, document: Document, browser: Browser
) -> None:
    assert record(browser.as_(cast.ilze), document, cast.anna).status == 303
    assert steps(document) == [Step.SIGNED, Step.ASKED, Step.WAITING]
    signature = db.scalars(select(Signature)).one()
    assert (signature.strength, signature.person, signature.recorder) == (
        Strength.HANDWRITTEN,
        cast.anna,
        cast.ilze,
    )
    kept = proofs(db, signer_of(document, cast.anna))[0]["proof"]
    assert (kept["compared_by"], kept["original"]) == (cast.ilze.name, "lieta 05-12")
    assert store_of(db).get(kept["scan"]["sha256"]) == SCAN
    page = browser.as_(cast.ilze).get(f"/dokumenti/{document.id}/pieradijums/{signature.id}")
    assert "Oriģināls ir uz papīra" in page.words


def test_everybody_on_one_sheet(cast: Cast, document: Document, browser: Browser) -> None:
    assert record(browser.as_(cast.ilze), document, cast.anna, cast.dace, cast.guntis).status == 303
    assert document.state is State.COMPLETE


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"compared": ""}, "Vispirms salīdziniet"),
        ({"signed_on": "tomorrow"}, "Parakstīšanas diena"),
        ({"signed_on": "before"}, "Parakstīšanas diena"),
        ({"signers": ""}, "Izvēlieties tos"),
        ({"scan": b"hello"}, "Augšupielādējiet skenējumu"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_recorded(
    db: Session, cast: Cast, document: Document, browser: Browser, changed: dict[str, Any], words: str
) -> None:
    days = {"tomorrow": today() + timedelta(days=1), "before": today() - timedelta(days=40)}
    if day := days.get(str(changed.get("signed_on"))):
        changed = {"signed_on": day.isoformat()}
    answer = record(browser.as_(cast.ilze), document, cast.anna, **changed)
    assert answer.status == 422
    assert words in answer.words
    assert "lieta 05-12" in answer.text
    assert steps(document) == [Step.ASKED, Step.WAITING, Step.WAITING]
    assert db.scalars(select(Signature)).first() is None


def test_whoever_has_signed_does_not_sign_again(cast: Cast, played: Play, browser: Browser) -> None:
    document = played("company-turn")
    assert record(browser.as_(cast.ilze), document, cast.anna).status == 422


@pytest.mark.parametrize(
    ("who", "status"), [("anna", 403), ("dace", 403), ("aigars", 404), ("stranger", 404)]
)
def test_only_the_schools_staff(
    cast: Cast, document: Document, browser: Browser, who: str, status: int
) -> None:
    assert record(browser.as_(getattr(cast, who)), document, cast.anna).status == status
    assert steps(document) == [Step.ASKED, Step.WAITING, Step.WAITING]


def test_not_when_all_have_signed(cast: Cast, played: Play, browser: Browser) -> None:
    document = played("signed")
    assert record(browser.as_(cast.ilze), document, cast.anna).status == 409
