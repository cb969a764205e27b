"""The page of one placement, as each party sees it."""

import pytest
from sqlalchemy.orm import Session

from app.demo.cast import Cast
from tests.browser import Browser
from tests.stages import play

STAGES = ("no-company", "no-mentor", "plan-draft", "ready", "guardian-turn", "declined", "running")


@pytest.mark.parametrize("plays", STAGES)
def test_every_stage_can_be_looked_at(browser: Browser, cast: Cast, db: Session, plays: str) -> None:
    placement = play(db, cast, plays)
    answer = browser.as_(cast.ilze).get(f"/vietas/{placement.id}")
    assert answer.status == 200 and "Mārtiņš Krūmiņš" in answer.words


@pytest.mark.parametrize("who", ["ilze", "guntis", "aigars", "dace", "martins", "anna"])
def test_each_party_sees_it(browser: Browser, cast: Cast, db: Session, who: str) -> None:
    placement = play(db, cast, "running")
    assert browser.as_(getattr(cast, who)).get(f"/vietas/{placement.id}").status == 200


def test_a_stranger_does_not(browser: Browser, cast: Cast, db: Session) -> None:
    placement = play(db, cast, "running")
    for tab in ("", "/notikumi", "/plans", "/dienasgramata", "/dokumenti"):
        assert browser.as_(cast.stranger).get(f"/vietas/{placement.id}{tab}").status == 404


def test_the_history_tells_the_whole_way(browser: Browser, cast: Cast, db: Session) -> None:
    placement = play(db, cast, "running")
    words = browser.as_(cast.ilze).get(f"/vietas/{placement.id}/notikumi").words
    assert "Anna Krūmiņa" in words and "Guntis Liepiņš" in words and "Aigars Ozols" in words


def test_the_share_names_its_base(browser: Browser, cast: Cast, db: Session) -> None:
    placement = play(db, cast, "running")
    assert "vismaz 25\u00a0% no programmas" in browser.as_(cast.ilze).get(f"/vietas/{placement.id}").words
