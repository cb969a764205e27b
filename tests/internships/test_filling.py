"""What internships tell the law, in a fixed number of selects."""

from datetime import timedelta
from decimal import Decimal

import pytest
from sqlalchemy.orm import Session

from app.demo.cast import Cast
from app.internships import actions
from app.internships.filling import fill, in_a_row
from app.law.queries import cases
from app.placements.models import Placement, State
from tests.browser import Queries
from tests.internships.conftest import agreed, internship, practice


def test_three_selects_for_all(
    db: Session, cast: Cast, placement: Placement, second: Placement, queries: Queries
) -> None:
    agreed(db, cast, placement)
    actions.confirm_occupation(db, cast.actor("dace"), practice(db, placement), occupation="Galdnieks")
    db.commit()
    found = cases(db, [placement.id, second.id])
    with queries(at_most=3):
        fill(db, found)
    one, other = found[placement.id], found[second.id]
    assert (one.practice.programme_complete, one.practice.qualification_practice) == (True, True)
    assert one.mentor.occupation_matches
    assert (other.practice.programme_complete, other.practice.order_on) == (False, None)
    assert not other.mentor.occupation_matches


def test_what_runs_beside_it_and_what_was_before(db: Session, cast: Cast, placement: Placement) -> None:
    before = internship(db, cast)
    practice(db, before).hours = 160
    db.commit()
    assert cases(db, [placement.id])[placement.id].practice.parallel
    before.state = State.COMPLETED
    assert before.starts
    assert before.ends
    before.starts, before.ends = before.starts - timedelta(200), before.ends - timedelta(200)
    db.commit()
    found = cases(db, [placement.id])[placement.id].practice
    assert (found.parallel, found.hours) == (False, Decimal(160))
    placement.weeks = "CCSCCCC-"
    db.commit()
    found = cases(db, [placement.id])[placement.id].practice
    assert (found.parallel, found.weeks_in_row) == (True, 4)


@pytest.mark.parametrize(("weeks", "longest"), [("", 0), ("CCCC", 4), ("CC-CCC", 3), ("SCCS-C", 2)])
def test_weeks_in_a_row(weeks: str, longest: int) -> None:
    assert in_a_row(weeks) == longest
