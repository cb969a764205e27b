"""Somebody does not sign: the contract ends, the placement is prepared again, the coordinator is told."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.contracts import actions
from app.contracts.models import Contract, State
from app.demo.cast import Cast
from app.documents.models import State as DocumentState
from app.kit.errors import Forbidden
from app.notifications.models import Notice
from app.placements.models import State as Stage
from tests.browser import Browser
from tests.contracts.conftest import document_of, sign
from tests.letters import Post

WHY = "Darba laiks līgumā neatbilst norunātajam."


def test_works(db: Session, cast: Cast, sent: Contract, browser: Browser) -> None:
    document = document_of(sent)
    answer = browser.as_(cast.anna).post(f"/dokumenti/{document.id}/atteikt", {"reason": WHY})
    assert answer.status == 303
    assert sent.state is State.DECLINED
    assert document.state is DocumentState.DECLINED
    assert sent.placement.state is Stage.DRAFT
    tab = browser.as_(cast.ilze).get(f"/vietas/{sent.placement_id}/dokumenti")
    assert WHY in tab.words
    assert f"/ligumi/{sent.id}/labot" in tab.text


def test_a_reason_is_needed(db: Session, cast: Cast, sent: Contract, browser: Browser) -> None:
    document = document_of(sent)
    for reason in ("", "   ", "x" * 1001):
        answer = browser.as_(cast.anna).post(f"/dokumenti/{document.id}/atteikt", {"reason": reason})
        assert answer.status == 422
    assert sent.state is State.SENT
    assert document.state is DocumentState.OUT


def test_the_coordinator_is_told_why(
    db: Session, cast: Cast, sent: Contract, browser: Browser, post: Post
) -> None:
    browser.as_(cast.anna).post(f"/dokumenti/{document_of(sent).id}/atteikt", {"reason": WHY})
    browser.work()
    letter = next(one for one in post.new if one.to == cast.ilze.email)
    assert str(sent.number) in letter.subject
    assert any(WHY in text for text, _path in letter.lines)
    path = next(path for _text, path in letter.lines if path)
    assert browser.as_(cast.ilze).get(path).status == 200
    rung = db.scalars(select(Notice.person_id).where(Notice.verb == "contracts.decline")).all()
    assert rung == [cast.ilze.id]


def test_whoever_had_signed_is_told(
    db: Session, cast: Cast, sent: Contract, browser: Browser, post: Post
) -> None:
    sign(db, sent)
    browser.as_(cast.dace).post(f"/dokumenti/{document_of(sent).id}/atteikt", {"reason": WHY})
    browser.work()
    rung = db.scalars(select(Notice.person_id).where(Notice.verb == "documents.decline")).all()
    assert rung == [cast.anna.id]


def test_only_a_signer(db: Session, cast: Cast, sent: Contract) -> None:
    with pytest.raises(Forbidden):
        actions.decline(db, cast.actor("ilze"), sent)
    assert sent.state is State.SENT
