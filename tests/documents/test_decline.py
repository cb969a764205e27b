"""Not signing, with a reason."""

import pytest
from sqlalchemy.orm import Session

from app.contracts.models import State as ContractState
from app.contracts.queries import of_document
from app.demo.cast import Cast
from app.documents.models import Document, State, Step
from app.placements.models import State as Stage
from tests.browser import Browser
from tests.documents.conftest import Play, signer_of, steps, told
from tests.letters import Post

WHY = {"reason": "Darba laiks līgumā neatbilst norunātajam."}


def test_it_ends_the_document(db: Session, cast: Cast, played: Play, browser: Browser, post: Post) -> None:
    document = played("company-turn")
    answer = browser.as_(cast.dace).post(f"/dokumenti/{document.id}/atteikt", WHY)
    assert (answer.status, answer.to) == (303, "/dokumenti")
    assert document.state is State.DECLINED
    dace = signer_of(document, cast.dace)
    assert (dace.step, dace.reason) == (Step.DECLINED, WHY["reason"])
    assert dace.declined_at is not None
    contract = of_document(db, document.id)
    assert contract is not None
    assert (contract.state, contract.placement.state) == (ContractState.DECLINED, Stage.DRAFT)
    assert WHY["reason"] in browser.as_(cast.ilze).get(f"/dokumenti/{document.id}").words


def test_the_school_and_those_who_signed_are_told(
    cast: Cast, played: Play, browser: Browser, post: Post
) -> None:
    document = played("company-turn")
    browser.as_(cast.dace).post(f"/dokumenti/{document.id}/atteikt", WHY)
    browser.work()
    words = told(post)
    assert WHY["reason"] in words[cast.ilze.email]
    assert "Dace Ozola atteicās parakstīt" in words[cast.anna.email]
    assert "atteicās" not in words.get(cast.guntis.email, "")


def test_then_nobody_signs(cast: Cast, played: Play, browser: Browser) -> None:
    document = played("company-turn")
    browser.as_(cast.dace).post(f"/dokumenti/{document.id}/atteikt", WHY)
    sent = {"code": "123456", "sha256": document.edition.sha256, **WHY}
    for who in (cast.dace, cast.guntis):
        for deed in ("kods", "parakstit", "atteikt"):
            assert browser.as_(who).post(f"/dokumenti/{document.id}/{deed}", sent).status == 409


@pytest.mark.parametrize("reason", ["", " ", "x", "x" * 10_000])
def test_a_reason_is_needed(cast: Cast, document: Document, browser: Browser, reason: str) -> None:
    answer = browser.as_(cast.anna).post(f"/dokumenti/{document.id}/atteikt", {"reason": reason})
    assert answer.status == 422
    assert reason.strip() in answer.text
    assert document.state is State.OUT
    assert steps(document)[0] is Step.ASKED


@pytest.mark.parametrize(
    ("who", "status"), [("dace", 409), ("guntis", 409), ("ilze", 403), ("stranger", 404)]
)
def test_only_whoever_is_asked(
    cast: Cast, document: Document, browser: Browser, who: str, status: int
) -> None:
    answer = browser.as_(getattr(cast, who)).post(f"/dokumenti/{document.id}/atteikt", WHY)
    assert answer.status == status
    assert document.state is State.OUT
