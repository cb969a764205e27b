"""The section of a case: three selects, however many; and what is due when."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from app.demo.cast import Cast
from app.kit.clock import today
from app.law.queries import cases
from app.placements.models import Placement, State
from app.safety.facts import standing, standings
from app.safety.queries import due, to_confirm
from app.safety.topics import FIRST, Kind
from tests.browser import Browser, Queries
from tests.safety.conftest import Place


def test_three_selects_however_many(
    db: Session, cast: Cast, place: Place, marta: Placement, queries: Queries
) -> None:
    for kind in FIRST:
        place.confirmed(kind, on=today() - timedelta(days=3))
    db.flush()
    with queries(at_most=3):
        found = standings(db, [place.placement.id, marta.id])
    assert found[place.placement.id].ready and not found[marta.id].ready
    both = cases(db, [place.placement.id, marta.id])
    known = both[place.placement.id].safety
    assert known.induction_on == known.last_instruction_on == today() - timedelta(days=3)
    assert known.check_passed and both[marta.id].known >= {"safety"}
    assert due(db, [marta.id])[marta.id][0].kind is Kind.INDUCTION
    place.instruct(Kind.REPEATED)
    me = cast.actor("martins")
    with queries(at_most=2):
        assert [one.placement_id for one in to_confirm(db, me)] == [place.placement.id]


@pytest.mark.parametrize(
    ("days", "hazardous", "late"),
    [(364, False, False), (366, False, True), (181, True, False), (183, True, True)],
)
def test_repeated_in_a_year_or_half(
    db: Session, place: Place, days: int, hazardous: bool, late: bool
) -> None:
    from app.safety import actions

    actions.describe(db, place.cast.actor("dace"), place.placement, risks="", hazardous=hazardous)
    place.confirmed(Kind.INITIAL, on=today() - timedelta(days=days))
    [one] = [each for each in standing(db, place.placement).due() if each.kind is Kind.REPEATED]
    assert one.late is late
    place.placement.state = State.COMPLETED
    db.flush()
    assert standing(db, place.placement).due() == []


def test_everybody_of_the_placement_reads_the_tab(
    browser: Browser, cast: Cast, place: Place, marta: Placement, queries: Queries
) -> None:
    place.confirmed()
    for person in (cast.ilze, cast.guntis, cast.aigars, cast.dace, cast.martins, cast.anna):
        page = browser.as_(person).get(place.url)
        assert page.status == 200 and "Sākotnējā instruktāža darba vietā" in page.words
    for person in (cast.stranger, marta.learner.person):
        assert browser.as_(person).get(place.url).status == 404
    mentor = browser.as_(cast.aigars)
    with queries(at_most=48):
        mentor.get(place.url)
    with queries(at_most=12):
        assert "Marta Vītola" in mentor.get("/drosiba").words
    assert browser.as_(cast.ilze).get("/drosiba").to == "/vietas"
