"""Lists in other orders, with other headings, with mistakes, and with anything at all."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.imports import parsers
from app.imports.programmes import programmes
from app.imports.readings import Readings, readings
from app.imports.shapes import SHAPES, faults, fingerprint, recognise
from app.kit.identifiers import Wrong
from app.kit.sheets import Cell, Sheet, read
from app.kit.words import Words


def csv(*lines: str) -> Sheet:
    return read("\r\n".join(lines).encode(), "a.csv")


def every(sheet: Sheet) -> Readings:
    seen = recognise(sheet)
    assert seen.shape
    return readings(sheet, seen.shape, seen.header_row, seen.mapping)


def cell(value: Any) -> Cell:
    return Cell(value, "" if value is None else str(value), 0, 0)


def test_columns_in_any_order_and_with_longer_headings() -> None:
    sheet = csv(
        "Skola;;;",
        "E-PASTS;grupa;Personas kods (bez domuzīmes);Izglītojamā uzvārds, vārds;Piezīmes",
        "A@b.lv;GAL-11;26080921594;Ābele Marta Anna;x",
    )
    seen = recognise(sheet)
    assert (seen.header_row, seen.mapping) == (
        2,
        {0: "email", 1: "group", 2: "personal_code", 3: "surname_given"},
    )
    assert seen.confidence == 0.8
    row = every(sheet).rows[0]
    assert (row.values["surname"], row.values["given_name"]) == ("Ābele", "Marta Anna")
    assert [warning.field for warning in row.warnings if warning.column == 3] == ["surname_given"]
    assert row.values["birth_date"] == date(2009, 8, 26)


def test_columns_can_be_shown_by_hand() -> None:
    sheet = csv("a;b;c;d", "Marta;Ābele;260809-21594;GAL-11")
    assert recognise(sheet).shape is None
    learners = SHAPES["learners"]
    by_hand = {"0": "given_name", "1": "surname", "2": "personal_code", "3": "group"}
    assert not faults(learners, by_hand)
    assert readings(sheet, learners, 1, by_hand).rows[0].values["surname"] == "Ābele"
    told = [Words.of("en").text(said) for said in faults(learners, {0: "group", 1: "group", 2: ""})]
    assert told == [
        "Two columns are shown as “Group”. Leave one.",
        "Show which column is “Surname”.",
        "Show which column is “Given name”.",
        "Show which column is “Personal code”.",
    ]


def test_a_known_row_of_headings_narrows_the_search() -> None:
    sheet = csv(
        "Uzvārds;Vārds;Personas kods;Grupa", "x;y;z;w", "Uzvārds;Vārds;Grupa;Personas kods", "Ābele;Marta;A;1"
    )
    assert recognise(sheet, SHAPES["learners"], 3).mapping[3] == "personal_code"
    assert recognise(sheet, header_row=99).shape is None
    assert recognise(sheet, SHAPES["register"]).missing == ("reg_no", "name")


def test_the_look_of_a_list_is_remembered_by_its_headings() -> None:
    one = csv("Uzvārds;Vārds", "a;b")
    assert fingerprint(one, 1) == fingerprint(csv("UZVARDS; vārds ", "c;d", "e;f"), 1)
    assert fingerprint(one, 1) != fingerprint(csv("Vārds;Uzvārds", "a;b"), 1)
    assert fingerprint(one, 0) == fingerprint(one, 9)


def test_headings_that_come_again_and_sums_are_no_data() -> None:
    found = every(
        csv(
            "Uzvārds;Vārds;Personas kods;Grupa",
            "Kopa;Anna;260809-21594;GAL-11",
            "Uzvārds;Vārds;Personas kods;Grupa",
            "Pavisam:;1",
            ";;;",
            ";Kopā;;1",
        )
    )
    assert (len(found), found.headings, found.sums, found.blank) == (1, (3,), (4, 6), (5,))


def test_what_is_missing_is_told_at_its_cell() -> None:
    found = every(csv("Grupa;Uzvārds;Vārds;Personas kods", "GAL-11;;Marta", ";Ābele;Marta;260809-21594"))
    told = [(error.address, error.field) for row in found for error in row.errors]
    assert told == [("B2", "surname"), ("D2", "personal_code"), ("A3", "group")]


def test_the_same_code_for_two_people() -> None:
    head = "Uzvārds;Vārds;Personas kods;Grupa"
    found = every(
        csv(head, "Ābele;Marta;260809-21594;A", "Ābele;Anna;26080921594;A", "Ābele ;Marta;260809-21594;A")
    )
    assert [(row.repeats, len(row.errors), bool(row.left_out)) for row in found] == [
        (None, 0, False),
        (2, 1, False),
        (2, 0, True),
    ]
    assert found.rows[1].errors[0].address == "C3"
    assert found.rows[1].errors[0].raw == "26080921594"


def test_birth_date_that_the_code_does_not_know() -> None:
    row = every(
        csv("Uzvārds;Vārds;Personas kods;Grupa;Dz. dat.", "Ābele;Marta;260809-21594;A;27.08.2009.")
    ).rows[0]
    warning = next(warning for warning in row.warnings if warning.field == "birth_date")
    assert warning.address == "E2"
    assert (
        Words.of("lv").text(warning.said)
        == "Personas kodā ir 26.08.2009., bet dzimšanas datums ir 27.08.2009."
    )


def test_period_that_ends_before_it_starts() -> None:
    found = every(csv("Audzēknis;Uzņēmums;No;Līdz", "Ābele Marta;SIA A;7.9.2026;6.9.2026"))
    assert [error.address for error in found.rows[0].errors] == ["D2"]


def test_hours_of_programmes_that_do_not_fit() -> None:
    programme = "Programmas kods;Kvalifikācija;LKI;Programmas stundas"
    head = f"{programme};Modulis;Moduļa veids;Stundas kopā;no tām praktiskās"
    found = every(
        csv(
            head,
            "33543041;Galdnieks;4;100;A;profesionālais;80;90",
            "33543041;Galdnieks;4;100;B;profesionālais;80;40",
            "33543041;Galdnieks;4;100;C;prakse;80;40",
            "33543041;Galdnieks;4;120;C;prakse;90;90",
            "33543041;Galdnieks;4;100;D;cits;0;x",
        )
    )
    assert [(error.address, error.field) for row in found for error in row.errors] == [
        ("H2", "practical_hours"),
        ("A5", "programme_code"),
        ("F6", "module_kind"),
        ("G6", "module_hours"),
        ("H6", "practical_hours"),
    ]
    assert [warning.address for row in found for warning in row.warnings] == ["H4"]
    read_programme = programmes(found)[0]
    assert [module.name for module in read_programme.modules] == ["B", "C"]
    assert [(note.row, note.field) for note in read_programme.notes if note.wrong] == [(3, "programme_hours")]
    assert read_programme.wrong


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("alga", {"pay": "wage"}),
        ("Alga 780 EUR", {"pay": "wage", "pay_monthly": Decimal(780)}),
        ("darba līgums", {"pay": "wage"}),
        ("stip. 120", {"pay": "stipend", "pay_monthly": Decimal(120)}),
        ("Stipendija 1 200,50 €/mēn.", {"pay": "stipend", "pay_monthly": Decimal("1200.50")}),
        ("150,00", {"pay": "stipend", "pay_monthly": Decimal(150)}),
        (150, {"pay": "stipend", "pay_monthly": Decimal(150)}),
        (150.5, {"pay": "stipend", "pay_monthly": Decimal("150.50")}),
        ("200 EUR", {"pay": "stipend", "pay_monthly": Decimal(200)}),
    ],
)
def test_pay(written: str | float, expected: dict[str, Any]) -> None:
    assert parsers.pay(cell(written)).values == expected


@pytest.mark.parametrize("written", ["nav", "120/150", "99999", "-5", -5, "stip. 120 vai 150", 1e300])
def test_pay_that_nobody_can_know(written: str | float) -> None:
    with pytest.raises(Wrong):
        parsers.pay(cell(written))


@pytest.mark.parametrize(
    "written",
    [
        "26.08.2009.",
        "26.8.2009",
        "26/08/2009",
        "2009-08-26",
        "2009.08.26.",
        "26.08.2009. 00:00",
        "2009-08-26T00:00:00",
        40051,
    ],
)
def test_days(written: str | int) -> None:
    assert parsers.day("x")(cell(written)).values == {"x": date(2009, 8, 26)}


@pytest.mark.parametrize(
    "written",
    ["31.02.2009.", "2008-02-30", "26.08.09.", "08.26.2009", "vakar", "T" * 32_000, 5, 1e9, "26.08.1509"],
)
def test_no_days(written: str | float) -> None:
    with pytest.raises(Wrong):
        parsers.day("x")(cell(written))


ANY = st.one_of(
    st.none(),
    st.text(max_size=30),
    st.integers(),
    st.floats(),
    st.dates(),
    st.from_regex(r"[0-9.,/ -]{1,14}", fullmatch=True),
    st.sampled_from(["Kopā", "alga", "stip. 120", "Ābele Marta", "260809-21594", "33 543 04 1"]),
)


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(sorted(SHAPES)), st.lists(st.lists(ANY, max_size=12), max_size=5), st.data())
def test_any_cells_are_values_or_mistakes(key: str, rows: list[list[Any]], data: st.DataObject) -> None:
    cells = [
        [Cell(value, "" if value is None else str(value), at, column) for column, value in enumerate(row)]
        for at, row in enumerate(rows)
    ]
    sheet = Sheet(cells, "csv")
    shape = SHAPES[key]
    names = [field.name for field in shape.fields]
    mapping = {column: data.draw(st.sampled_from(names)) for column in range(data.draw(st.integers(0, 12)))}
    recognise(sheet)
    found = readings(sheet, shape, data.draw(st.integers(0, 6)), mapping)
    if key == "programmes":
        programmes(found)
    for row in found:
        for error in (*row.errors, *row.warnings):
            assert Words.of("lv").text(error.said)
            assert error.address
