"""The mentor approves in one tap, can undo for half an hour; a coordinator does it in the mentor's stead."""

from datetime import datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.audit.models import Trail
from app.demo.cast import Cast
from app.diary import actions
from app.diary.models import State
from app.kit.clock import at
from app.kit.errors import Refused
from app.notifications.models import Message, Notice
from tests.browser import Browser
from tests.diary.conftest import Diary


@pytest.fixture
def url(diary: Diary, cast: Cast) -> str:
    return f"/nedelas/{diary.fill(47).id}"


def test_one_tap_and_the_next(browser: Browser, cast: Cast, diary: Diary, marta: Diary, url: str) -> None:
    other = marta.fill(47)
    me = browser.as_(cast.aigars)
    page = me.get(url)
    assert "4 dienas, 32 stundas" in page.words and "Ēvelēju." in page.words
    assert "latvijas republikas proklamēšanas diena" in page.words.lower()
    form = page.page.form("/apstiprinat")
    answer = me.post(form.action, form.values)
    assert (answer.status, answer.to) == (303, url)
    done = me.follow(answer)
    assert "47. nedēļa apstiprināta" in done.words and "Mārtiņš Krūmiņš, 32 stundas. Paldies!" in done.words
    assert done.page.link("Nākamā: Marta") == f"/nedelas/{other.id}"
    assert diary.week(47).state is State.APPROVED
    assert diary.week(47).decided_by_id == cast.aigars.id


def test_htmx_gets_the_panel_only(browser: Browser, cast: Cast, url: str) -> None:
    me = browser.as_(cast.aigars)
    answer = me.post(f"{url}/apstiprinat", htmx=True)
    assert answer.status == 200 and len(answer.bytes) < 2500
    panel = answer.page.by_id("act")
    assert panel["class"] == "done"
    undone = me.post(panel.form("/atsaukt").action, htmx=True)
    assert "Apstiprināt nedēļu" in undone.words


def test_the_learner_is_told(browser: Browser, cast: Cast, db: Session, url: str) -> None:
    browser.work()
    browser.as_(cast.aigars).post(f"{url}/apstiprinat")
    assert db.scalars(select(Notice.verb).where(Notice.person_id == cast.martins.id)).all() == [
        "diary.approve"
    ]
    browser.work()
    subjects = db.scalars(select(Message.subject).where(Message.person_id == cast.martins.id)).all()
    assert subjects == ["47. nedēļa apstiprināta"]


def test_not_what_was_not_submitted_and_not_twice(
    browser: Browser, cast: Cast, diary: Diary, url: str
) -> None:
    me = browser.as_(cast.aigars)
    assert me.post(f"/nedelas/{diary.week(46).id}/apstiprinat").status == 409
    assert me.post(f"{url}/apstiprinat").status == 303
    answer = me.post(f"{url}/apstiprinat")
    assert answer.status == 409 and "Apstiprināts" in answer.words


def test_not_what_was_changed_meanwhile(
    browser: Browser, cast: Cast, diary: Diary, db: Session, url: str
) -> None:
    me = browser.as_(cast.aigars)
    form = me.get(url).page.form("/apstiprinat")
    for deed in (actions.take_back, actions.submit):
        deed(db, cast.actor("martins"), diary.week(47))
        db.flush()
    answer = me.post(form.action, form.values)
    assert answer.status == 409 and "tikmēr ir mainīta" in answer.words
    assert diary.week(47).state is State.SUBMITTED


def test_who_may_not(browser: Browser, cast: Cast, diary: Diary, marta: Diary, url: str) -> None:
    for person in (cast.martins, cast.anna, cast.ilze, cast.dace):
        assert browser.as_(person).post(f"{url}/apstiprinat").status == 403
    for person in (cast.stranger, marta.learner):
        assert browser.as_(person).post(f"{url}/apstiprinat").status == 404
        assert browser.as_(person).get(url).status == 404
    assert diary.week(47).state is State.SUBMITTED


def test_undo_for_half_an_hour(browser: Browser, cast: Cast, diary: Diary, db: Session, url: str) -> None:
    me = browser.as_(cast.aigars)
    me.post(f"{url}/apstiprinat")
    assert me.post(f"{url}/atsaukt").status == 303
    assert diary.week(47).state is State.SUBMITTED and diary.week(47).decided_by_id is None
    me.post(f"{url}/apstiprinat")
    with at(datetime(2026, 11, 20, 17, 31)):
        assert "Atsaukt" not in me.get(url).words
        answer = me.post(f"{url}/atsaukt")
    assert answer.status == 409 and "30 minūšu laikā" in answer.words
    assert diary.week(47).state is State.APPROVED


def test_undo_is_not_for_others(browser: Browser, cast: Cast, diary: Diary, marta: Diary, url: str) -> None:
    assert browser.as_(cast.aigars).post(f"{url}/atsaukt").status == 409  # not approved yet
    browser.as_(cast.aigars).post(f"{url}/apstiprinat")
    assert browser.as_(cast.martins).post(f"{url}/atsaukt").status == 403
    assert browser.as_(cast.stranger).post(f"{url}/atsaukt").status == 404


def test_in_the_mentors_stead(browser: Browser, cast: Cast, diary: Diary, db: Session, url: str) -> None:
    me = browser.as_(cast.ilze)
    form = me.get(url).page.form("/apstiprinat-vaditaja-vieta")
    assert me.post(form.action, form.values).status == 303
    week = diary.week(47)
    assert week.state is State.APPROVED and week.in_stead and week.decided_by_id == cast.ilze.id
    assert db.scalars(select(Trail.verb).where(Trail.verb.like("diary.approve%"))).all() == [
        "diary.approve_in_stead"
    ]
    assert "Vadītāja vietā apstiprināja Ilze Dreimane" in browser.as_(cast.martins).get(url).words
    told = db.scalars(select(Notice.person_id).where(Notice.verb == "diary.approve_in_stead"))
    assert set(told) == {cast.martins.id, cast.aigars.id}
    assert me.post(f"{url}/atsaukt").status == 303
    assert not diary.week(47).in_stead


def test_in_the_stead_only_coordinators(browser: Browser, cast: Cast, diary: Diary, url: str) -> None:
    for person in (cast.aigars, cast.martins, cast.guntis):
        assert browser.as_(person).post(f"{url}/apstiprinat-vaditaja-vieta").status == 403
    assert browser.as_(cast.stranger).post(f"{url}/apstiprinat-vaditaja-vieta").status == 404
    with pytest.raises(Refused):
        actions.approve_in_stead(cast.db, cast.actor("ilze"), diary.week(46))
    assert diary.week(47).state is State.SUBMITTED


def test_the_ticked_weeks_of_the_list(
    browser: Browser, cast: Cast, diary: Diary, marta: Diary, url: str
) -> None:
    diary.fill(46)
    marta.fill(47)
    me = browser.as_(cast.aigars)
    page = me.get("/nedelas")
    boxes = page.page.all("input", name_="week")
    assert len(boxes) == 3 and "Ēvelēju." in page.words and "32\u00a0h" in page.words
    ticked = [box["value"] for box in boxes[:2]]
    answer = me.post("/nedelas/apstiprinat", {"week": ticked})
    assert answer.status == 303
    assert "Apstiprinātas 2 nedēļas" in me.follow(answer).words
    assert [w.state for w in (diary.week(46), diary.week(47), marta.week(47))].count(State.APPROVED) == 2


@pytest.mark.parametrize("ticked", [[], ["1"], ["x-y"], ["1-1-1"]])
def test_nothing_ticked_is_said(browser: Browser, cast: Cast, url: str, ticked: list[str]) -> None:
    answer = browser.as_(cast.aigars).post("/nedelas/apstiprinat", {"week": ticked})
    assert answer.status == 422 and "Atzīmējiet nedēļas" in answer.words


def test_a_ticked_week_that_changed_is_left_out(
    browser: Browser, cast: Cast, diary: Diary, db: Session, url: str
) -> None:
    me = browser.as_(cast.aigars)
    [box] = me.get("/nedelas").page.all("input", name_="week")
    actions.take_back(db, cast.actor("martins"), diary.week(47))
    answer = me.post("/nedelas/apstiprinat", {"week": [box["value"]]})
    assert "tikmēr ir mainītas" in me.follow(answer).words
    assert diary.week(47).state is State.OPEN


def test_strangers_tick_nothing(browser: Browser, cast: Cast, diary: Diary, url: str) -> None:
    week = diary.week(47)
    browser.as_(cast.stranger).post("/nedelas/apstiprinat", {"week": [f"{week.id}-{week.version}"]})
    assert diary.week(47).state is State.SUBMITTED
    answer = browser.as_(cast.anna).post("/nedelas/apstiprinat", {"week": [f"{week.id}-{week.version}"]})
    assert answer.status == 403
