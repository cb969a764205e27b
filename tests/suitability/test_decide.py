"""The school decides, resting on the council's opinion."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.companies.models import Company
from app.demo.cast import Cast
from app.documents.models import Document
from app.documents.models import State as DocumentState
from app.kit.clock import today
from app.kit.errors import Refused
from app.suitability import actions
from app.suitability.models import Decision, Opinion, Result, Standing
from app.suitability.queries import suitability_of
from tests.browser import Browser
from tests.placements.parts import begun
from tests.suitability.conftest import decide

YES = {"positive": "1", "decided_on": f"{today():%d.%m.%Y.}"}


def address(company: Company) -> str:
    return f"/uznemumi/{company.id}/piemeriba/lemums"


def test_the_director_decides_and_signs(
    browser: Browser, cast: Cast, company: Company, opinion: Opinion, db: Session
) -> None:
    guntis = browser.as_(cast.guntis)
    assert "Kokrūpniecības NEP" in guntis.get(address(company)).words
    until = today() + timedelta(days=365)
    answer = guntis.post(address(company), YES | {"valid_until": f"{until:%d.%m.%Y}"})
    made = db.scalars(select(Decision).where(Decision.company_id == company.id)).one()
    assert answer.status == 303
    assert made.document is not None
    assert answer.to == f"/dokumenti/{made.document_id}"
    assert made.document.state is DocumentState.OUT
    assert [signer.person_id for signer in made.document.signers] == [cast.guntis.id]
    assert (made.opinion_id, made.number, made.valid_until) == (opinion.id, f"DVB-L-{today():%Y}/1", until)
    triple = (cast.school.id, company.id, cast.programme.id)
    found = suitability_of(db, [triple])[triple]
    assert (found.decision_no, found.decision_positive, found.opinion_positive) == (made.number, True, True)
    words = guntis.get(f"/uznemumi/{company.id}/piemeriba").words
    assert "Piemērots" in words
    assert made.number in words


def test_without_an_opinion_it_is_refused_with_its_clause(
    browser: Browser, cast: Cast, company: Company, db: Session
) -> None:
    guntis = browser.as_(cast.guntis)
    page = guntis.get(f"/uznemumi/{company.id}/piemeriba")
    assert "Nozares ekspertu padome vēl nav devusi atzinumu par uzņēmumu." in page.words
    answer = guntis.post(address(company), YES)
    assert answer.status == 409
    assert "484: 5.8, 8.3" in answer.words
    assert db.scalar(select(Decision.id).where(Decision.company_id == company.id)) is None


def test_not_older_than_the_opinion(
    browser: Browser, cast: Cast, company: Company, opinion: Opinion, db: Session
) -> None:
    early = f"{today() - timedelta(days=4):%d.%m.%Y}"
    answer = browser.as_(cast.guntis).post(address(company), YES | {"decided_on": early})
    assert answer.status == 422
    assert "Lēmums nedrīkst būt vecāks par atzinumu" in answer.words
    assert db.scalar(select(Decision.id).where(Decision.company_id == company.id)) is None


@pytest.mark.parametrize(("result", "positive"), [(Result.NEGATIVE, True), (Result.POSITIVE, False)])
def test_departing_from_the_council_needs_a_reason(
    cast: Cast, company: Company, db: Session, result: Result, positive: bool
) -> None:
    actions.enter_opinion(
        db, cast.actor("ilze"), company, council_name="NEP", result=result, opinion_on=today()
    )
    with pytest.raises(Refused, match="write why"):
        decide(db, cast, company, positive=positive)
    made: Any = decide(db, cast, company, positive=positive, reason="Aprīkojums ir iegādāts.")
    assert made.reason == "Aprīkojums ir iegādāts."


def test_a_signed_decision_from_outside(
    browser: Browser, cast: Cast, company: Company, opinion: Opinion, db: Session
) -> None:
    files = {"file": ("lemums.pdf", b"%PDF-1.7 x", "application/pdf")}
    answer = browser.as_(cast.guntis).post(address(company), YES | {"number": "1-8/12"}, files=files)
    assert answer.status == 303
    made = db.scalars(select(Decision).where(Decision.company_id == company.id)).one()
    assert (made.number, made.document_id, made.filename) == ("1-8/12", None, "lemums.pdf")
    kept = browser.as_(cast.ilze).get(f"/piemeriba/lemumi/{made.id}/fails")
    assert kept.bytes == b"%PDF-1.7 x"


def test_who_decides(browser: Browser, cast: Cast, company: Company, opinion: Opinion, db: Session) -> None:
    for who, status in (("ilze", 403), ("dace", 404), ("stranger", 404), ("martins", 404)):
        assert browser.as_(getattr(cast, who)).post(address(company), YES).status == status, who
    assert db.scalar(select(Decision.id).where(Decision.company_id == company.id)) is None
    actions.set_terms(db, cast.actor("ilze"), cast.school, coordinator_decides=True)
    db.commit()
    assert browser.as_(cast.ilze).post(address(company), YES).status == 303


def test_withdrawing(browser: Browser, cast: Cast, company: Company, opinion: Opinion, db: Session) -> None:
    made: Any = decide(db, cast, company)
    back = f"/piemeriba/lemumi/{made.id}/atsaukt"
    assert browser.as_(cast.ilze).post(back, {"reason": "Nav vadītāja."}).status == 403
    assert browser.as_(cast.stranger).post(back, {"reason": "Nav vadītāja."}).status == 404
    guntis = browser.as_(cast.guntis)
    assert guntis.post(back, {"reason": ""}).status == 422
    assert made.state is Standing.STANDS
    assert guntis.post(back, {"reason": "Nav vadītāja."}).status == 303
    db.refresh(made)
    assert (made.state, made.withdrawn_on) == (Standing.WITHDRAWN, today())
    assert guntis.post(back, {"reason": "Nav vadītāja."}).status == 409
    triple = (cast.school.id, company.id, None)
    found = suitability_of(db, [triple])[triple]
    assert (found.decision_on, found.opinion_positive) == (None, True)


def test_the_company_reads_its_decision(browser: Browser, cast: Cast, db: Session) -> None:
    actions.enter_opinion(
        db, cast.actor("ilze"), cast.company, council_name="NEP", result=Result.POSITIVE, opinion_on=today()
    )
    made: Any = decide(db, cast, cast.company, document=True)
    dace = browser.as_(cast.dace)
    words = dace.get(f"/uznemumi/{cast.company.id}/piemeriba").words
    assert made.number in words
    assert "Aigars Ozols" in words
    assert db.get_one(Document, made.document_id).title in dace.get(f"/dokumenti/{made.document_id}").words
    assert browser.as_(cast.aigars).get(f"/uznemumi/{cast.company.id}/piemeriba").status == 403


def test_choosing_a_company_tells_which_are_not_decided_on(
    browser: Browser, cast: Cast, company: Company, db: Session
) -> None:
    placement = begun(db, cast)
    ilze = browser.as_(cast.ilze)
    words = ilze.get(f"/vietas/{placement.id}/uznemums?q=kurzemes").words
    assert "izglītības iestāde to vēl nav atzinusi par piemērotu" in words
    assert "nav atzinusi" not in ilze.get(f"/vietas/{placement.id}/uznemums?q=ozola").words
