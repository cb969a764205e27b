"""The intern reads the practice programme and confirms it; another edition asks again."""

from sqlalchemy.orm import Session

from app.demo.cast import Cast
from app.internships import actions
from app.law.queries import cases
from app.placements.models import Placement
from tests.browser import Browser
from tests.internships.conftest import WORDS, agreed


def read_on(db: Session, placement: Placement) -> bool:
    db.expire_all()
    return cases(db, [placement.id])[placement.id].learner.acquainted_on is not None


def test_the_programme_is_read(browser: Browser, cast: Cast, db: Session, placement: Placement) -> None:
    practice = agreed(db, cast, placement)
    martins, address = browser.as_(cast.martins), f"/vietas/{placement.id}/iepazisanas"
    page = martins.get(address)
    assert WORDS["aim"] in page.words
    assert "Sasniedzamie rezultāti" in page.words
    assert martins.post(address, page.page.form(address).with_()).status == 303
    assert read_on(db, placement)
    actions.reopen(db, cast.actor("ilze"), practice)
    db.commit()
    assert not read_on(db, placement)
    assert "jauna redakcija" in martins.get(address).words
