"""Codes and numbers are read however people write them."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import fields
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.kit.identifiers import (
    Wrong,
    email,
    masked,
    personal_code,
    phone,
    programme_code,
    register_number,
)
from app.kit.words import Words


@pytest.mark.parametrize(
    ("written", "code", "born"),
    [
        ("260809-21594", "260809-21594", date(2009, 8, 26)),
        ("29050624197", "290506-24197", date(2006, 5, 29)),
        (" 260809 - 21594 ", "260809-21594", date(2009, 8, 26)),
        ("260809–21594", "260809-21594", date(2009, 8, 26)),
        (1060828344, "010608-28344", date(2008, 6, 1)),
        ("10608-28344", "010608-28344", date(2008, 6, 1)),
        (32777741210.0, "327777-41210", None),
        ("32777741210", "327777-41210", None),
        ("290296-11234", "290296-11234", date(1996, 2, 29)),
        ("010199-01234", "010199-01234", date(1899, 1, 1)),
    ],
)
def test_personal_code(written: str | float, code: str, born: date | None) -> None:
    found = personal_code(written)
    assert (found.code, found.born) == (code, born)
    assert found.masked == masked(code) == f"••••••-{code[-5:]}"


@pytest.mark.parametrize(
    "written",
    [
        "",
        "12345",
        "310209-21594",
        "290297-11234",
        "260809-31594",
        "260809-2159",
        "x60809-21594",
        "3.27777E+10",
        "261309-21594",
    ],
)
def test_not_a_personal_code(written: str) -> None:
    with pytest.raises(Wrong) as wrong:
        personal_code(written)
    assert Words.of("lv").text(wrong.value.said) != Words.of("en").text(wrong.value.said)


def test_checksum_of_a_personal_code_only_warns() -> None:
    fits = [last for last in range(10) if personal_code(f"010203-2012{last}").warning is None]
    assert len(fits) == 1
    assert personal_code("320102-20123").warning is None


def test_register_number() -> None:
    for written in ("53603062391", 40008240253, "LV 40008240253", "4000 824 0253", 53603062391.0):
        assert register_number(written).warning is None
    assert register_number("LV40008240253").number == "40008240253"
    assert register_number("40008240254").warning
    assert register_number("00030123456").warning is None
    for written in ("", "4000824025", "400082402531", "SIA", "4.00082E+10"):
        with pytest.raises(Wrong):
            register_number(written)


@pytest.mark.parametrize(
    ("written", "e164"),
    [
        (28301661.0, "+37128301661"),
        (28301661, "+37128301661"),
        ("+371 26 712 768", "+37126712768"),
        ("00371 67 123 456", "+37167123456"),
        ("371 26123456", "+37126123456"),
        ("26-123-456", "+37126123456"),
        ("'26123456", "+37126123456"),
        ("+370 612 34567", "+37061234567"),
    ],
)
def test_phone(written: str | float, e164: str) -> None:
    assert phone(written).e164 == e164


def test_not_a_phone() -> None:
    for written in (
        "",
        "nav",
        "2612345",
        "261234567",
        "16123456",
        "26123456, 29123456",
        "+371 2612345",
        "++37126123456",
    ):
        with pytest.raises(Wrong):
            phone(written)
    assert phone("26123456").mobile
    assert not phone("67123456").mobile


def test_email() -> None:
    assert email(" Marta.Abele@Skola.Example ").address == "marta.abele@skola.example"
    assert email("<a.b+c@x-y.lv>;").address == "a.b+c@x-y.lv"
    for written in (
        "nav",
        "a@b",
        "a b@c.lv",
        "a@b@c.lv",
        "a@b..lv",
        "a.@b.lv",
        "@b.lv",
        "a@-b.lv",
        "a@b.lv, c@d.lv",
        "",
    ):
        with pytest.raises(Wrong):
            email(written)
    with pytest.raises(Wrong) as wrong:
        email("mārtiņš@skola.lv")
    assert Words.of("lv").text(wrong.value.said) == "E-pasta adresi raksta bez „ā”. Pārbaudiet to."
    with pytest.raises(Wrong, match="too long"):
        email("a" * 65 + "@b.lv")
    with pytest.raises(Wrong, match="too long"):
        email("a@" + "b." * 150 + "lv")


def test_programme_code() -> None:
    for written in ("33 543 04 1", "33543041", 33543041, 33543041.0, "33-543-04-1"):
        assert programme_code(written).code == "33543041"
    assert programme_code("33543041").printed == "33 543 04 1"
    assert programme_code("35B 484 01 3").printed == "35b 484 01 3"
    assert programme_code("20t 762 01 1").code == "20T762011"
    assert programme_code("35b 484 01 3").stage == "35b"
    assert programme_code("35b 484 01 3").part_time
    for written in ("", "33 543 04", "33 543 04 2", "33c 543 04 1", "٣٣543041"):
        with pytest.raises(Wrong):
            programme_code(written)


@given(
    st.one_of(
        st.text(max_size=60), st.integers(), st.floats(), st.from_regex(r"[0-9+ .@-]{0,20}", fullmatch=True)
    )
)
def test_anything_is_right_or_wrong(written: str | float) -> None:
    for read in (personal_code, register_number, phone, programme_code):
        with suppress(Wrong):
            found = read(written)
            assert read(getattr(found, fields(found)[0].name)) == found
    with suppress(Wrong):
        assert email(str(written)).address
