"""A learner gives the week to the mentor, and can take it back until it is decided."""

import pytest
from sqlalchemy.orm import Session

from app.demo.cast import Cast
from app.diary import actions
from app.diary.models import State
from app.kit.errors import Refused
from app.notifications.models import Message, Notice
from tests.browser import Browser
from tests.diary.conftest import Diary


def test_the_week_goes_to_the_mentor_with_a_letter(
    browser: Browser, cast: Cast, diary: Diary, db: Session
) -> None:
    week = diary.fill(47, submit=False)
    me = browser.as_(cast.martins)
    page = me.get(f"/nedelas/{week.id}").page
    assert me.post(page.form("/iesniegt").action).status == 303
    assert diary.week(47).state is State.SUBMITTED
    assert "Gaida apstiprinājumu" in me.get(f"/nedelas/{week.id}").words
    notice = db.query(Notice).one()
    assert (notice.person_id, notice.address) == (cast.aigars.id, f"/nedelas/{week.id}")
    browser.work()
    message = db.query(Message).one()
    assert message.subject == "Mārtiņš Krūmiņš: 47. nedēļa gaida Jūsu apstiprinājumu"


def test_an_empty_week_is_refused_with_its_clause(browser: Browser, cast: Cast, diary: Diary) -> None:
    answer = browser.as_(cast.martins).post(f"/nedelas/{diary.week(47).id}/iesniegt")
    assert answer.status == 409
    assert "vismaz vienu dienu" in answer.words and "481: 6.1.2" in answer.words
    assert diary.week(47).state is State.OPEN


def test_missing_days_are_named_but_do_not_stop(browser: Browser, cast: Cast, diary: Diary) -> None:
    me = browser.as_(cast.martins)
    url = f"/nedelas/{diary.week(47).id}"
    me.post(f"/vietas/{diary.placement.id}/dienas", {"on": "2026-11-17", "hours": "8"})
    assert "Nav ierakstīts: 16.11., 19.11. un 20.11." in me.get(url).words
    assert me.post(f"{url}/iesniegt").status == 303


def test_twice_is_refused(cast: Cast, diary: Diary, db: Session) -> None:
    week = diary.fill(47)
    with pytest.raises(Refused, match="state"):
        actions.submit(db, cast.actor("martins"), week)


@pytest.mark.parametrize("verb", ["iesniegt", "nemt-atpakal"])
def test_only_the_learner(browser: Browser, cast: Cast, diary: Diary, marta: Diary, verb: str) -> None:
    url = f"/nedelas/{diary.fill(47).id}/{verb}"
    for person in (cast.aigars, cast.anna, cast.ilze):
        assert browser.as_(person).post(url).status == 403
    for person in (cast.stranger, marta.learner):
        assert browser.as_(person).post(url).status == 404
    assert diary.week(47).state is State.SUBMITTED


def test_taken_back_it_can_be_edited(browser: Browser, cast: Cast, diary: Diary) -> None:
    week = diary.fill(47)
    me = browser.as_(cast.martins)
    assert me.post(f"/nedelas/{week.id}/nemt-atpakal").status == 303
    assert diary.week(47).state is State.OPEN and diary.week(47).submitted_at is None
    assert me.post(f"/nedelas/{week.id}/dzest-dienu", {"on": "2026-11-20"}).status == 303
    assert len(diary.days(47)) == 3 and diary.week(47).hours == 24


def test_not_taken_back_after_the_decision(cast: Cast, diary: Diary, db: Session) -> None:
    week = diary.fill(47)
    actions.approve(db, cast.actor("aigars"), week)
    with pytest.raises(Refused):
        actions.take_back(db, cast.actor("martins"), week)
