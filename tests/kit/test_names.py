import random
import sqlite3
import unicodedata

import pytest

from app.kit.names import (
    bare_company,
    cases,
    company_key,
    initials,
    search_key,
    search_words,
    sort_key,
    split_name,
)

# The order that ICU gives for the Latvian locale.
ORDERED = [
    *("Abele", "Ābols", "Berzins", "Bērziņš", "Cīrulis", "Čakste", "Ece", "Ēce", "Egle"),
    *("Ēriks", "Gints", "Ģirts", "Īvāns", "Ivars", "Yvonne", "Kalniņš", "Kelle", "Krūmiņš"),
    *("Ķelle", "Ķirsis", "Lacis", "Lācis", "Liepa", "Ļaudis", "Nikitins", "Nora", "Ņikitins"),
    *("Ņuša", "Ozoliņš", "Ozols", "Revelis", "Roča", "Ročs", "Ŗevelis", "Sīlis", "Šmits"),
    *("Udris", "Ūdris", "Vitols", "Vītols", "Zariņš", "Zukovs", "Žagars", "Žukovs"),
]


def shuffled() -> list[str]:
    names = list(ORDERED)
    random.Random(7).shuffle(names)
    return names


def test_latvian_order() -> None:
    assert sorted(shuffled(), key=sort_key) == ORDERED


def test_a_plain_database_sorts_the_same() -> None:
    with sqlite3.connect(":memory:") as db:
        db.execute("create table people (name text, sort_key text)")
        db.executemany("insert into people values (?, ?)", [(name, sort_key(name)) for name in shuffled()])
        assert [row[0] for row in db.execute("select name from people order by sort_key")] == ORDERED
    assert sorted(shuffled(), key=lambda name: sort_key(name).encode()) == ORDERED


def test_words_go_before_longer_words() -> None:
    names = ["Liepa Zane", "Liepa-Egle Anna", "Liepaja", "Liepa Āris", "Liepa"]
    assert sorted(names, key=sort_key) == ["Liepa", "Liepa Āris", "Liepa-Egle Anna", "Liepa Zane", "Liepaja"]


def test_keys_do_not_mind_case_or_the_way_of_writing_marks() -> None:
    assert sort_key("ŠĶĒLE") == sort_key("šķēle") == sort_key(unicodedata.normalize("NFD", "Šķēle"))
    assert "\0" not in sort_key("Šķēle")


def test_search_keys() -> None:
    assert search_key("Jānis Kalniņš-Gulbis") == "janis kalnins gulbis"
    assert search_key("  D3-2 „Ēriks” 100% a_b ") == "d3 2 eriks 100 a b"
    assert search_key("Łukasz Ørsted Straße") == "lukasz orsted strasse"
    assert search_words("") == []


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("SIA „Ozols & Dēls”", "Ozols & Dēls"),
        ('"Ozols", SIA', "Ozols"),
        ('Z/S "Lejas"', "Lejas"),
        ("AS Grindeks", "Grindeks"),
        ("A/S Grindeks", "Grindeks"),
        ("IK Liepa", "Liepa"),
        ('BDR "Auce"', "Auce"),
        ("NOD Auce", "Auce"),
        ('Sabiedrība ar ierobežotu atbildību "Abra"', "Abra"),
        ("Valsts SIA Abra", "Abra"),
        ("Siāma", "Siāma"),
        ("Ziemas as centrs", "Ziemas as centrs"),
        ("AS", "AS"),
        ("McDonald’s", "McDonald’s"),
        ("", ""),
    ],
)
def test_a_company_without_its_legal_form(name: str, bare: str) -> None:
    assert bare_company(name) == bare


def test_one_company_written_in_many_ways() -> None:
    ways = ["SIA „Ķirsis”", "Ķirsis SIA", '"ĶIRSIS", SIA', "kirsis", "SIA KIRSIS"]
    assert {company_key(way) for way in ways} == {"kirsis"}


def test_initials() -> None:
    names = ["Jānis Bērziņš", "Anna Marija Kalniņa-Liepa", "ēriks", "", "„Ozols” galds"]
    assert [initials(name) for name in names] == ["JB", "AK", "Ē", "", "OG"]


@pytest.mark.parametrize(
    ("full", "first", "last"),
    [
        ("Jānis Bērziņš", "Jānis", "Bērziņš"),
        ("Bērziņš,  Jānis ", "Jānis", "Bērziņš"),
        ("Anna Marija Kalniņa", "Anna Marija", "Kalniņa"),
        ("Jan van der Berg", "Jan", "van der Berg"),
        ("Ēriks", "Ēriks", ""),
        ("", "", ""),
    ],
)
def test_a_name_in_one_field(full: str, first: str, last: str) -> None:
    assert split_name(full) == (first, last)


@pytest.mark.parametrize(
    ("first", "last", "feminine", "told"),
    [
        ("Mārtiņš", "Bērziņš", False, "Mārtiņa Bērziņa, Mārtiņam Bērziņam, Mārtiņu Bērziņu"),
        ("Aigars", "Ozols", False, "Aigara Ozola, Aigaram Ozolam, Aigaru Ozolu"),
        ("Kārlis", "Lācis", False, "Kārļa Lāča, Kārlim Lācim, Kārli Lāci"),
        ("Artis", "Briedis", False, "Arta Brieža, Artim Briedim, Arti Briedi"),
        ("Guntis", "Liepa", False, "Gunta Liepas, Guntim Liepam, Gunti Liepu"),
        ("Ralfs", "Ķirsis", False, "Ralfa Ķirša, Ralfam Ķirsim, Ralfu Ķirsi"),
        ("Ilze", "Krūmiņa", True, "Ilzes Krūmiņas, Ilzei Krūmiņai, Ilzi Krūmiņu"),
        ("Elīna", "Šķēle", True, "Elīnas Šķēles, Elīnai Šķēlei, Elīnu Šķēli"),
        ("Ingus", "Egle", False, "Ingus Egles, Ingum Eglem, Ingu Egli"),
        (
            *("Jānis", "Kalniņš-Gulbis", False),
            "Jāņa Kalniņa-Gulbja, Jānim Kalniņam-Gulbim, Jāni Kalniņu-Gulbi",
        ),
        ("Anna", "Lielā", True, "Annas Lielās, Annai Lielajai, Annu Lielo"),
        ("Ivo", "Šenko", False, "Ivo Šenko, Ivo Šenko, Ivo Šenko"),
        ("Valdis", "Zaķis", False, "Valda Zaķa, Valdim Zaķim, Valdi Zaķi"),
        ("Emīls", "Dadzis", False, "Emīla Dadža, Emīlam Dadzim, Emīlu Dadzi"),
        ("Andris", "Lielais", False, "Andra Lielā, Andrim Lielajam, Andri Lielo"),
        ("Villis", "Alnis", False, "Viļļa Aļņa, Villim Alnim, Villi Alni"),
        (
            "Anna Marija",
            "Kalnējā",
            True,
            "Annas Marijas Kalnējās, Annai Marijai Kalnējai, Annu Mariju Kalnējo",
        ),
        ("Ann", "Smith", True, "Ann Smith, Ann Smith, Ann Smith"),
        ("Ilze", "", True, "Ilzes, Ilzei, Ilzi"),
    ],
)
def test_cases(first: str, last: str, feminine: bool, told: str) -> None:
    assert ", ".join(cases(first, last, feminine)) == told
