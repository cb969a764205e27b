"""A placement in which some parties sign with eParaksts or on paper."""

import pytest
from sqlalchemy.orm import Session

from app.contracts import actions as contracts
from app.contracts.queries import latest
from app.demo.cast import Cast
from app.documents.models import Party
from tests.browser import Browser
from tests.documents.conftest import document_of
from tests.placements.parts import prepared
from tests.stages import play

SENT = {"parties": ["company", "school"], "reason": "Uzņēmuma valde pieņem tikai drošus parakstus."}


def test_its_documents_ask_for_it(db: Session, cast: Cast, browser: Browser) -> None:
    placement = prepared(db, cast)
    ilze = browser.as_(cast.ilze)
    address = f"/vietas/{placement.id}/paraksti"
    assert "ar eParakstu vai uz papīra" in ilze.get(address).words
    assert ilze.post(address, SENT).to == placement.address
    db.refresh(placement)
    assert (placement.outside, placement.outside_because) == (["company", "school"], SENT["reason"])
    shown = ilze.get(placement.address).words
    assert "Uzņēmums, Izglītības iestāde" in shown
    assert str(SENT["reason"]) in shown


def test_the_signers_of_its_contract(db: Session, cast: Cast, browser: Browser) -> None:
    placement = play(db, cast, "ready")
    contracts.draft(db, cast.actor("ilze"), placement)
    browser.as_(cast.ilze).post(f"/vietas/{placement.id}/paraksti", {**SENT, "parties": ["guardian"]})
    assert (
        "ar eParakstu vai uz papīra" in browser.as_(cast.ilze).get(f"/vietas/{placement.id}/parbaudit").words
    )
    contract = latest(db, placement.id)
    assert contract is not None
    contracts.send(db, cast.actor("ilze"), contract)
    found = {signer.party: signer.outside for signer in document_of(db, placement).signers}
    assert found == {Party.GUARDIAN: True, Party.COMPANY: False, Party.SCHOOL: False}
    # a code is not enough, and the page says what to do
    document = document_of(db, placement)
    anna = browser.as_(cast.anna)
    assert "paraksta ar eParakstu vai uz papīra" in anna.post(f"/dokumenti/{document.id}/kods").words
    assert "vajadzīgs Jūsu paraksts ar eParakstu" in anna.get(f"/dokumenti/{document.id}").words


@pytest.mark.parametrize("sent", [{}, {**SENT, "reason": ""}, {**SENT, "parties": ["bank"]}])
def test_a_bad_form(db: Session, cast: Cast, browser: Browser, sent: dict[str, object]) -> None:
    placement = prepared(db, cast)
    assert browser.as_(cast.ilze).post(f"/vietas/{placement.id}/paraksti", sent).status == 422
    db.refresh(placement)
    assert placement.outside == []


def test_only_while_it_lasts(db: Session, cast: Cast, browser: Browser) -> None:
    placement = play(db, cast, "cancelled")
    assert browser.as_(cast.ilze).post(f"/vietas/{placement.id}/paraksti", SENT).status == 409


@pytest.mark.parametrize(
    ("who", "status"), [("guntis", 403), ("dace", 403), ("martins", 403), ("stranger", 404)]
)
def test_others_do_not(db: Session, cast: Cast, browser: Browser, who: str, status: int) -> None:
    placement = prepared(db, cast)
    assert browser.as_(getattr(cast, who)).post(f"/vietas/{placement.id}/paraksti", SENT).status == status
    db.refresh(placement)
    assert placement.outside == []
