"""The coordinator takes a contract back: signatures are void, and whoever was asked is told."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.contracts.models import Contract, State
from app.demo.cast import Cast
from app.documents.models import State as DocumentState
from app.documents.models import Step
from app.notifications.models import Notice
from app.placements.models import State as Stage
from tests.browser import Browser
from tests.contracts.conftest import document_of, sign, sign_all
from tests.letters import Post


def take_back(browser: Browser, cast: Cast, contract: Contract, who: str = "ilze") -> int:
    return browser.as_(cast.people[who]).post(f"/ligumi/{contract.id}/atsaukt").status


def test_works(db: Session, cast: Cast, sent: Contract, browser: Browser) -> None:
    sign(db, sent)
    assert take_back(browser, cast, sent) == 303
    document = document_of(sent)
    assert (sent.state, document.state) == (State.WITHDRAWN, DocumentState.WITHDRAWN)
    assert [s.step for s in document.signers] == [Step.VOID, Step.VOID, Step.WAITING]
    assert sent.placement.state is Stage.DRAFT
    page = browser.as_(cast.anna).get(f"/dokumenti/{document.id}")
    assert page.status == 200
    assert "nav spēkā" in page.words
    assert "Nosūtīt kodu" not in page.words


def test_those_who_were_asked_are_told(
    db: Session, cast: Cast, sent: Contract, browser: Browser, post: Post
) -> None:
    sign(db, sent)
    browser.work()
    before = len(post.new)
    take_back(browser, cast, sent)
    browser.work()
    fresh = post.new[: len(post.new) - before]
    assert {letter.to for letter in fresh} == {cast.anna.email, cast.dace.email}
    assert all("Atsaukts no parakstīšanas" in letter.subject for letter in fresh)
    rung = db.scalars(select(Notice.person_id).where(Notice.verb == "documents.withdraw"))
    assert set(rung) == {cast.anna.id, cast.dace.id}


def test_nobody_signs_what_was_taken_back(db: Session, cast: Cast, sent: Contract, browser: Browser) -> None:
    document = document_of(sent)
    take_back(browser, cast, sent)
    sent_form = {"code": "123456", "sha256": document.edition.sha256}
    assert browser.as_(cast.anna).post(f"/dokumenti/{document.id}/parakstit", sent_form).status == 409
    assert browser.as_(cast.anna).post(f"/dokumenti/{document.id}/kods").status == 409


def test_a_draft_or_a_concluded_one_cannot_be_taken_back(
    db: Session, cast: Cast, draft: Contract, browser: Browser
) -> None:
    assert take_back(browser, cast, draft) == 409
    browser.as_(cast.ilze).post(f"/ligumi/{draft.id}/nosutit")
    sign_all(db, draft)
    assert take_back(browser, cast, draft) == 409
    assert (draft.state, draft.placement.state) == (State.ACTIVE, Stage.CONCLUDED)


@pytest.mark.parametrize("who", ["guntis", "dace", "aigars", "martins", "anna"])
def test_an_insider_without_the_right(cast: Cast, sent: Contract, browser: Browser, who: str) -> None:
    assert take_back(browser, cast, sent, who) == 403
    assert sent.state is State.SENT
    page = browser.as_(cast.people[who]).get(f"/vietas/{sent.placement_id}/dokumenti")
    assert f"/ligumi/{sent.id}/atsaukt" not in page.text


def test_a_stranger_finds_nothing(cast: Cast, sent: Contract, browser: Browser) -> None:
    assert take_back(browser, cast, sent, "stranger") == 404
