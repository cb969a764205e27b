"""The period, the weeks and the working time."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal

import pytest
from sqlalchemy.orm import Session

from app.demo.cast import Cast
from app.kit.clock import at, today
from app.kit.days import Week, weeks
from app.placements import actions, defaults
from app.placements.models import Placement
from app.placements.queries import schedule_of
from tests.browser import Browser
from tests.placements.parts import another_learner, begun, prepared, spring

Typed = dict[str, str | list[str]]


def shown(browser: Browser, cast: Cast, placement: Placement) -> Typed:
    page = browser.as_(cast.ilze).get(f"/vietas/{placement.id}/periods").page
    return dict(page.form(f"/vietas/{placement.id}/periods").with_())


def send(browser: Browser, cast: Cast, placement: Placement, sent: Typed, who: str = "ilze") -> int:
    return browser.as_(getattr(cast, who)).post(f"/vietas/{placement.id}/periods", sent).status


def test_what_is_proposed_can_simply_be_saved(browser: Browser, cast: Cast, db: Session) -> None:
    placement = begun(db, cast)
    usual = defaults.schedule(db, placement)
    assert send(browser, cast, placement, shown(browser, cast, placement)) == 303
    assert schedule_of(db.get_one(Placement, placement.id)) == usual
    assert "C" in usual.weeks


def test_the_proposal_comes_from_the_group(cast: Cast, db: Session) -> None:
    with at(datetime(today().year, 11, 2, 9)):
        placement = begun(db, cast)
        usual = defaults.schedule(db, placement)
    company = {str(week) for week, letter in usual.calendar if letter == "C"}
    assert company <= set(cast.group.company_weeks)
    assert str(Week.of(usual.starts)) in company
    assert str(Week.of(usual.ends)) in company


def test_a_minor_gets_a_shorter_day(cast: Cast, db: Session) -> None:
    young, grown = begun(db, cast), begun(db, cast, another_learner(db, cast))
    assert (defaults.schedule(db, young).day_hours, defaults.schedule(db, young).work_until) == (
        Decimal(7),
        time(15, 30),
    )
    assert defaults.schedule(db, grown).day_hours == 8


def test_single_weeks_are_changed(browser: Browser, cast: Cast, db: Session) -> None:
    placement = prepared(db, cast)
    sent = shown(browser, cast, placement)
    chosen = sent["week"]
    assert isinstance(chosen, list)
    second = str(Week.of(spring()[0]).shifted(2))
    assert send(browser, cast, placement, {**sent, "week": [*chosen[1:], second]}) == 303
    letters = db.get_one(Placement, placement.id).weeks
    assert letters[:4].replace("-", "S") == "SCCS"


def test_holidays_stay(browser: Browser, cast: Cast, db: Session) -> None:
    placement = begun(db, cast)
    year = cast.year
    every = [str(week) for week in weeks(year.starts, year.ends)]
    sent = shown(browser, cast, placement) | {
        "starts": year.starts.isoformat(),
        "ends": year.ends.isoformat(),
        "first": every[0],
        "last": every[-1],
        "week": every,
    }
    assert send(browser, cast, placement, sent) == 303
    assert db.get_one(Placement, placement.id).weeks.count("-") >= 3


def test_other_dates_show_other_weeks_and_save_nothing(browser: Browser, cast: Cast, db: Session) -> None:
    placement = begun(db, cast)
    sent = shown(browser, cast, placement)
    ends = spring()[0] + timedelta(weeks=50)
    answer = browser.as_(cast.ilze).post(
        f"/vietas/{placement.id}/periods", {**sent, "ends": ends.isoformat(), "look": "1"}, htmx=True
    )
    assert answer.status == 200
    assert f'value="{Week.of(ends)}"' in answer.text
    assert db.get_one(Placement, placement.id).starts is None


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"ends": "2020-01-01"}, "Beigas ir pirms sākuma."),
        ({"ends": "2099-01-01"}, "Mācību vieta ilgst ne vairāk kā divus mācību gadus."),
        ({"ends": "30.02.2027."}, "Rakstiet īstu datumu, piemēram, 23.11.2026."),
        ({"starts": ""}, "Aizpildiet šo lauku."),
        ({"week": []}, "Izvēlieties vismaz vienu nedēļu uzņēmumā."),
        ({"work_days": []}, "Aizpildiet šo lauku."),
        ({"work_days": ["8"]}, "Izvēlieties darba dienas."),
        ({"work_from": "25:00"}, "Rakstiet laiku, piemēram, 8:30."),
        ({"work_until": "07:00"}, "Darba diena beidzas pēc tās sākuma."),
        ({"day_hours": "13"}, "Ne vairāk par 12."),
        ({"day_hours": "12"}, "Stundu ir vairāk, nekā ietilpst starp dienas sākumu un beigām."),
        ({"day_hours": "daudz"}, "Rakstiet skaitli, piemēram, 7,5."),
    ],
)
def test_what_does_not_fit_comes_back(
    browser: Browser, cast: Cast, db: Session, change: Typed, says: str
) -> None:
    placement = begun(db, cast, another_learner(db, cast))
    sent = shown(browser, cast, placement) | change
    answer = browser.as_(cast.ilze).post(f"/vietas/{placement.id}/periods", sent)
    assert answer.status == 422, answer
    assert says in answer.words
    assert db.get_one(Placement, placement.id).starts is None
    if isinstance(change.get("ends"), str):
        assert answer.page.by_id("f-ends")["value"] == change["ends"]


def test_somebody_was_faster(browser: Browser, cast: Cast, db: Session) -> None:
    placement = begun(db, cast)
    sent = shown(browser, cast, placement)
    actions.choose_company(db, cast.actor("ilze"), placement, cast.company)
    answer = browser.as_(cast.ilze).post(f"/vietas/{placement.id}/periods", sent)
    assert answer.status == 422
    assert "Kāds tikmēr mainīja šo mācību vietu." in answer.words
    again = dict(answer.page.form(f"/vietas/{placement.id}/periods").with_())
    assert send(browser, cast, placement, again) == 303


def test_what_is_worth_a_look_is_told(browser: Browser, cast: Cast, db: Session) -> None:
    placement, ilze = begun(db, cast), cast.actor("ilze")
    monday = spring()[0]
    actions.set_period(
        db,
        ilze,
        placement,
        starts=monday,
        ends=monday + timedelta(25),
        weeks="CSCS",
        work_days="123456",
        work_until=time(22, 30),
        day_hours=Decimal(8),
    )
    words = browser.as_(cast.ilze).get(f"/vietas/{placement.id}/periods").words
    assert "Līgums ir vismaz uz vienu semestri 484: 7" in words
    assert "ne vairāk kā 7 stundas dienā" in words
    assert "nestrādā no 22:00 līdz 6:00" in words


def test_not_while_it_is_signed(browser: Browser, cast: Cast, db: Session) -> None:
    placement = prepared(db, cast)
    sent = shown(browser, cast, placement)
    actions.start_signing(db, cast.actor("ilze"), placement)
    db.commit()
    assert send(browser, cast, placement, sent) == 409


@pytest.mark.parametrize(
    ("who", "status"), [("guntis", 403), ("dace", 403), ("martins", 403), ("stranger", 404)]
)
def test_others_do_not(browser: Browser, cast: Cast, db: Session, who: str, status: int) -> None:
    placement = prepared(db, cast)
    assert send(browser, cast, placement, shown(browser, cast, placement), who) == status


def test_the_hours_of_a_schedule(cast: Cast, db: Session) -> None:
    placement = begun(db, cast)
    actions.set_period(
        db, cast.actor("ilze"), placement, starts=date(2027, 1, 6), ends=date(2027, 1, 28), weeks="CSCC"
    )
    schedule = schedule_of(placement)
    assert schedule is not None
    # from Wednesday three days, a week at school, a week, and until Thursday
    assert (schedule.company_weeks, schedule.company_days, schedule.company_hours) == (3, 12, Decimal(96))
