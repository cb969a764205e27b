"""The five lists as schools have them: what is found, and every mistake at its cell."""

from __future__ import annotations

from collections import Counter
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from app.imports.programmes import programmes
from app.imports.readings import Readings, readings
from app.imports.shapes import faults, fingerprint, recognise
from app.kit.sheets import Sheet, read
from app.kit.words import Words

FILES = Path(__file__).parent / "files"


def opened(name: str) -> Sheet:
    return read((FILES / name).read_bytes(), name)


def whole(name: str) -> Readings:
    sheet = opened(name)
    seen = recognise(sheet)
    assert seen.shape
    assert not faults(seen.shape, seen.mapping)
    return readings(sheet, seen.shape, seen.header_row, seen.mapping)


def mistakes(found: Readings) -> list[tuple[int, str, str, str]]:
    return [(row.row, error.address, error.field, error.raw) for row in found for error in row.errors]


@pytest.mark.parametrize(
    ("name", "shape", "header_row", "columns"),
    [
        ("programmas.csv", "programmes", 1, 9),
        ("izglitojamie-eklase.csv", "learners", 4, 12),
        ("izglitojamie-viis.xlsx", "learners", 1, 7),
        ("register.csv", "register", 1, 9),
        ("esosas-dvb.xlsx", "placements", 3, 11),
    ],
)
def test_every_list_is_recognised(name: str, shape: str, header_row: int, columns: int) -> None:
    seen = recognise(opened(name))
    assert seen.shape
    assert (seen.shape.key, seen.header_row, len(seen.mapping)) == (shape, header_row, columns)
    assert (seen.confidence, seen.missing) == (1.0, ())
    assert len(fingerprint(opened(name), header_row)) == 64


def test_learners_of_eklase() -> None:
    found = whole("izglitojamie-eklase.csv")
    assert (len(found), len(found.good), len(found.wrong), len(found.left_out)) == (413, 408, 4, 1)
    assert (found.blank, found.sums, found.headings) == ((418,), (419,), ())
    assert mistakes(found) == [
        (11, "E11", "birth_date", "31.02.2009."),
        (58, "D58", "personal_code", ""),
        (202, "J202", "email", "nav"),
        (301, "D301", "personal_code", "12345"),
    ]
    again = found.left_out[0]
    assert (again.row, again.repeats) == (417, 78)
    assert Counter(row.values["status"] for row in found) == {"studying": 403, "leave": 10}
    assert {warning.field for row in found for warning in row.warnings} == {"personal_code"}


def test_a_learner_of_eklase() -> None:
    by_row = {row.row: row for row in whole("izglitojamie-eklase.csv")}
    assert by_row[21].values == {
        "surname": "Ēvele",
        "given_name": "Laura",
        "personal_code": "290506-24197",
        "course": 1,
        "birth_date": date(2006, 5, 29),
        "group": "AUT-11",
        "programme_code": "33 525 01 1",
        "status": "studying",
        "email": "laura.evele@skola.example",
        "phone": "+37121417058",
        "guardian_given_name": "Džesika",
        "guardian_surname": "Ēvele",
        "guardian_phone": "+37124920831",
    }
    assert by_row[27].values["surname"] == "Kalniņa-Gulbe"
    assert by_row[27].values["personal_code"] == "327188-18176"
    assert "email" not in by_row[15].values
    assert by_row[9].values["phone"] == "+37126712768"


def test_learners_of_viis() -> None:
    found = whole("izglitojamie-viis.xlsx")
    assert (len(found), len(found.good)) == (120, 119)
    assert mistakes(found) == [(12, "D12", "birth_date", "2008-02-30")]
    values = found.rows[7].values
    assert (values["given_name"], values["surname"]) == ("Katrīna", "Žukova")
    assert (values["personal_code"], values["phone"]) == ("327777-41210", "+37124728038")


def test_both_lists_of_learners_name_the_same_people() -> None:
    def people(name: str) -> dict[str, tuple[str, str, str]]:
        return {
            values["personal_code"]: (values["given_name"], values["surname"], values["group"])
            for values in (row.values for row in whole(name))
            if "personal_code" in values
        }

    eklase, viis = people("izglitojamie-eklase.csv"), people("izglitojamie-viis.xlsx")
    assert {code for code in viis if code not in eklase} == {"190506-25385"}
    assert all(viis[code] == eklase[code] for code in viis if code in eklase)


def test_register() -> None:
    found = whole("register.csv")
    assert (len(found), len(found.good), len(found.wrong), len(found.left_out)) == (2000, 1844, 2, 154)
    assert mistakes(found) == [
        (1241, "A1241", "reg_no", "49994400986"),
        (1459, "A1459", "reg_no", "49991696126"),
    ]
    by_row = {row.row: row for row in found}
    assert by_row[79].values["name"] == 'SIA "Trīs "B"; un dēli"'
    assert by_row[2].values["address"] == "Tukums, Ozolu iela 40, LV-4285"
    ended = by_row[7]
    assert ended.values["ended_on"] == date(2024, 3, 1)
    assert ended.left_out
    assert Words.of("lv").text(ended.left_out) == "Uzņēmums ir izslēgts no reģistra 1.03.2024."
    assert Words.of("en").text(ended.left_out) == "The company ended on 1 March 2024."


def test_placements() -> None:
    found = whole("esosas-dvb.xlsx")
    assert (len(found), len(found.good)) == (186, 186)
    assert found.rows[1].values == {
        "surname": "Kalniņš",
        "given_name": "Ēriks",
        "group": "ĒPS-12",
        "company_name": 'BDR "Zaļais Šefs"',
        "reg_no": "49992219489",
        "mentor_given_name": "Ģirts",
        "mentor_surname": "Ozoliņš",
        "mentor_phone": "+37121558657",
        "starts": date(2026, 9, 7),
        "ends": date(2027, 6, 11),
        "contract_no": "DVB-2026/2",
        "pay": "stipend",
        "pay_monthly": Decimal("200.00"),
        "company_hours": 800,
    }
    assert found.rows[0].values["reg_no"] == "49993067484"
    assert found.rows[0].values["ends"] == date(2027, 6, 11)
    paid = Counter((row.values["pay"], row.values.get("pay_monthly")) for row in found)
    assert paid == {
        ("wage", None): 55,
        ("stipend", Decimal(150)): 48,
        ("stipend", Decimal(120)): 45,
        ("stipend", Decimal(200)): 38,
    }
    assert sum(len(row.warnings) for row in found) == 86


def test_programmes() -> None:
    found = programmes(whole("programmas.csv"))
    assert [(one.code, len(one.modules), one.module_hours, one.hours) for one in found] == [
        ("33 543 04 1", 5, 1120, 4760),
        ("32 521 01 1", 4, 1200, 3340),
        ("33 522 01 1", 4, 1120, 4760),
        ("33 811 02 1", 5, 1480, 4760),
        ("33 525 01 1", 5, 1600, 4760),
        ("33 484 01 1", 5, 1160, 4760),
        ("33 811 04 1", 4, 960, 4760),
    ]
    assert sum(len(module.outcomes) for one in found for module in one.modules) == 135
    assert Counter(module.kind for one in found for module in one.modules) == {
        "professional": 25,
        "practice": 7,
    }
    assert [(note.wrong, note.field) for note in found[0].notes] == [(False, "programme_hours")]
    practice = found[0].modules[-1]
    assert (practice.name, practice.hours, practice.practical_hours) == ("Mēbeļu galdnieka prakse", 560, 560)
