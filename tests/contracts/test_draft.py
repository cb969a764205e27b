"""A contract is begun with the school's clauses, one at a time."""

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.audit.models import Trail
from app.clauses.actions import change
from app.clauses.registry import Own
from app.contracts import actions
from app.contracts.clauses import CLAUSES, KINDS, empty
from app.contracts.models import Contract, State
from app.contracts.values import TEMPLATE, values
from app.demo.cast import Cast
from app.documents.typeset import pdf
from app.kit.errors import Forbidden, Refused
from app.placements import actions as placements
from app.placements.models import Kind, Placement
from tests.browser import Browser
from tests.contracts.conftest import newest
from tests.stages import play


def counted(db: Session) -> int:
    return db.scalar(select(func.count()).select_from(Contract)) or 0


def test_works(db: Session, cast: Cast, ready: Placement, browser: Browser) -> None:
    answer = browser.as_(cast.ilze).post(f"/vietas/{ready.id}/ligums")
    assert (answer.status, answer.to) == (303, f"/vietas/{ready.id}/parbaudit")
    contract = newest(db, ready)
    assert (contract.state, contract.number, contract.document) == (State.DRAFT, None, None)
    assert not empty(contract)
    assert "  " not in contract.induction
    trail = db.scalars(select(Trail).where(Trail.verb == "contracts.draft")).one()
    assert (trail.thing_type, trail.thing_id) == ("contract", contract.id)


def test_the_schools_own_words_come_first(db: Session, cast: Cast, ready: Placement) -> None:
    own = [Own("Telpas", "Darba apģērbs glabājas skapītī.")]
    words = {"amendment": "Līgumu groza direktors."}
    change(db, cast.actor("ilze"), cast.school, kind=KINDS[Kind.DVB], clauses=words, own=own)
    contract = actions.draft(db, cast.actor("ilze"), ready)
    assert contract.amendment == "Līgumu groza direktors."
    assert all(getattr(contract, name) for name in CLAUSES)
    assert contract.own_clauses == [{"heading": "Telpas", "text": "Darba apģērbs glabājas skapītī."}]
    assert b"%PDF" in pdf(TEMPLATE, values(db, contract, draft=True))[:9]


def test_one_at_a_time(db: Session, cast: Cast, draft: Contract, browser: Browser) -> None:
    answer = browser.as_(cast.ilze).post(f"/vietas/{draft.placement_id}/ligums")
    assert answer.status == 409
    assert "jau ir līgums" in answer.words
    assert counted(db) == 1


@pytest.mark.parametrize("stage", ["guardian-turn", "running"])
def test_not_beside_one_that_is_signed(db: Session, cast: Cast, browser: Browser, stage: str) -> None:
    placement = play(db, cast, stage)
    assert browser.as_(cast.ilze).post(f"/vietas/{placement.id}/ligums").status == 409
    assert counted(db) == 1


def test_not_for_a_cancelled_placement(db: Session, cast: Cast, ready: Placement) -> None:
    placements.cancel(db, cast.actor("ilze"), ready, reason="Cits uzņēmums.")
    with pytest.raises(Refused):
        actions.draft(db, cast.actor("ilze"), ready)


@pytest.mark.parametrize("who", ["guntis", "dace", "aigars", "martins", "anna"])
def test_an_insider_without_the_right(
    db: Session, cast: Cast, ready: Placement, browser: Browser, who: str
) -> None:
    assert browser.as_(cast.people[who]).post(f"/vietas/{ready.id}/ligums").status == 403
    with pytest.raises(Forbidden):
        actions.draft(db, cast.actor(who), ready)
    assert counted(db) == 0


def test_a_stranger_finds_nothing(db: Session, cast: Cast, ready: Placement, browser: Browser) -> None:
    stranger = browser.as_(cast.stranger)
    assert stranger.post(f"/vietas/{ready.id}/ligums").status == 404
    assert stranger.get(f"/vietas/{ready.id}/parbaudit").status == 404
    assert stranger.get(f"/vietas/{ready.id}/dokumenti").status == 404
    assert counted(db) == 0
