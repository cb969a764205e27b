"""A day is taken out again."""

from app.demo.cast import Cast
from tests.browser import Browser
from tests.diary.conftest import Diary


def test_the_day_goes_and_the_sum_follows(browser: Browser, cast: Cast, diary: Diary) -> None:
    week = diary.fill(47, submit=False)
    url = f"/nedelas/{week.id}/dzest-dienu"
    answer = browser.as_(cast.martins).post(url, {"on": "2026-11-17"})
    assert answer.status == 303
    assert [day.on.day for day in diary.days(47)] == [16, 19, 20]
    assert diary.week(47).hours == 24


def test_what_is_not_there_cannot_go(browser: Browser, cast: Cast, diary: Diary) -> None:
    url = f"/nedelas/{diary.week(47).id}/dzest-dienu"
    for on in ("2026-11-17", "drīz", ""):
        answer = browser.as_(cast.martins).post(url, {"on": on})
        assert answer.status == 409 and "nekas nav ierakstīts" in answer.words


def test_not_after_submitting(browser: Browser, cast: Cast, diary: Diary) -> None:
    week = diary.fill(47)
    url = f"/nedelas/{week.id}/dzest-dienu"
    assert browser.as_(cast.martins).post(url, {"on": "2026-11-17"}).status == 409
    assert len(diary.days(47)) == 4


def test_only_the_learner(browser: Browser, cast: Cast, diary: Diary, marta: Diary) -> None:
    week = diary.fill(47, submit=False)
    url = f"/nedelas/{week.id}/dzest-dienu"
    for person in (cast.aigars, cast.anna, cast.ilze):
        assert browser.as_(person).post(url, {"on": "2026-11-17"}).status == 403
    for person in (cast.stranger, marta.learner):
        assert browser.as_(person).post(url, {"on": "2026-11-17"}).status == 404
    assert len(diary.days(47)) == 4
