import copy
import json
import pickle
import timeit
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from babel.messages.plurals import get_plural

from app.kit.catalogue import catalogue, faults
from app.kit.words import LANGUAGES, Said, Words, _, _n

LV = Words.of("lv")
EN = Words.of("en")


def test_a_marked_text_is_its_source_and_carries_values() -> None:
    said = _("{name} changed this field meanwhile.", name="Inese")
    assert said == "{name} changed this field meanwhile."
    assert said.values == {"name": "Inese"}
    assert LV.text(said) == "Inese tikmēr mainīja šo lauku."
    assert EN.text(said) == "Inese changed this field meanwhile."


def test_given_values_go_before_carried_ones() -> None:
    assert LV.text(_("until {day}", day="a"), day="b") == "līdz b"


def test_an_unknown_text_stays_as_it_is() -> None:
    assert LV.text("Nobody has translated this.") == "Nobody has translated this."
    assert LV.text("") == ""


def test_braces_in_peoples_own_words_are_left_alone() -> None:
    assert LV.text("if (x) { y }") == "if (x) { y }"
    assert EN.text(_("until {day}", day="{0}")) == "until {0}"


@pytest.mark.parametrize(
    ("n", "told"),
    [
        (0, "0 dienu"),
        (1, "1 diena"),
        (2, "2 dienas"),
        (10, "10 dienas"),
        (11, "11 dienas"),
        (21, "21 diena"),
        (111, "111 dienas"),
    ],
)
def test_latvian_counts(n: int, told: str) -> None:
    assert LV.text(_n("{n} day", "{n} days", n)) == told
    assert LV.plural("{n} day", "{n} days", n) == told


def test_english_counts() -> None:
    assert [EN.plural("{n} day", "{n} days", n) for n in (0, 1, 21)] == ["0 days", "1 day", "21 days"]


def test_an_untranslated_count_follows_english() -> None:
    assert LV.plural("{n} moon", "{n} moons", 2) == "2 moons"


def test_marked_values_are_translated_too() -> None:
    said = _("At {what}: {items:list_of}", what=_("Company"), items=[_("Save"), _("Back"), "x"])
    assert LV.text(said) == "At Uzņēmums: Saglabāt, Atpakaļ un x"
    assert EN.text(said) == "At Company: Save, Back and x"


def test_a_text_may_name_the_shape_of_a_value() -> None:
    said = _("At least {share:percent} is needed.", share=25)
    assert LV.text(said) == "Vajag vismaz 25\u00a0%."
    assert EN.text(said) == "At least 25% is needed."
    assert LV.text(_("By {day:until}, {n:03d}", day=date(2026, 11, 27), n=7)) == "By 27. novembrim, 007"


def test_a_missing_value_is_an_error() -> None:
    with pytest.raises(KeyError):
        LV.text(_("until {day}", other=1))


SAID = [
    _("Save"),
    _n("{n} day", "{n} days", 3),
    _("until {day}", day=_("{a} {b}", a=date(2026, 1, 2), b=Decimal("1.50"))),
    _("{a} {b} {c}", a=datetime(2026, 1, 2, 3, tzinfo=UTC), b=[_("Save"), 1], c=None),
]


@pytest.mark.parametrize("carry", [copy.deepcopy, lambda said: pickle.loads(pickle.dumps(said))])
@pytest.mark.parametrize("said", SAID)
def test_a_marked_text_survives_copies(said: Said, carry: Callable[[Said], Said]) -> None:
    again = carry(said)
    assert (again, again.values, again.many, again.n) == (said, said.values, said.many, said.n)


@pytest.mark.parametrize("said", SAID)
def test_a_marked_text_survives_json(said: Said) -> None:
    again = Said.from_json(json.loads(json.dumps(said.to_json())))
    assert (again, again.values, again.many, again.n) == (said, said.values, said.many, said.n)
    assert LV.text(again) == LV.text(said)


def test_a_bare_string_is_read_as_a_marked_text() -> None:
    assert LV.text(Said.from_json("Save")) == "Saglabāt"


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(KeyError):
        Words.of("xx")


def test_words_are_read_once() -> None:
    assert Words.of("lv") is Words.of("lv")


def test_every_shape_is_a_filter_and_writes_nothing_for_nothing() -> None:
    for words in (LV, EN):
        filters = words.filters()
        assert set(filters) == set(Words.SHAPES)
        assert {shape(None) for shape in filters.values()} == {""}
    assert LV.filters()["number"](2.5, digits=2) == "2,50"


def test_the_files_are_whole() -> None:
    assert [fault for fault in faults("lv") if fault.startswith("kit.po")] == []


def test_the_joined_catalogue_keeps_the_order_one_other_zero() -> None:
    assert get_plural("lv")[1] == "(n%10==1 && n%100!=11 ? 0 : n != 0 ? 1 : 2)"
    table = catalogue("lv").ngettext
    assert [table("{n} year", "{n} years", n) for n in (1, 5, 0)] == ["{n} gads", "{n} gadi", "{n} gadu"]


def test_many_threads_read_the_same() -> None:
    with ThreadPoolExecutor(8) as pool:
        told = set(pool.map(lambda n: LV.text(_n("{n} day", "{n} days", n % 2 + 1)), range(400)))
    assert told == {"1 diena", "2 dienas"}


def test_a_plain_text_is_found_quickly() -> None:
    assert LANGUAGES == ("lv", "en")
    best = min(timeit.repeat(lambda: LV.text("Save"), number=2000, repeat=5)) / 2000
    assert best < 3e-6
