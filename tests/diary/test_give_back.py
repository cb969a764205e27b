"""The mentor returns a week with a comment, and the learner finds it on top."""

import pytest
from sqlalchemy.orm import Session

from app.demo.cast import Cast
from app.diary import actions
from app.diary.models import State
from app.kit.errors import Refused
from app.notifications.models import Message
from tests.browser import Browser
from tests.diary.conftest import Diary


@pytest.fixture
def url(diary: Diary, cast: Cast) -> str:
    return f"/nedelas/{diary.fill(47).id}"


def test_the_comment_stands_on_top(browser: Browser, cast: Cast, diary: Diary, db: Session, url: str) -> None:
    me = browser.as_(cast.aigars)
    page = me.get(me.get(url).page.link("Jālabo")).page
    form = page.form("/jalabo")
    answer = me.post(form.action, form.with_(comment="Piektdien bija 6 stundas."))
    assert answer.status == 303
    assert diary.week(47).state is State.RETURNED
    learner = browser.as_(cast.martins)
    assert "Piektdien bija 6 stundas." in learner.get(url).words
    browser.work()
    letter = db.query(Message).filter_by(person_id=cast.martins.id).one()
    assert letter.subject == "47. nedēļa atgriezta labošanai"
    log = {"on": "2026-11-20", "hours": "6"}
    assert learner.post(f"/vietas/{diary.placement.id}/dienas", log).status == 303
    assert learner.post(f"{url}/iesniegt").status == 303
    assert diary.week(47).state is State.SUBMITTED and diary.week(47).hours == 30


def test_without_words_it_is_not_returned(browser: Browser, cast: Cast, diary: Diary, url: str) -> None:
    me = browser.as_(cast.aigars)
    for comment, says in (("", "Aizpildiet"), ("   ", "Aizpildiet"), ("a" * 10_000, "2000")):
        answer = me.post(f"{url}/jalabo", {"comment": comment})
        assert answer.status == 422 and says in answer.words
        if len(comment) > 100:
            assert answer.page.form("/jalabo").values["comment"] == comment
    with pytest.raises(Refused):
        actions.give_back(cast.db, cast.actor("aigars"), diary.week(47), comment=" ")
    assert diary.week(47).state is State.SUBMITTED


def test_not_after_the_approval(browser: Browser, cast: Cast, diary: Diary, url: str) -> None:
    me = browser.as_(cast.aigars)
    me.post(f"{url}/apstiprinat")
    assert me.post(f"{url}/jalabo", {"comment": "Tomēr ne"}).status == 409
    assert diary.week(47).state is State.APPROVED


def test_not_what_was_changed_meanwhile(browser: Browser, cast: Cast, diary: Diary, url: str) -> None:
    answer = browser.as_(cast.aigars).post(f"{url}/jalabo", {"comment": "Kur otrdiena?", "version": "1"})
    assert answer.status == 409 and "tikmēr" in answer.words


def test_who_may_not(browser: Browser, cast: Cast, diary: Diary, marta: Diary, url: str) -> None:
    for person in (cast.martins, cast.anna, cast.dace):
        assert browser.as_(person).post(f"{url}/jalabo", {"comment": "Nē"}).status == 403
    for person in (cast.stranger, marta.learner):
        assert browser.as_(person).post(f"{url}/jalabo", {"comment": "Nē"}).status == 404
        assert browser.as_(person).get(f"{url}/jalabo").status == 404
    assert diary.week(47).state is State.SUBMITTED
