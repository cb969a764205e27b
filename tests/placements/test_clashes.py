"""Duplicates and overlaps are named, with a link, and block nothing."""

from datetime import timedelta

from sqlalchemy.orm import Session

from app.demo.cast import Cast
from app.placements import actions
from app.placements.models import Placement
from app.placements.queries import clashes, duplicates_and_overlaps
from tests.browser import Browser
from tests.placements.parts import another_company, another_learner, begun, prepared, spring


def at_company(db: Session, cast: Cast, days: int, other: bool = False) -> Placement:
    """The cast's learner once more, starting so many days after the first."""
    ilze, placement = cast.actor("ilze"), begun(db, cast)
    company = another_company(db, cast) if other else cast.company
    actions.choose_company(db, ilze, placement, company)
    starts = spring()[0] + timedelta(days)
    actions.set_period(db, ilze, placement, starts=starts, ends=starts + timedelta(25), weeks="CSCS")
    db.commit()
    return placement


def test_the_same_company_at_the_same_time_is_a_duplicate(cast: Cast, db: Session) -> None:
    first, second = prepared(db, cast), at_company(db, cast, 14)
    (found,) = clashes(db, second)
    assert (found.same_company, found.url) == (True, f"/vietas/{first.id}")
    assert duplicates_and_overlaps(db, second) == ["{name} already has a placement at {company}."]


def test_another_company_at_the_same_time_is_an_overlap(browser: Browser, cast: Cast, db: Session) -> None:
    first, second = prepared(db, cast), at_company(db, cast, 14, other=True)
    (found,) = clashes(db, second)
    assert not found.same_company
    page = browser.as_(cast.ilze).get(f"/vietas/{second.id}/sagatavot")
    assert "periodi pārklājas" in page.words
    assert page.page.all("a", href=f"/vietas/{first.id}")


def test_one_after_the_other_is_fine(cast: Cast, db: Session) -> None:
    prepared(db, cast)
    assert clashes(db, at_company(db, cast, 41 * 7)) == []


def test_until_the_period_is_known_it_is_named_too(cast: Cast, db: Session) -> None:
    first, second = begun(db, cast), begun(db, cast)
    assert [c.url for c in clashes(db, second)] == [f"/vietas/{first.id}"]
    assert [c.url for c in clashes(db, first)] == [f"/vietas/{second.id}"]


def test_what_is_cancelled_or_anothers_does_not_count(cast: Cast, db: Session) -> None:
    first, second = prepared(db, cast), at_company(db, cast, 14)
    prepared(db, cast, another_learner(db, cast))
    actions.cancel(db, cast.actor("ilze"), first, reason="Pārdomāja")
    assert clashes(db, second) == []
