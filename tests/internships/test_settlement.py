"""How the place and the learner settle, if they agree on it (481: 11)."""

from decimal import Decimal

import pytest
from sqlalchemy.orm import Session

from app.demo.cast import Cast
from app.documents.models import Party
from app.internships import actions
from app.internships.models import Settlement, SettlementState
from app.kit.errors import Refused
from app.placements.models import Placement
from tests.browser import Browser
from tests.internships.conftest import sign


def test_agreed_in_the_portal_by_the_two(
    db: Session, cast: Cast, placement: Placement, browser: Browser
) -> None:
    dace, url = browser.as_(cast.dace), f"/vietas/{placement.id}/norekini"
    assert dace.post(url, {"terms": ""}).status == 422
    assert dace.post(url, {"terms": "Ceļa izdevumi reizi mēnesī.", "month_amount": "80,50"}).status == 303
    made = db.query(Settlement).one()
    assert dace.post(url, {"terms": "Vēl viena"}).status == 422, "one at a time"
    edited = {"terms": "Ceļa izdevumi.", "month_amount": "90"}
    assert dace.post(f"/norekini/{made.id}", edited).status == 303
    assert dace.post(f"/norekini/{made.id}/nosutit").status == 303
    document = made.document
    assert document is not None
    assert [(s.party, s.person) for s in document.signers] == [
        (Party.GUARDIAN, cast.anna),
        (Party.COMPANY, cast.dace),
    ]
    assert dace.post(f"/norekini/{made.id}", edited).status == 409
    sign(db, document)
    assert (made.state, made.month_amount) == (SettlementState.SIGNED, Decimal(90))
    assert made.agreed_on is not None
    assert "90,00" in browser.as_(cast.martins).get(url).words
    assert browser.as_(cast.martins).get(f"/dokumenti/{document.id}").status == 200


def test_recorded_with_its_file(db: Session, cast: Cast, placement: Placement, browser: Browser) -> None:
    ilze, url = browser.as_(cast.ilze), f"/vietas/{placement.id}/norekini/ieraksts"
    file = {"file": ("vienosanas.pdf", b"%PDF-1.7 x", "application/pdf")}
    assert ilze.post(url, {"agreed_on": "2199-01-01"}, files=file).status == 422
    wrong = {"file": ("x.exe", b"MZ", "application/pdf")}
    assert ilze.post(url, {"agreed_on": "2026-09-01"}, files=wrong).status == 422
    assert ilze.post(url, {"agreed_on": "2026-09-01"}, files=file).status == 303
    made = db.query(Settlement).one()
    assert made.state is SettlementState.RECORDED
    assert ilze.get(f"/norekini/{made.id}/fails").bytes == b"%PDF-1.7 x"
    assert browser.as_(cast.aigars).get(f"/norekini/{made.id}/fails").status == 404


def test_who_may_not(db: Session, cast: Cast, placement: Placement, browser: Browser) -> None:
    url = f"/vietas/{placement.id}/norekini"
    assert browser.as_(cast.aigars).get(url).status == 403, "it is about money"
    assert browser.as_(cast.martins).post(url, {"terms": "x"}).status == 403
    assert browser.as_(cast.stranger).post(url, {"terms": "x"}).status == 404
    placement.in_school = True
    db.commit()
    assert browser.as_(cast.ilze).get(url).status == 404
    with pytest.raises(Refused):
        actions.draft_settlement(db, cast.actor("ilze"), placement, terms="x")
    placement.in_school = False
    cast.school.director_id = None
    made = actions.draft_settlement(db, cast.actor("ilze"), placement, terms="x")
    cast.martins.birth_date = None
    with pytest.raises(Refused):
        actions.send_settlement(db, cast.actor("ilze"), made)
    assert made.document is None
