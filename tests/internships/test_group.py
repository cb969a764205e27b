"""The documents of a whole group in a few steps."""

from datetime import date

from sqlalchemy.orm import Session

from app.contracts.queries import latest_of
from app.demo.cast import Cast
from app.internships import actions
from app.internships.models import State
from app.kit.clock import today
from app.placements.models import Placement
from app.placements.models import State as Stage
from tests.browser import Browser, Queries
from tests.internships.conftest import WORDS, agreed, practice


def test_programmes_are_filled_and_sent_for_everybody(
    db: Session, cast: Cast, placement: Placement, second: Placement, browser: Browser
) -> None:
    ilze, url = browser.as_(cast.ilze), f"/vietas/grupai/{cast.group.id}/ligumi"
    outcome = practice(db, placement).outcome_ids[:1]
    outline = actions.write_outline(
        db, cast.actor("ilze"), cast.programme, name="Galdnieka prakse", chosen=outcome, **WORDS
    )
    db.commit()
    page = ilze.get(url)
    assert "2 programmas vēl ir melnrakstā" in page.words
    filled = ilze.post(f"/vietas/grupai/{cast.group.id}/programma", {"outline_id": str(outline.id)})
    assert filled.to == url
    second.company = None
    db.commit()
    sent = ilze.post(f"/vietas/grupai/{cast.group.id}/saskanosanai")
    assert sent.status == 303
    assert practice(db, placement).state is State.PROPOSED
    assert practice(db, second).state is State.DRAFT
    assert "Elza Āboliņa" in ilze.follow(sent).words
    for who, status in ((cast.dace, 404), (cast.stranger, 404)):
        assert browser.as_(who).get(url).status == status
    assert browser.as_(cast.guntis).get(url).status == 200
    assert browser.as_(cast.guntis).post(url, {"chosen": str(placement.id)}).status == 403


def test_contracts_go_out_and_what_cannot_is_named(
    db: Session, cast: Cast, placement: Placement, second: Placement, browser: Browser
) -> None:
    cast.martins.birth_date = date(today().year - 19, 1, 1)
    agreed(db, cast, placement)
    ilze, url = browser.as_(cast.ilze), f"/vietas/grupai/{cast.group.id}/ligumi"
    page = ilze.get(url)
    form = page.page.form("/ligumi").values
    assert set(form["chosen"]) == {str(placement.id), str(second.id)}
    answer = ilze.post(url, form)
    assert answer.status == 200
    assert "Nosūtīts 1 līgums" in answer.words
    assert "Elza Āboliņa" in answer.words
    assert "481: 6.1.1, 7.2" in answer.words
    assert (placement.state, second.state) == (Stage.SIGNING, Stage.DRAFT)
    found = latest_of(db, [placement.id, second.id])
    assert found[placement.id].number == f"PL-{today().year}/1"
    again = ilze.post(url, form)
    assert "Nosūtīti 0 līgumi" in again.words or "Nosūtīts 1 līgums" in again.words
    assert found[placement.id].number == f"PL-{today().year}/1"


def test_the_budget_of_the_pages(
    db: Session, cast: Cast, placement: Placement, second: Placement, browser: Browser, queries: Queries
) -> None:
    """However many learners: two here ask no more than one."""
    order = actions.draft_order(db, cast.actor("ilze"), cast.school, [placement, second])
    db.commit()
    ilze = browser.as_(cast.ilze)
    for url, most in (
        (f"/vietas/grupai/{cast.group.id}/ligumi", 16),
        ("/rikojumi", 14),
        (f"/rikojumi/{order.id}", 22),
        (f"/vietas/{placement.id}/programma", 26),
    ):
        db.expire_all()
        with queries(at_most=most):
            assert ilze.get(url).status == 200
