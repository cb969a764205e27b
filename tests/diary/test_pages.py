"""What each side sees of the diary, within its budget."""

from datetime import date, datetime

import pytest
from sqlalchemy.orm import Session

from app.demo.cast import Cast
from app.diary import actions
from app.kit.clock import at
from app.placements.models import Placement, State
from tests.browser import Browser, Queries
from tests.diary.conftest import Diary


def test_the_week_strip(browser: Browser, cast: Cast, diary: Diary) -> None:
    diary.fill(47, submit=False)
    browser.as_(cast.martins).post(f"/nedelas/{diary.week(47).id}/dzest-dienu", {"on": "2026-11-19"})
    page = browser.as_(cast.martins).get("/diena").page
    strip = page.one("ol", class_="week")
    assert [day["data-s"] for day in strip.all("li")] == ["ok", "ok", "off", "late", "now"]
    assert "Šodien, piektdien" in page.one("h1").words


def test_recently_used_outcomes_come_first(browser: Browser, cast: Cast, diary: Diary) -> None:
    me = browser.as_(cast.martins)
    last = diary.outcomes[-1]
    me.post(f"/vietas/{diary.placement.id}/dienas", {"on": "2026-11-19", "hours": "8", "outcome": str(last)})
    boxes = me.get("/diena").page.all("input", name_="outcome")
    assert boxes[0]["value"] == str(last) and "checked" not in boxes[0]
    assert len(boxes) == len(diary.outcomes)


def test_as_yesterday(browser: Browser, cast: Cast, diary: Diary) -> None:
    me = browser.as_(cast.martins)
    entry = {"on": "2026-11-19", "hours": "6,5", "outcome": str(diary.outcomes[2]), "text": "Frēzēju."}
    me.post(f"/vietas/{diary.placement.id}/dienas", entry)
    form = me.get(me.get("/diena").page.link("Kā vakar")).page.form("/dienas")
    assert form.values["hours"] == "6.5" and form.values["text"] == "Frēzēju."
    assert form.values["outcome"] == str(diary.outcomes[2])
    assert form.values["on"] == "2026-11-20"


def test_a_week_at_school_says_when_the_company_begins(browser: Browser, cast: Cast, diary: Diary) -> None:
    words = browser.as_(cast.martins).get("/diena?datums=2026-11-25").words
    assert "Šonedēļ mācības skolā." in words and "Uzņēmumā no 7. decembra." in words
    assert "Nedēļu uzņēmumā vairs nav." in browser.as_(cast.martins).get("/diena?datums=2026-12-28").words


@pytest.mark.parametrize(
    ("on", "says"),
    [
        ("2026-11-18", "darba uzņēmumā nav"),
        ("2026-11-21", "darba uzņēmumā nav"),
        ("2026-12-08", "vēl nav pienākusi"),
    ],
)
def test_days_without_a_form_say_why(browser: Browser, cast: Cast, diary: Diary, on: str, says: str) -> None:
    answer = browser.as_(cast.martins).get(f"/diena?datums={on}")
    assert says in answer.words and not answer.page.all("form", id="entry")


def test_after_submitting_the_day_is_only_read(browser: Browser, cast: Cast, diary: Diary) -> None:
    diary.fill(47)
    answer = browser.as_(cast.martins).get("/diena")
    assert "Ēvelēju." in answer.words and "Gaida apstiprinājumu" in answer.words
    assert not answer.page.all("form", id="entry")


def test_odd_addresses_show_today(browser: Browser, cast: Cast, diary: Diary) -> None:
    for query in ("datums=rit", "datums=2026-13-40", "vieta=999999", "vakar=1"):
        assert "Šodien, piektdien" in browser.as_(cast.martins).get(f"/diena?{query}").words


def test_without_a_placement(browser: Browser, cast: Cast) -> None:
    for url in ("/diena", "/nedelas"):
        assert "kad līgumu būs parakstījuši visi" in browser.as_(cast.martins).get(url).words


def test_several_placements_by_tab(browser: Browser, cast: Cast, diary: Diary, db: Session) -> None:
    second = Placement(
        school_id=cast.school.id,
        learner=cast.learner,
        company=cast.company,
        mentor=cast.mentor,
        state=State.ACTIVE,
        starts=date(2026, 11, 16),
        ends=date(2026, 11, 22),
        weeks="C",
        sort_key="k",
    )
    db.add(second)
    db.flush()
    actions.open_for(db, cast.actor("ilze"), second)
    page = browser.as_(cast.martins).get(f"/diena?vieta={second.id}").page
    assert len(page.one("nav", class_="tabs").all("a")) == 2
    assert page.form("/dienas").action == f"/vietas/{second.id}/dienas"


def test_the_budget_of_the_day(browser: Browser, cast: Cast, diary: Diary, queries: Queries) -> None:
    diary.fill(47, submit=False)
    me = browser.as_(cast.martins)
    diary.db.commit()
    with queries(at_most=10):
        assert me.get("/diena").status == 200


@pytest.mark.parametrize("key", ["aigars", "martins", "ilze", "anna", "dace", "guntis"])
def test_the_budget_of_a_week(
    browser: Browser, cast: Cast, diary: Diary, marta: Diary, queries: Queries, key: str
) -> None:
    week = diary.fill(47)
    person = browser.as_(cast.people[key])
    diary.db.commit()
    with queries(at_most=10):
        answer = person.get(f"/nedelas/{week.id}")
    assert answer.status == 200
    assert key == "martins" or "Mārtiņš" in answer.page.one("main").words
    buttons = [form["action"].rpartition("/")[2] for form in answer.page.by_id("act").all("form")]
    assert buttons == {
        "aigars": ["apstiprinat"],
        "martins": ["nemt-atpakal"],
        "ilze": ["apstiprinat-vaditaja-vieta"],
    }.get(key, [])


def test_the_mentor_has_nothing_to_do(browser: Browser, cast: Cast, diary: Diary) -> None:
    words = browser.as_(cast.aigars).get("/nedelas").words
    assert "Nekas nav jāapstiprina." in words
    assert "Mārtiņš nākamo nedēļu iesniegs līdz 22. novembrim." in words


def test_the_mentors_list_within_budget(
    browser: Browser, cast: Cast, diary: Diary, marta: Diary, queries: Queries
) -> None:
    for number in (46, 47):
        diary.fill(number)
    me = browser.as_(cast.aigars)
    diary.db.commit()
    with queries(at_most=8):
        page = me.get("/nedelas").page
    assert ["46." in row.words for row in page.all("li", class_="day")] == [True, False]


def test_the_learners_weeks(browser: Browser, cast: Cast, diary: Diary, queries: Queries) -> None:
    diary.fill(47)
    me = browser.as_(cast.martins)
    diary.db.commit()
    with queries(at_most=8):
        page = me.get("/nedelas").page
    rows = [row.words for row in page.all("ul", class_="weeks")[0].all("li")]
    assert "47. nedēļa" in rows[0] and "Gaida apstiprinājumu" in rows[0] and "32\u00a0h" in rows[0]
    assert "46. nedēļa" in rows[1] and "Nav iesniegts" in rows[1]
    assert "Vēl 2 nedēļas" in page.words


def test_everybody_else_finds_the_way(browser: Browser, cast: Cast, diary: Diary, marta: Diary) -> None:
    assert browser.as_(cast.ilze).get("/nedelas").to == "/vietas"
    assert browser.as_(cast.anna).get("/nedelas").to == f"/vietas/{diary.placement.id}/dienasgramata"
    assert "Marta Vītola" in browser.as_(cast.dace).get("/nedelas").words


@pytest.mark.parametrize("key", ["ilze", "anna", "aigars", "martins", "dace"])
def test_the_tab_of_the_placement(
    browser: Browser, cast: Cast, diary: Diary, queries: Queries, key: str
) -> None:
    diary.fill(47)
    person = browser.as_(cast.people[key])
    diary.db.commit()
    with queries(at_most=12):
        answer = person.get(f"/vietas/{diary.placement.id}/dienasgramata")
    assert answer.status == 200
    assert "Novembris 2026" in answer.words and "Gaida apstiprinājumu" in answer.words


def test_a_month_on_paper(browser: Browser, cast: Cast, diary: Diary, db: Session) -> None:
    diary.fill(47)
    actions.approve_in_stead(db, cast.actor("ilze"), diary.week(47))
    url = f"/vietas/{diary.placement.id}/dienasgramata"
    answer = browser.as_(cast.ilze).get(f"{url}?drukat=2026-11")
    assert [row.words[:11] for row in answer.page.one("tbody").all("tr")] == [
        "16.11.2026.",
        "17.11.2026.",
        "19.11.2026.",
        "20.11.2026.",
    ]
    assert "32\u00a0h" in answer.words and "Vadītāja vietā apstiprināja Ilze Dreimane" in answer.words
    assert "nekas nav ierakstīts" in browser.as_(cast.ilze).get(f"{url}?drukat=2026-12").words
    assert browser.as_(cast.ilze).get(f"{url}?drukat=2026-13").status == 404


def test_strangers_find_nothing(browser: Browser, cast: Cast, diary: Diary, marta: Diary) -> None:
    urls = (f"/vietas/{diary.placement.id}/dienasgramata", f"/nedelas/{diary.week(47).id}")
    for url in urls:
        assert browser.as_(cast.stranger).get(url).status == 404
        assert browser.as_(marta.learner).get(url).status == 404
        assert browser.nobody().get(url).status == 303


def test_in_english(browser: Browser, cast: Cast, diary: Diary) -> None:
    cast.martins.language = cast.aigars.language = "en"
    week = diary.fill(47)
    assert "Week 47" in browser.as_(cast.aigars).get(f"/nedelas/{week.id}").words
    with at(datetime(2026, 11, 25, 12)):
        assert "This week learning is at school." in browser.as_(cast.martins).get("/diena").words
