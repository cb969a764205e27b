from decimal import Decimal

import pytest

from app.kit.tongue import Numeric
from app.kit.words import Words

LV = Words.of("lv")
EN = Words.of("en")


@pytest.mark.parametrize(
    ("value", "digits", "latvian", "english"),
    [
        (0, None, "0", "0"),
        (7, None, "7", "7"),
        (100, None, "100", "100"),
        (1234.5, None, "1_234,5", "1,234.5"),
        (1234567, None, "1_234_567", "1,234,567"),
        (2.005, None, "2,01", "2.01"),
        (Decimal("2.50"), None, "2,5", "2.5"),
        (2.5, 2, "2,50", "2.50"),
        (2.5, 0, "3", "3"),
        (-1234.5, None, "-1_234,5", "-1,234.5"),
        (-0.001, None, "0", "0"),
        (-0.001, 1, "0,0", "0.0"),
    ],
)
def test_numbers(value: Numeric, digits: int | None, latvian: str, english: str) -> None:
    assert LV.number(value, digits) == latvian.replace("_", "\u00a0")
    assert EN.number(value, digits) == english


def test_percent() -> None:
    assert (LV.percent(31.4), EN.percent(31.4)) == ("31,4\u00a0%", "31.4%")
    assert (LV.percent(25), EN.percent(24.137)) == ("25\u00a0%", "24.1%")
    assert LV.percent(24.96, 2) == "24,96\u00a0%"


def test_money() -> None:
    assert (LV.money(150), EN.money(150)) == ("150,00\u00a0€", "€150.00")
    assert LV.money(Decimal("1234.5")) == "1\u00a0234,50\u00a0€"
    assert (LV.money(-3), EN.money(-3), EN.money(-0.001)) == ("-3,00\u00a0€", "-€3.00", "€0.00")
    assert (LV.money(150, code=True), EN.money(150, code=True)) == ("150,00\u00a0EUR", "150.00\u00a0EUR")


def test_hours() -> None:
    assert (LV.hours(8), LV.hours(7.5), EN.hours(7.5)) == ("8\u00a0h", "7,5\u00a0h", "7.5\u00a0h")


def test_phone() -> None:
    assert LV.phone("+37126123456") == EN.phone("26123456") == "26\u00a0123\u00a0456"
    assert LV.phone("+46701234567") == "+46701234567"
    assert LV.phone("") == ""


@pytest.mark.parametrize(
    ("octets", "latvian"),
    [
        (0, "0_B"),
        (999, "999_B"),
        (1000, "1_kB"),
        (1240, "1,2_kB"),
        (54_000, "54_kB"),
        (999_999, "1_MB"),
        (3_400_000, "3,4_MB"),
        (2_000_000_000, "2_GB"),
    ],
)
def test_size(octets: int, latvian: str) -> None:
    assert LV.size(octets) == latvian.replace("_", "\u00a0")


def test_lists() -> None:
    assert [LV.list_of(items) for items in ((), ("a",), "ab", "abc")] == ["", "a", "a un b", "a, b un c"]
    assert EN.list_of(["a", "b", "c"]) == "a, b and c"
