from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.kit import clock, days
from app.kit.days import Week

D = date.fromisoformat
AUTUMN = (D("2025-09-01"), D("2025-12-19"))
SPRING = (D("2026-01-05"), D("2026-05-29"))
dates = st.dates(date(1990, 1, 1), date(2060, 12, 31))


def test_2026_has_53_weeks() -> None:
    assert Week.of(D("2027-01-01")) == Week(2026, 53)
    assert Week(2026, 53).monday == D("2026-12-28")
    assert Week(2026, 53).next == Week(2027, 1)
    assert Week(2027, 1).previous == Week(2026, 53)
    with pytest.raises(ValueError):
        Week(2025, 53)


def test_a_week_knows_its_days() -> None:
    week = Week(2026, 47)
    assert (week.monday, week.friday, week.sunday) == (D("2026-11-16"), D("2026-11-20"), D("2026-11-22"))
    assert week.days[0] == week.monday and week.days[-1] == week.sunday and len(week.days) == 7
    assert D("2026-11-22") in week and D("2026-11-23") not in week


def test_a_week_is_written_and_read() -> None:
    assert str(Week(2026, 7)) == "2026-W07"
    assert Week.parse("2026-W47") == Week(2026, 47)


@pytest.mark.parametrize("text", ["2026-W54", "2025-W53", "2026W47", "2026-W7", "", "2026-W47x"])
def test_a_wrong_week_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        Week.parse(text)


def test_weeks_of_a_period_touch_it() -> None:
    assert days.weeks(D("2026-12-27"), D("2027-01-04")) == [Week(2026, 52), Week(2026, 53), Week(2027, 1)]
    assert days.weeks(D("2026-12-27"), D("2026-12-27")) == [Week(2026, 52)]
    assert days.weeks(D("2026-12-27"), D("2026-12-01")) == []


@given(dates)
def test_weeks_follow_one_another(day: date) -> None:
    week = Week.of(day)
    assert day in week
    assert week < week.next
    assert week.next.previous == week == Week.parse(str(week))


def test_this_week_is_the_week_in_riga() -> None:
    with clock.at(datetime(2026, 11, 22, 22, 30, tzinfo=UTC)):
        assert Week.now() == Week(2026, 48)


# Ages


def test_a_birthday_counts_from_its_morning() -> None:
    birth = D("2009-03-15")
    assert days.age_on(birth, D("2027-03-14")) == 17
    assert days.is_minor(birth, D("2027-03-14"))
    assert not days.is_minor(birth, D("2027-03-15"))
    assert days.turns(birth, 18) == D("2027-03-15")


def test_born_on_29_february() -> None:
    birth = D("2008-02-29")
    assert days.is_minor(birth, D("2026-02-28"))
    assert not days.is_minor(birth, D("2026-03-01"))
    assert days.turns(birth, 18) == D("2026-03-01")
    assert days.turns(birth, 20) == D("2028-02-29")


@given(dates, st.integers(1, 30))
def test_an_age_is_reached_on_the_day_it_turns(birth: date, years: int) -> None:
    day = days.turns(birth, years)
    assert days.age_on(birth, day) == years
    assert days.age_on(birth, day - timedelta(days=1)) == years - 1


def test_the_part_of_a_contract_lived_as_a_minor() -> None:
    birth = D("2009-03-15")
    assert days.minor_days(birth, *SPRING) == SPRING
    over = (D("2027-01-04"), D("2027-05-28"))
    assert days.minor_days(birth, *over) == (D("2027-01-04"), D("2027-03-14"))
    assert days.minor_days(birth, D("2027-03-15"), D("2027-05-28")) is None


# Holidays


@pytest.mark.parametrize(
    ("day", "latvian", "english"),
    [
        ("2026-11-18", "Latvijas Republikas Proklamēšanas diena", "Republic of Latvia Proclamation Day"),
        ("2026-04-03", "Lielā Piektdiena", "Good Friday"),
        ("2026-04-05", "Pirmās Lieldienas", "Easter Sunday"),
        ("2026-04-06", "Otrās Lieldienas", "Easter Monday"),
        ("2026-06-23", "Līgo diena", "Midsummer Eve"),
        ("2026-01-02", "Brīvdiena (pārcelta no 17.01.2026.)", "Day off (moved from 17.01.2026.)"),
    ],
)
def test_holidays(day: str, latvian: str, english: str) -> None:
    assert days.holiday(D(day)) == latvian
    assert days.holiday(D(day), "en") == english


def test_two_holidays_of_one_day() -> None:
    assert days.holiday(D("2026-05-01"), "en") == "Constitutional Assembly Convocation Day, Labour Day"


def test_an_ordinary_day_is_no_holiday() -> None:
    assert days.holiday(D("2026-11-17")) is None
    assert list(days.holidays_between(D("2026-12-20"), D("2026-12-31"))) == [
        D("2026-12-24"),
        D("2026-12-25"),
        D("2026-12-26"),
        D("2026-12-31"),
    ]


def test_working_days_leave_out_weekends_and_holidays() -> None:
    assert [day.day for day in days.working_days(*between("2026-11-16", "2026-11-22"))] == [16, 17, 19, 20]


def test_a_weekend_may_be_worked() -> None:
    assert days.is_worked_weekend(D("2026-01-17"))
    assert days.is_working_day(D("2026-01-17"))
    assert not days.is_working_day(D("2026-01-10"))


def test_a_schools_own_days_go_first() -> None:
    free, worked = {D("2026-11-16")}, {D("2026-11-18")}
    told = days.working_days(*between("2026-11-16", "2026-11-18"), free=free, worked=worked)
    assert told == [D("2026-11-17"), D("2026-11-18")]


def test_counting_working_days_on() -> None:
    assert days.after_working_days(D("2026-11-17"), 1) == D("2026-11-19")
    assert days.after_working_days(D("2026-11-17"), 3) == D("2026-11-23")
    assert days.after_working_days(D("2026-11-18"), 0) == D("2026-11-18")


# School years and semesters


def test_a_school_year_begins_in_september() -> None:
    assert days.school_year(D("2026-08-31")) == 2025
    assert days.school_year(D("2026-09-01")) == 2026
    assert days.school_year_span(2026) == (D("2026-09-01"), D("2027-08-31"))


def test_the_semester_of_a_day() -> None:
    assert days.semester_at(D("2025-12-19"), [AUTUMN, SPRING]) == AUTUMN
    assert days.semester_at(D("2025-12-20"), [AUTUMN, SPRING]) is None


@pytest.mark.parametrize(
    ("start", "end", "enough"),
    [
        ("2025-09-01", "2025-12-19", True),  # exactly the autumn
        ("2025-09-01", "2026-05-29", True),
        ("2025-11-01", "2026-02-18", True),  # across two, 110 days like the autumn
        ("2025-11-01", "2026-02-17", False),  # one day less
        ("2025-09-02", "2025-12-19", False),
    ],
)
def test_a_contract_lasts_at_least_a_semester(start: str, end: str, enough: bool) -> None:
    assert days.covers_semester(D(start), D(end), [AUTUMN, SPRING]) is enough


def test_days_missing_to_a_semester() -> None:
    assert days.length(AUTUMN) == 110
    assert days.days_short_of_semester(D("2025-11-01"), D("2026-02-17"), [AUTUMN, SPRING]) == 1
    assert days.days_short_of_semester(*SPRING, [AUTUMN, SPRING]) == 0
    assert days.days_short_of_semester(*SPRING, []) is None
    assert not days.covers_semester(*SPRING, [])


@given(dates, st.integers(0, 400), st.integers(0, 400))
def test_a_whole_semester_is_always_enough(start: date, before: int, after: int) -> None:
    semester = (start, start + timedelta(days=100))
    around = (start - timedelta(days=before), semester[1] + timedelta(days=after))
    assert days.covers_semester(*around, [semester])


# Alternation


def test_weeks_take_turns() -> None:
    course = days.weeks(D("2026-09-07"), D("2026-10-11"))
    assert list(days.alternate(course, (1, 1)).values()) == [
        "school",
        "company",
        "school",
        "company",
        "school",
    ]
    assert list(days.alternate(course, (1, 2), "company").values()) == [
        "company",
        "company",
        "school",
        "company",
        "company",
    ]


def test_a_break_does_not_cost_a_turn() -> None:
    course = [Week(2026, 42), Week(2026, 44)]
    assert days.alternate(course, (1, 1)) == {Week(2026, 42): "school", Week(2026, 44): "company"}


def test_a_pattern_may_stay_in_one_place() -> None:
    assert set(days.alternate([Week(2026, 1), Week(2026, 2)], (0, 1)).values()) == {"company"}


@pytest.mark.parametrize("pattern", [(0, 0), (-1, 2)])
def test_a_pattern_without_weeks_is_refused(pattern: tuple[int, int]) -> None:
    with pytest.raises(ValueError):
        days.alternate([], pattern)


def between(start: str, end: str) -> days.Span:
    return D(start), D(end)
