"""The school's own numbers."""

from datetime import date

import pytest
from sqlalchemy.orm import Session

from app.demo.cast import Cast
from app.registers import actions
from app.registers.models import Direction
from app.registers.numbering import next_number, sound
from tests.browser import Browser

DAY = date(2026, 11, 23)
URL = "/registri/numuri"


def test_each_series_counts_by_itself(db: Session, cast: Cast) -> None:
    school, admin = cast.school.id, cast.actor("ilze")
    given = [next_number(db, school, Direction.IN, "letter", DAY) for _n in range(2)]
    assert given == ["S-2026/1", "S-2026/2"]
    assert next_number(db, school, Direction.OUT, "letter", DAY) == "N-2026/1"
    assert next_number(db, school, Direction.IN, "policy", DAY.replace(year=2027)) == "S-2027/1"
    assert admin.organisation is not None
    for pattern, got in (("{index}/{n}", "05-10/1"), ("P-{n}", "P-2")):
        actions.set_scheme(
            db, cast.actor("ilze"), admin.organisation, direction=Direction.IN, kind="policy", pattern=pattern
        )
        db.flush()
        assert next_number(db, school, Direction.IN, "policy", DAY, "05-10") == got, "goes on without a year"
    assert next_number(db, school, Direction.IN, "letter", DAY) == "S-2026/3"


@pytest.mark.parametrize(
    ("pattern", "good"),
    [
        ("{n}", True),
        ("05-11/{year}-{n}", True),
        ("{index}/{n}", True),
        ("{year}", False),
        ("", False),
        ("{n}{m}", False),
        ("{n", False),
        ("{n}}", False),
        ("{0}{n}", False),
    ],
)
def test_what_a_pattern_may_hold(pattern: str, good: bool) -> None:
    assert sound(pattern) is good


def test_the_page_sets_it(browser: Browser, db: Session, cast: Cast) -> None:
    values = {"direction": "in", "kind": "", "pattern": "05-11/{n}"}
    assert browser.as_(cast.ilze).post(URL, values).to == URL
    assert "05-11/{n}" in browser.as_(cast.ilze).get(URL).words
    wrong = browser.as_(cast.ilze).post(URL, {**values, "pattern": "bez numura"})
    assert wrong.status == 422
    assert 'value="bez numura"' in wrong.text
    assert browser.as_(cast.dace).post(URL, values).status == 403
    assert browser.as_(cast.dace).get(URL).status == 403
