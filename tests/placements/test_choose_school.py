"""An internship in the school itself: no company, and somebody of the staff supervises (481: 6.1.5)."""

import pytest
from sqlalchemy.orm import Session

from app.demo.cast import Cast
from app.kit.errors import Refused
from app.placements import actions, verbs
from app.placements.models import Kind, Placement, State
from tests.browser import Browser


@pytest.fixture
def placement(db: Session, cast: Cast) -> Placement:
    """An internship with a company so far."""
    found = actions.create(db, cast.actor("ilze"), cast.learner, kind=Kind.PRACTICE)
    actions.choose_company(db, cast.actor("ilze"), found, cast.company)
    actions.choose_mentor(db, cast.actor("ilze"), found, cast.mentor)
    db.commit()
    return found


def test_the_school_takes_the_companys_place(
    browser: Browser, cast: Cast, placement: Placement, db: Session
) -> None:
    ilze = browser.as_(cast.ilze)
    assert f'action="/vietas/{placement.id}/iestade"' in ilze.get(f"/vietas/{placement.id}/uznemums").text
    answer = ilze.post(f"/vietas/{placement.id}/iestade", {"host_id": str(cast.guntis.id)})
    assert answer.status == 303
    assert (placement.in_school, placement.guide, placement.company, placement.mentor) == (
        True,
        cast.guntis,
        None,
        None,
    )
    assert placement.place_name == cast.school.name
    assert verbs.mentor(cast.actor("guntis"), placement)
    assert not verbs.mentor(cast.actor("ilze"), placement)
    actions.choose_company(db, cast.actor("ilze"), placement, cast.company)
    assert (placement.in_school, placement.host) == (False, None)


def test_who_may_not_and_when_not(browser: Browser, cast: Cast, placement: Placement, db: Session) -> None:
    url, sent = f"/vietas/{placement.id}/iestade", {"host_id": str(cast.guntis.id)}
    assert browser.as_(cast.dace).post(url, sent).status == 403
    assert browser.as_(cast.stranger).post(url, sent).status == 404
    assert browser.as_(cast.ilze).post(url, {"host_id": str(cast.aigars.id)}).status == 409
    placement.kind = Kind.DVB
    with pytest.raises(Refused):
        actions.choose_school(db, cast.actor("ilze"), placement, cast.guntis)
    placement.kind, placement.state = Kind.PRACTICE, State.SIGNING
    db.commit()
    assert browser.as_(cast.ilze).post(url, sent).status == 409
    assert placement.company is cast.company
