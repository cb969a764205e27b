"""Cancelling with a reason, and taking it back; the moves that other rooms make."""

from collections.abc import Callable

import pytest
from sqlalchemy.orm import Session

from app.demo.cast import Cast
from app.kit.errors import Forbidden, Refused
from app.placements import actions
from app.placements.models import Placement, State
from tests.browser import Browser
from tests.placements.parts import begun, prepared

Move = Callable[..., None]
WHY = {"reason": "Uzņēmums pārcēlās uz Liepāju."}


def test_it_is_cancelled_and_taken_back(browser: Browser, cast: Cast, db: Session) -> None:
    placement, ilze = prepared(db, cast), browser.as_(cast.ilze)
    answer = ilze.post(f"/vietas/{placement.id}/atcelt", WHY)
    assert answer.status == 303
    found = db.get_one(Placement, placement.id)
    assert (found.state, found.cancelled_because) == (State.CANCELLED, WHY["reason"])
    assert WHY["reason"] in ilze.get(f"/vietas/{placement.id}/sagatavot").words
    assert ilze.post(f"/vietas/{placement.id}/atjaunot").status == 303
    found = db.get_one(Placement, placement.id)
    assert (found.state, found.cancelled_because, found.company_id) == (State.DRAFT, "", cast.company.id)


@pytest.mark.parametrize("reason", ["", "  ", "x", "x" * 10_000])
def test_a_reason_is_needed(browser: Browser, cast: Cast, db: Session, reason: str) -> None:
    placement = begun(db, cast)
    answer = browser.as_(cast.ilze).post(f"/vietas/{placement.id}/atcelt", {"reason": reason})
    assert answer.status == 422
    assert reason.strip() in answer.text
    assert db.get_one(Placement, placement.id).state is State.DRAFT


def test_the_action_needs_one_too(cast: Cast, db: Session) -> None:
    with pytest.raises(Refused):
        actions.cancel(db, cast.actor("ilze"), begun(db, cast), reason=" ")


@pytest.mark.parametrize(
    ("who", "status"), [("guntis", 403), ("dace", 403), ("martins", 403), ("stranger", 404)]
)
def test_others_do_not(browser: Browser, cast: Cast, db: Session, who: str, status: int) -> None:
    placement, them = prepared(db, cast), browser.as_(getattr(cast, who))
    assert them.post(f"/vietas/{placement.id}/atcelt", WHY).status == status
    assert them.get(f"/vietas/{placement.id}/atcelt").status == status
    actions.cancel(db, cast.actor("ilze"), placement, reason="Pārdomāja")
    assert them.post(f"/vietas/{placement.id}/atjaunot").status == status


def test_only_while_it_is_prepared(browser: Browser, cast: Cast, db: Session) -> None:
    placement, ilze = prepared(db, cast), browser.as_(cast.ilze)
    assert ilze.post(f"/vietas/{placement.id}/atjaunot").status == 409
    actions.start_signing(db, cast.actor("ilze"), placement)
    db.commit()
    assert ilze.post(f"/vietas/{placement.id}/atcelt", WHY).status == 409
    assert db.get_one(Placement, placement.id).state is State.SIGNING


MOVES = (
    (actions.start_signing, State.DRAFT, State.SIGNING),
    (actions.back_to_draft, State.SIGNING, State.DRAFT),
    (actions.activate, State.CONCLUDED, State.ACTIVE),
    (actions.complete, State.ACTIVE, State.COMPLETED),
)


@pytest.mark.parametrize(("move", "before", "after"), MOVES)
def test_a_party_moves_it_on(
    cast: Cast, db: Session, monkeypatch: pytest.MonkeyPatch, move: Move, before: State, after: State
) -> None:
    monkeypatch.setattr("app.kit.rules.judges", [])  # what the law asks is tested with the law
    for who in ("ilze", "guntis", "aigars", "dace", "martins", "anna"):
        placement = prepared(db, cast)
        placement.state = before
        move(db, cast.actor(who), placement)
        assert placement.state is after


@pytest.mark.parametrize(("move", "before", "after"), MOVES)
def test_nobody_else_and_from_no_other_state(
    cast: Cast, db: Session, move: Move, before: State, after: State
) -> None:
    placement = prepared(db, cast)
    placement.state = before
    with pytest.raises(Forbidden):
        move(db, cast.actor("stranger"), placement)
    placement.state = State.CANCELLED
    with pytest.raises(Refused):
        move(db, cast.actor("ilze"), placement)
