"""The supervisor at the company: one of the list, or a new one."""

import pytest
from sqlalchemy.orm import Session

from app.demo.cast import Cast
from app.kit.errors import Refused
from app.placements import actions
from app.placements.models import Placement
from tests.browser import Browser
from tests.placements.parts import another_company, another_learner, begun, prepared

NEW = {"given_name": "Ivars", "family_name": "Bite", "email": "ivars.bite@koks.example", "phone": ""}


@pytest.fixture
def placement(db: Session, cast: Cast) -> Placement:
    """With a company."""
    found = begun(db, cast)
    actions.choose_company(db, cast.actor("ilze"), found, cast.company)
    db.commit()
    return found


def test_one_is_chosen(browser: Browser, cast: Cast, placement: Placement, db: Session) -> None:
    ilze = browser.as_(cast.ilze)
    page = ilze.get(f"/vietas/{placement.id}/vaditajs")
    assert "Aigars Ozols" in page.words
    answer = ilze.post(f"/vietas/{placement.id}/vaditajs", {"mentor_id": str(cast.mentor.id)})
    assert answer.status == 303
    assert db.get_one(Placement, placement.id).mentor_id == cast.mentor.id


def test_a_new_one_is_added_and_chosen(
    browser: Browser, cast: Cast, placement: Placement, db: Session
) -> None:
    assert browser.as_(cast.ilze).post(f"/vietas/{placement.id}/vaditajs/jauns", NEW).status == 303
    mentor = db.get_one(Placement, placement.id).mentor
    assert mentor is not None
    assert (mentor.person.name, mentor.company_id) == ("Ivars Bite", cast.company.id)


@pytest.mark.parametrize(
    "wrong", [{"given_name": ""}, {"email": ""}, {"family_name": "x" * 10_000}, {"occupation": "x" * 300}]
)
def test_a_new_one_needs_a_name_and_a_way_to_be_reached(
    browser: Browser, cast: Cast, placement: Placement, db: Session, wrong: dict[str, str]
) -> None:
    answer = browser.as_(cast.ilze).post(f"/vietas/{placement.id}/vaditajs/jauns", NEW | wrong)
    assert answer.status == 422
    assert answer.page.by_id("f-given_name")["value"] == (NEW | wrong)["given_name"]
    assert db.get_one(Placement, placement.id).mentor_id is None


@pytest.mark.parametrize("mentor_id", ["", "0", "999", "x"])
def test_one_who_is_not_there(browser: Browser, cast: Cast, placement: Placement, mentor_id: str) -> None:
    sent = {"mentor_id": mentor_id}
    assert browser.as_(cast.ilze).post(f"/vietas/{placement.id}/vaditajs", sent).status == 422


def test_one_of_another_company_is_refused(
    browser: Browser, cast: Cast, placement: Placement, db: Session
) -> None:
    other = another_company(db, cast).mentors[0]
    sent = {"mentor_id": str(other.id)}
    assert browser.as_(cast.ilze).post(f"/vietas/{placement.id}/vaditajs", sent).status == 409
    assert db.get_one(Placement, placement.id).mentor_id is None


def test_one_who_rests_is_refused(cast: Cast, placement: Placement, db: Session) -> None:
    cast.mentor.active = False
    with pytest.raises(Refused, match="does not supervise"):
        actions.choose_mentor(db, cast.actor("ilze"), placement, cast.mentor)


def test_first_the_company(browser: Browser, cast: Cast, db: Session) -> None:
    placement = begun(db, cast)
    ilze = browser.as_(cast.ilze)
    assert "Uzņēmums vēl nav izvēlēts." in ilze.get(f"/vietas/{placement.id}/vaditajs").words
    assert ilze.post(f"/vietas/{placement.id}/vaditajs", {"mentor_id": str(cast.mentor.id)}).status == 409
    assert ilze.post(f"/vietas/{placement.id}/vaditajs/jauns", NEW).status == 409


def test_the_companys_limit_is_told_not_enforced(
    browser: Browser, cast: Cast, placement: Placement, db: Session
) -> None:
    cast.company.learners_per_mentor = 1
    prepared(db, cast, another_learner(db, cast))
    ilze = browser.as_(cast.ilze)
    words = ilze.get(f"/vietas/{placement.id}/vaditajs").words
    assert "Uzņēmuma noteiktais skaits vienam vadītājam: 1." in words
    assert "484: 9.6" in words
    assert ilze.post(f"/vietas/{placement.id}/vaditajs", {"mentor_id": str(cast.mentor.id)}).status == 303


@pytest.mark.parametrize(
    ("who", "status"), [("guntis", 403), ("dace", 403), ("martins", 403), ("stranger", 404)]
)
def test_others_do_not(browser: Browser, cast: Cast, placement: Placement, who: str, status: int) -> None:
    sent = {"mentor_id": str(cast.mentor.id)}
    assert browser.as_(getattr(cast, who)).post(f"/vietas/{placement.id}/vaditajs", sent).status == status
    assert (
        browser.as_(getattr(cast, who)).post(f"/vietas/{placement.id}/vaditajs/jauns", NEW).status == status
    )
