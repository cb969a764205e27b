"""Somebody does the supervisor's part while they are away."""

import pytest
from sqlalchemy.orm import Session

from app.companies import actions as companies
from app.companies.models import Mentor
from app.demo.cast import Cast, actor_of
from app.diary import actions as diary
from app.diary import verbs as diary_verbs
from app.diary.models import State as WeekState
from app.diary.models import Week
from app.diary.weeks import waiting
from app.kit.errors import Refused
from app.placements import actions
from app.placements.models import Placement
from tests.browser import Browser
from tests.placements.parts import another_company, begun, prepared
from tests.stages import play


@pytest.fixture
def deputy(db: Session, cast: Cast) -> Mentor:
    """Another supervisor of the same company."""
    made = companies.add_mentor(
        db,
        cast.actor("dace"),
        cast.company,
        given_name="Ivars",
        family_name="Bite",
        email="ivars.bite@galdnieks.example",
    )
    db.commit()
    return made


def test_the_deputy_does_the_supervisors_part(
    browser: Browser, cast: Cast, deputy: Mentor, db: Session
) -> None:
    placement = play(db, cast, "week-submitted")
    ivars = browser.as_(deputy.person)
    assert ivars.get(placement.address).status == 404
    dace = browser.as_(cast.dace)
    words = dace.get(f"/vietas/{placement.id}/aizvietotajs").words
    assert "Ivars Bite" in words
    assert "trūkst: pedagoģiskā daļa" in words  # nobody has seen his papers yet
    assert dace.post(f"/vietas/{placement.id}/aizvietotajs", {"mentor_id": str(deputy.id)}).status == 303
    assert "Aizvieto DVB vadītāju" in browser.as_(cast.ilze).get(placement.address).words
    assert ivars.get(placement.address).status == 200
    acting = actor_of(db, deputy.person)
    for week in waiting(db, acting):
        diary.approve(db, acting, week)
        assert week.state is WeekState.APPROVED
    first = db.query(Week).filter(Week.placement_id == placement.id).first()
    assert first is not None
    assert diary_verbs.mentor(cast.actor("aigars"), first)
    assert dace.post(f"/vietas/{placement.id}/aizvietotajs", {"mentor_id": ""}).status == 303
    assert ivars.get(placement.address).status == 404


def test_who_cannot_stand_in(browser: Browser, cast: Cast, deputy: Mentor, db: Session) -> None:
    ilze, fresh = cast.actor("ilze"), begun(db, cast)
    actions.choose_company(db, ilze, fresh, cast.company)
    with pytest.raises(Refused, match="supervisor first"):
        actions.name_deputy(db, ilze, fresh, deputy)
    actions.choose_mentor(db, ilze, fresh, cast.mentor)
    db.commit()
    for wrong in (another_company(db, cast).mentors[0], cast.mentor):
        answer = browser.as_(cast.ilze).post(f"/vietas/{fresh.id}/aizvietotajs", {"mentor_id": str(wrong.id)})
        assert answer.status == 422
    deputy.active = False
    with pytest.raises(Refused, match="does not supervise"):
        actions.name_deputy(db, ilze, fresh, deputy)
    assert db.get_one(Placement, fresh.id).deputy_id is None


def test_only_while_it_lasts(cast: Cast, deputy: Mentor, db: Session) -> None:
    placement = play(db, cast, "cancelled")
    with pytest.raises(Refused, match="not possible while"):
        actions.name_deputy(db, cast.actor("ilze"), placement, deputy)


@pytest.mark.parametrize(
    ("who", "status"), [("guntis", 403), ("aigars", 403), ("martins", 403), ("stranger", 404)]
)
def test_others_do_not(
    browser: Browser, cast: Cast, deputy: Mentor, db: Session, who: str, status: int
) -> None:
    placement = prepared(db, cast)
    answer = browser.as_(getattr(cast, who)).post(
        f"/vietas/{placement.id}/aizvietotajs", {"mentor_id": str(deputy.id)}
    )
    assert answer.status == status
    assert db.get_one(Placement, placement.id).deputy_id is None
