"""A learner logs a day: once, on a working day that has come, from the plan."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.audit.models import Trail
from app.demo.cast import Cast
from app.diary import actions
from app.diary.models import Absence, Day, State
from app.kit.clock import at
from app.kit.errors import Refused
from app.schools.models import Module, Outcome
from tests.browser import Answer, Browser
from tests.diary.conftest import Diary


def log(browser: Browser, diary: Diary, **form: object) -> Answer:
    values = {"on": "2026-11-20", "hours": "8", **form}
    return browser.post(f"/vietas/{diary.placement.id}/dienas", values)


def test_three_taps(browser: Browser, cast: Cast, diary: Diary) -> None:
    me = browser.as_(cast.martins)
    form = me.get("/diena").page.form("/dienas")
    assert form.values["hours"] == "8" and form.values["on"] == "2026-11-20"
    answer = me.post(form.action, form.with_(outcome=[str(diary.outcomes[1])]))
    assert answer.status == 303
    assert "Saglabāts" in me.follow(answer).words
    [day] = diary.days(47)
    assert (day.hours, day.outcome_ids, day.offline) == (Decimal(8), [diary.outcomes[1]], False)
    assert diary.week(47).hours == 8


def test_htmx_gets_the_day_again(browser: Browser, cast: Cast, diary: Diary) -> None:
    url = f"/vietas/{diary.placement.id}/dienas"
    answer = browser.as_(cast.martins).post(url, {"on": "2026-11-20", "hours": "7,5"}, htmx=True)
    assert answer.status == 200
    assert answer.page.by_id("day").form("/dienas").values["hours"] == "7.5"
    assert "Saglabāts" in answer.words


def test_twice_the_same_day_is_one_day(browser: Browser, cast: Cast, diary: Diary) -> None:
    me = browser.as_(cast.martins)
    for text in ("Slīpēju.", "Slīpēju un eļļoju."):
        assert log(me, diary, text=text).status == 303
    assert [day.text for day in diary.days(47)] == ["Slīpēju un eļļoju."]
    assert diary.week(47).hours == 8


def test_an_absence_has_no_hours(browser: Browser, cast: Cast, diary: Diary) -> None:
    chosen = str(diary.outcomes[0])
    log(browser.as_(cast.martins), diary, absence="sick", outcome=[chosen], text="Gripa")
    [day] = diary.days(47)
    assert (int(day.hours), day.absence, len(day.outcome_ids)) == (0, Absence.SICK, 0)


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("hours", "12,5", "no pusstundas līdz 12"),
        ("hours", "0", "no pusstundas līdz 12"),
        ("hours", "", "no pusstundas līdz 12"),
        ("hours", "astoņas", "Rakstiet skaitli"),
        ("text", "a" * 10_000, "2000"),
        ("text", "a\0b", "neredzam"),
        ("absence", "hangover", "Izvēlieties"),
        ("on", "31.02.2026", "datumu"),
    ],
)
def test_a_bad_form_keeps_what_was_typed(
    browser: Browser, cast: Cast, diary: Diary, field: str, value: str, says: str
) -> None:
    typed = {"text": "Ļoti garš teikums.", field: value}
    answer = log(browser.as_(cast.martins), diary, **typed)
    assert answer.status == 422
    assert says in answer.words
    assert (
        answer.page.form("/dienas").values["text"] == typed["text"].replace("\0", "") or "\0" in typed["text"]
    )
    assert not diary.days(47)


@pytest.mark.parametrize(
    ("on", "says"),
    [
        ("2026-11-18", "svētku diena"),
        ("2026-11-21", "nav šīs mācību vietas darba diena"),  # Saturday
        ("2026-11-23", "nav šīs mācību vietas darba diena"),  # a week at school
        ("2026-11-09", "nav šīs mācību vietas darba diena"),  # the placement begins on Tuesday
        ("2026-12-07", "kad tā ir pienākusi"),
    ],
)
def test_only_working_days_that_have_come(
    browser: Browser, cast: Cast, diary: Diary, db: Session, on: str, says: str
) -> None:
    answer = log(browser.as_(cast.martins), diary, on=on)
    assert answer.status == 409
    assert says in answer.words
    assert not db.scalars(select(Day)).all()


def test_an_outcome_of_another_programme_is_refused(
    browser: Browser, cast: Cast, diary: Diary, db: Session
) -> None:
    module = Module(programme_id=cast.programme.id, position=99, name="Cits", kind="professional", hours=1)
    other = Outcome(module=module, position=1, text="Cep maizi")
    db.add(other)
    db.flush()
    answer = log(browser.as_(cast.martins), diary, outcome=[str(other.id)])
    assert answer.status == 409
    assert "no individuālā plāna" in answer.words
    assert not diary.days(47)


def test_not_after_the_approval(browser: Browser, cast: Cast, diary: Diary, db: Session) -> None:
    diary.fill(47)
    actions.approve(db, cast.actor("aigars"), diary.week(47))
    answer = log(browser.as_(cast.martins), diary, text="Vēl")
    assert answer.status == 409
    assert "Apstiprināts" in answer.words
    assert {day.text for day in diary.days(47)} == {"Ēvelēju."}


@pytest.mark.parametrize("key", ["aigars", "anna", "ilze", "dace"])
def test_others_see_it_but_do_not_log(browser: Browser, cast: Cast, diary: Diary, key: str) -> None:
    assert log(browser.as_(cast.people[key]), diary).status == 403
    assert not diary.days(47)


def test_for_strangers_it_is_not_there(browser: Browser, cast: Cast, diary: Diary, marta: Diary) -> None:
    assert log(browser.as_(cast.stranger), diary).status == 404
    assert log(browser.as_(marta.learner), diary).status == 404


def test_words_of_a_person_stay_out_of_the_trail(
    browser: Browser, cast: Cast, diary: Diary, db: Session
) -> None:
    log(browser.as_(cast.martins), diary, text="Noslēpums", absence="sick")
    trail = db.scalars(select(Trail).where(Trail.verb == "diary.log_day")).one()
    assert "Noslēpums" not in str(trail.changes) and "sick" not in str(trail.changes)
    assert trail.subject == f"placement:{diary.placement.id}"


def test_offline_twice_is_once(browser: Browser, cast: Cast, diary: Diary, db: Session) -> None:
    me = browser.as_(cast.martins)
    entry = {"on": "2026-11-19", "hours": "8", "text": "No pagraba", "offline_age": "86400"}
    url = f"/vietas/{diary.placement.id}/dienas"
    for _try in range(2):
        answer = me.post(url, entry, headers={"Idempotency-Key": "5f1c-a"}, htmx=True)
        assert answer.status == 200
    [day] = diary.days(47)
    assert day.offline and day.offline_key == "5f1c-a"
    assert day.logged_at.day == 19
    assert "ierakstīts bezsaistē" in me.get(f"/nedelas/{diary.week(47).id}").words
    assert len(db.scalars(select(Trail).where(Trail.verb == "diary.log_day")).all()) == 1


def test_offline_again_after_the_week_was_submitted_is_no_mistake(
    browser: Browser, cast: Cast, diary: Diary, db: Session
) -> None:
    me = browser.as_(cast.martins)
    assert log(me, diary, offline_key="k1").status == 303
    actions.submit(db, cast.actor("martins"), diary.week(47))
    assert log(me, diary, offline_key="k1").status == 303
    assert log(me, diary, offline_key="k2").status == 409


def test_an_older_entry_from_the_phone_does_not_hide_a_newer_one(
    browser: Browser, cast: Cast, diary: Diary
) -> None:
    me = browser.as_(cast.martins)
    log(me, diary, text="Jaunais")
    assert log(me, diary, text="Vecais", offline_key="k1", offline_age="3600").status == 303
    assert [day.text for day in diary.days(47)] == ["Jaunais"]


def test_an_entry_older_than_fourteen_days_is_refused(browser: Browser, cast: Cast, diary: Diary) -> None:
    answer = log(browser.as_(cast.martins), diary, offline_key="k1", offline_age=str(14 * 86400 + 1))
    assert answer.status == 422
    assert "vecāks par 14 dienām" in answer.words
    assert not diary.days(47)


def test_the_rest_of_the_code_meets_the_same_rules(cast: Cast, diary: Diary, db: Session) -> None:
    with at(datetime(2026, 11, 19, 12)), pytest.raises(Refused, match="come"):
        actions.log_day(db, cast.actor("martins"), diary.week(47), on=date(2026, 11, 20), hours=Decimal(8))
    with pytest.raises(Refused, match="12"):
        actions.log_day(db, cast.actor("martins"), diary.week(47), on=date(2026, 11, 20), hours=Decimal(13))
    assert diary.week(47).state is State.OPEN
