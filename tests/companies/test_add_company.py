"""A company is found in the register, filled from it, and refused when it has ended."""

from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.companies import actions
from app.companies.models import Company, Partnership, RegisterEntry
from app.companies.queries import find_in_register
from app.demo.cast import COMPANY_NO, Cast
from app.kit.errors import Forbidden, Refused
from app.kit.names import company_key


def enter(db: Session, reg_no: str, name: str, ended_on: date | None = None) -> RegisterEntry:
    entry = RegisterEntry(
        reg_no=reg_no,
        name=name,
        legal_form=name.split(maxsplit=1)[0],
        address="Kandava, Ozolu iela 38",
        ended_on=ended_on,
        search_key=company_key(name),
    )
    db.add(entry)
    db.flush()
    return entry


@pytest.fixture
def register(db: Session) -> None:
    enter(db, "49992219489", 'BDR "Zaļais Šefs"')
    enter(db, "49991304059", 'SIA "Ozola Galdnieks"')
    enter(db, "49995852688", 'IK "Silta Māja"', date(2024, 3, 1))
    enter(db, "49998133964", 'ZS "Viesnīca Ezers"')


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("ozola galdnieks", 'SIA "Ozola Galdnieks"'),
        ("SIA Ozola", 'SIA "Ozola Galdnieks"'),
        ("Galdnieks, SIA", 'SIA "Ozola Galdnieks"'),
        ("zalais sefs", 'BDR "Zaļais Šefs"'),
        ("ŠEFS", 'BDR "Zaļais Šefs"'),
        ("4999813", 'ZS "Viesnīca Ezers"'),
        ("LV 49998133964", 'ZS "Viesnīca Ezers"'),
    ],
)
def test_the_register_is_searched_as_people_write(db: Session, register: None, typed: str, name: str) -> None:
    assert [entry.name for entry in find_in_register(db, typed)][:1] == [name]


@pytest.mark.parametrize("typed", ["", "a", "%%", "_", "nothing like this", "\x00", "x" * 10_000, "--"])
def test_the_register_bears_anything(db: Session, register: None, typed: str) -> None:
    assert find_in_register(db, typed) == []


def test_works(db: Session, cast: Cast, register: None) -> None:
    company = actions.add_company(db, cast.actor("ilze"), cast.school, reg_no="LV 49992219489")
    assert company.name == 'BDR "Zaļais Šefs"'
    assert company.legal_form == "BDR"
    assert company.organisation.address == "Kandava, Ozolu iela 38"
    assert [p.school_id for p in company.partnerships] == [cast.school.id]


def test_a_known_company_becomes_a_partner(db: Session, cast: Cast, register: None) -> None:
    company = actions.add_company(
        db, cast.actor("stranger"), cast.other_school, reg_no=COMPANY_NO, email="other@venta.example"
    )
    assert company.id == cast.company.id
    assert company.organisation.email == "birojs@galdnieks.example"
    assert len(db.scalars(select(Partnership).where(Partnership.company_id == company.id)).all()) == 2


def test_twice_is_once(db: Session, cast: Cast, register: None) -> None:
    for _time in range(2):
        actions.add_company(db, cast.actor("ilze"), cast.school, reg_no=COMPANY_NO)
    assert len(db.scalars(select(Partnership)).all()) == 1


def test_an_ended_company_is_refused_with_the_date(db: Session, cast: Cast, register: None) -> None:
    with pytest.raises(Refused) as refused:
        actions.add_company(db, cast.actor("ilze"), cast.school, reg_no="49995852688")
    reason = refused.value.reasons[0]
    assert reason.clause == "484: 2"
    assert reason.text.values["day"] == date(2024, 3, 1)


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"reg_no": "123"}, "R56"),
        ({"reg_no": "49999999999", "name": "OÜ Tamm", "country": "EE"}, "R04"),
        ({"reg_no": "40003999999"}, ""),
    ],
)
def test_what_cannot_be_is_refused(db: Session, cast: Cast, values: dict[str, str], code: str) -> None:
    with pytest.raises(Refused) as refused:
        actions.add_company(db, cast.actor("ilze"), cast.school, **values)
    assert refused.value.reasons[0].code == code
    assert len(db.scalars(select(Company)).all()) == 1


@pytest.mark.parametrize("who", ["guntis", "dace", "aigars", "martins", "stranger"])
def test_others_may_not(db: Session, cast: Cast, who: str) -> None:
    with pytest.raises(Forbidden):
        actions.add_company(db, cast.actor(who), cast.school, reg_no=COMPANY_NO)
