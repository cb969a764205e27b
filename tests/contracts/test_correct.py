"""What was declined or taken back goes out again corrected, with a number of its own."""

import pytest
from sqlalchemy.orm import Session

from app.contracts import actions
from app.contracts.models import Contract, State
from app.contracts.queries import of_placement
from app.demo.cast import Cast
from app.kit.clock import today
from app.placements.models import State as Stage
from tests.browser import Browser
from tests.contracts.conftest import document_of, newest, sign_all


@pytest.fixture
def ended(db: Session, cast: Cast, draft: Contract) -> Contract:
    """Sent with terms of its own, then withdrawn."""
    ilze = cast.actor("ilze")
    actions.set_terms(db, ilze, draft, signatory_id=cast.dace.id, termination="Pusēm vienojoties.")
    actions.send(db, ilze, draft)
    actions.withdraw(db, ilze, draft)
    db.commit()
    return draft


def test_works(db: Session, cast: Cast, ended: Contract, browser: Browser) -> None:
    answer = browser.as_(cast.ilze).post(f"/ligumi/{ended.id}/labot")
    assert (answer.status, answer.to) == (303, f"/vietas/{ended.placement_id}/parbaudit")
    fresh = newest(db, ended.placement)
    assert fresh.supersedes is ended
    assert (fresh.state, fresh.number, fresh.document) == (State.DRAFT, None, None)
    assert (fresh.signatory_id, fresh.termination) == (cast.dace.id, "Pusēm vienojoties.")


def test_it_is_sent_and_signed_under_a_new_number(db: Session, cast: Cast, ended: Contract) -> None:
    ilze = cast.actor("ilze")
    actions.correct(db, ilze, ended)
    fresh = newest(db, ended.placement)
    actions.send(db, ilze, fresh)
    db.commit()
    assert (ended.number, fresh.number) == (f"DVB-{today().year}/1", f"DVB-{today().year}/2")
    assert document_of(fresh) is not document_of(ended)
    sign_all(db, fresh)
    assert (fresh.state, ended.state) == (State.ACTIVE, State.WITHDRAWN)
    assert fresh.placement.state is Stage.CONCLUDED


def test_the_older_one_stays_to_be_read(db: Session, cast: Cast, ended: Contract, browser: Browser) -> None:
    actions.correct(db, cast.actor("ilze"), ended)
    actions.send(db, cast.actor("ilze"), newest(db, ended.placement))
    db.commit()
    tab = browser.as_(cast.ilze).get(f"/vietas/{ended.placement_id}/dokumenti")
    assert str(ended.number) in tab.words
    assert f"/ligumi/{ended.id}/labot" not in tab.text
    assert browser.as_(cast.anna).get(f"/dokumenti/{ended.document_id}/fails").status == 200


def test_one_correction_at_a_time(db: Session, cast: Cast, ended: Contract, browser: Browser) -> None:
    ilze = browser.as_(cast.ilze)
    assert ilze.post(f"/ligumi/{ended.id}/labot").status == 303
    assert ilze.post(f"/ligumi/{ended.id}/labot").status == 409
    assert len(of_placement(db, ended.placement_id)) == 2


def test_not_while_it_is_out(db: Session, cast: Cast, sent: Contract, browser: Browser) -> None:
    assert browser.as_(cast.ilze).post(f"/ligumi/{sent.id}/labot").status == 409
    assert len(of_placement(db, sent.placement_id)) == 1


@pytest.mark.parametrize("who", ["guntis", "dace", "aigars", "martins", "anna"])
def test_an_insider_without_the_right(cast: Cast, ended: Contract, browser: Browser, who: str) -> None:
    assert browser.as_(cast.people[who]).post(f"/ligumi/{ended.id}/labot").status == 403


def test_a_stranger_finds_nothing(cast: Cast, ended: Contract, browser: Browser) -> None:
    assert browser.as_(cast.stranger).post(f"/ligumi/{ended.id}/labot").status == 404
