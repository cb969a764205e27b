"""Belts cell by cell, hours done, outcomes practised."""

from sqlalchemy.orm import Session

from app.demo.cast import Cast
from app.diary import actions, queries
from app.diary.models import State
from app.kit.days import Week
from app.kit.words import Words
from tests.browser import Queries
from tests.diary.conftest import Diary

FIRST, LAST = Week(2026, 45), Week(2026, 52)


def cells(db: Session, diary: Diary) -> list[tuple[int, str, bool]]:
    belt = queries.belts(db, [diary.placement], FIRST, LAST)[diary.placement.id]
    return [(number, state, now) for number, state, now, _title in belt]


def test_a_belt_cell_by_cell(cast: Cast, diary: Diary, db: Session) -> None:
    assert cells(db, diary) == [
        (45, "skola", False),  # before the placement
        (46, "nav", False),
        (47, "plan", True),
        (48, "plans", False),
        (49, "plans", False),
        (50, "plan", False),
        (51, "plan", False),
        (52, "plans", False),
    ]
    diary.fill(46)
    assert cells(db, diary)[1] == (46, "gaida", False)
    actions.approve(db, cast.actor("aigars"), diary.week(46))
    diary.fill(47)
    db.flush()
    assert cells(db, diary)[1:3] == [(46, "ok", False), (47, "gaida", True)]
    actions.give_back(db, cast.actor("aigars"), diary.week(47), comment="Nē")
    db.flush()
    assert cells(db, diary)[2] == (47, "plan", True)


def test_a_returned_week_that_is_over_is_not_submitted() -> None:
    week, now = Week(2026, 46), Week(2026, 47)
    assert queries.state_of("C", week, now, State.RETURNED) == "nav"
    assert queries.state_of("C", week, now, None) == "plan"  # the diary is not open
    assert queries.state_of("-", week, now, None) == "briv"
    assert queries.state_of("S", now, now, None) == "skola"


def test_the_belt_in_words(diary: Diary, db: Session) -> None:
    belt = queries.belts(db, [diary.placement], FIRST, LAST)[diary.placement.id]
    assert Words.of("lv").text(queries.belt_words(belt)) == (
        "45.–52. nedēļa: apstiprinātas 0, gaida apstiprinājumu 0, nav iesniegtas 1, skolā 4."
    )
    assert Words.of("lv").text(belt[1][3]) == "46. nedēļa: uzņēmumā, nav iesniegta"


def test_however_many_belts_are_one_query(diary: Diary, marta: Diary, db: Session, queries: Queries) -> None:
    from app.diary.queries import belts

    with queries(at_most=1):
        found = belts(db, [diary.placement, marta.placement], FIRST, LAST)
    assert len(found) == 2


def test_only_approved_hours_are_done(cast: Cast, diary: Diary, db: Session) -> None:
    diary.fill(47)
    assert queries.done_hours(db, [diary.placement.id]) == {}
    actions.approve(db, cast.actor("aigars"), diary.week(47))
    db.flush()
    assert queries.done_hours(db, [diary.placement.id]) == {diary.placement.id: 32}
    assert queries.practised(db, diary.placement.id) == {diary.outcomes[0]: 4}
