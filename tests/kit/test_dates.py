from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta

import pytest

from app.kit import clock
from app.kit.latvian import DATIVE, GENITIVE, LOCATIVE
from app.kit.words import Words

LV = Words.of("lv")
EN = Words.of("en")
SUNDAY = date(2026, 11, 22)
MONDAY = date(2026, 11, 23)


@pytest.fixture(autouse=True)
def noon() -> Iterator[None]:
    with clock.at(datetime(2026, 11, 22, 12, 0)):
        yield


def test_the_three_cases_of_the_months() -> None:
    assert " ".join(LOCATIVE) == (
        "janvārī februārī martā aprīlī maijā jūnijā jūlijā augustā septembrī oktobrī novembrī decembrī"
    )
    assert " ".join(DATIVE) == (
        "janvārim februārim martam aprīlim maijam jūnijam jūlijam augustam "
        "septembrim oktobrim novembrim decembrim"
    )
    assert " ".join(GENITIVE) == (
        "janvāra februāra marta aprīļa maija jūnija jūlija augusta septembra oktobra novembra decembra"
    )


@pytest.mark.parametrize(
    ("shape", "day", "latvian", "english"),
    [
        ("day", SUNDAY, "22.11.2026.", "22 November 2026"),
        ("day", date(2027, 6, 7), "7.06.2027.", "7 June 2027"),
        ("short_day", SUNDAY, "22.11.", "22.11."),
        ("on", SUNDAY, "2026. gada 22. novembrī", "22 November 2026"),
        ("until", date(2026, 11, 27), "27. novembrim", "27 November"),
        ("since", date(2026, 12, 1), "1. decembra", "1 December"),
        ("heading", MONDAY, "Pirmdiena, 2026. gada 23. novembris", "Monday, 23 November 2026"),
        ("month", SUNDAY, "novembris", "November"),
        ("month", 9, "septembris", "September"),
        ("month_short", 9, "sept.", "Sep"),
        ("at_month", 1, "janvārī", "January"),
        ("weekday", MONDAY, "pirmdiena", "Monday"),
        ("weekday", 7, "svētdiena", "Sunday"),
        ("weekday_on", MONDAY, "pirmdien", "Monday"),
        ("week", 47, "47. nedēļa", "Week 47"),
        ("week", date(2027, 1, 1), "53. nedēļa", "Week 53"),
        ("school_year", 2026, "2026./2027. mācību gads", "School year 2026/2027"),
        ("school_year", date(2027, 8, 31), "2026./2027. mācību gads", "School year 2026/2027"),
        ("ago", SUNDAY, "šodien", "today"),
        ("ago", date(2026, 11, 21), "vakar", "yesterday"),
        ("ago", MONDAY, "rīt", "tomorrow"),
        ("ago", date(2026, 11, 19), "pirms 3 dienām", "3 days ago"),
        ("ago", date(2026, 11, 11), "pirms 11 dienām", "11 days ago"),
        ("ago", date(2026, 11, 1), "pirms 21 dienas", "21 days ago"),
        ("ago", date(2026, 11, 25), "pēc 3 dienām", "in 3 days"),
        ("ago", date(2026, 10, 1), "1.10.2026.", "1 October 2026"),
    ],
)
def test_shapes_of_a_day(shape: str, day: date | int, latvian: str, english: str) -> None:
    assert getattr(LV, shape)(day) == latvian
    assert getattr(EN, shape)(day) == english


def test_a_far_end_can_name_its_year() -> None:
    end = date(2027, 6, 11)
    assert (LV.until(end, year=True), EN.until(end, year=True)) == ("2027. gada 11. jūnijam", "11 June 2027")
    assert (LV.since(end, year=True), EN.since(end, year=True)) == ("2027. gada 11. jūnija", "11 June 2027")


def test_short_weekdays() -> None:
    assert " ".join(LV.weekday_short(n) for n in range(1, 8)) == "P O T C Pk S Sv"
    assert " ".join(EN.weekday_short(n) for n in range(1, 8)) == "Mon Tue Wed Thu Fri Sat Sun"
    assert [LV.weekday_on(n) for n in (2, 3, 7)] == ["otrdien", "trešdien", "svētdien"]


@pytest.mark.parametrize(
    ("start", "end", "latvian", "english"),
    [
        (date(2026, 11, 16), SUNDAY, "16.–22. novembris", "16–22 November"),
        (date(2025, 11, 16), date(2025, 11, 22), "2025. gada 16.–22. novembris", "16–22 November 2025"),
        (date(2026, 9, 7), date(2027, 6, 11), "7.09.2026.–11.06.2027.", "7 September 2026 – 11 June 2027"),
        (date(2026, 11, 30), date(2026, 12, 6), "30.11.–6.12.2026.", "30 November – 6 December 2026"),
        (SUNDAY, SUNDAY, "22.11.2026.", "22 November 2026"),
        (SUNDAY, None, "no 22.11.2026.", "from 22 November 2026"),
    ],
)
def test_spans(start: date, end: date | None, latvian: str, english: str) -> None:
    assert LV.span(start, end) == latvian
    assert EN.span(start, end) == english


def test_moments_are_told_in_riga_time() -> None:
    evening = datetime(2026, 11, 22, 16, 30, tzinfo=UTC)
    assert (LV.moment(evening), EN.moment(evening)) == ("22.11. plkst. 18:30", "22 November, 18:30")
    past = datetime(2025, 12, 31, 23, 5, tzinfo=UTC)
    assert (LV.moment(past), EN.moment(past)) == ("1.01. plkst. 1:05", "1 January, 1:05")
    older = past - timedelta(days=1)
    assert (LV.moment(older), EN.moment(older)) == ("31.12.2025. plkst. 1:05", "31 December 2025, 1:05")
    assert LV.time(evening) == EN.time(evening) == "18:30"
    assert LV.time(time(8, 5)) == "8:05"


def test_a_late_moment_belongs_to_the_next_day() -> None:
    late = datetime(2026, 11, 22, 22, 30, tzinfo=UTC)
    assert LV.day(late) == "23.11.2026."
    assert LV.weekday(late) == "pirmdiena"
    assert LV.ago(late) == "rīt"


def test_a_moment_of_today_is_told_by_its_time() -> None:
    morning = datetime(2026, 11, 22, 6, 12, tzinfo=UTC)
    assert (LV.ago(morning), EN.ago(morning)) == ("šodien 8:12", "today 8:12")
    assert LV.ago(morning - timedelta(days=1)) == "vakar"
