"""The first school from the command line."""

import argparse
import io
from collections.abc import Callable

import pytest
from fastapi import FastAPI
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.audit.models import Trail
from app.demo.cast import Cast
from app.founding import found_school
from app.identity.models import Kind, Membership, Organisation, Person
from app.identity.roles import Role
from app.kit.clock import today
from app.schools.models import School, SchoolYear
from app.schools.queries import year_at
from tests.browser import Browser

CHOSEN = {
    "school": "Abavas Amatu tehnikums",
    "reg_no": "90009990001",
    "name": "Ilze Dreimane",
    "email": "Ilze@abava.example",
    "password": "a password to begin with",
}
Found = Callable[..., int]


@pytest.fixture
def found(app: FastAPI, monkeypatch: pytest.MonkeyPatch) -> Found:
    """Runs the command with these flags; `answers` is what is typed."""

    def run(answers: str = "", **chosen: str) -> int:
        monkeypatch.setattr("sys.stdin", io.StringIO(answers))
        monkeypatch.setenv("LC_ALL", "C")
        return found_school(app, argparse.Namespace(**chosen))

    return run


def schools(db: Session) -> int:
    db.expire_all()
    return db.scalar(select(func.count()).select_from(School)) or 0


def test_works(found: Found, db: Session, browser: Browser) -> None:
    assert found(**CHOSEN) == 0
    school = db.scalars(select(School)).one()
    assert (school.name, school.organisation.reg_no) == ("Abavas Amatu tehnikums", "90009990001")
    year = year_at(db, school.id, today())
    assert year is not None
    assert [span.name for span in year.semesters] == ["1. semestris", "2. semestris"]
    person = db.scalars(select(Person)).one()
    assert (person.given_name, person.family_name, person.email) == ("Ilze", "Dreimane", "ilze@abava.example")
    held = {(m.organisation.kind, m.role) for m in db.scalars(select(Membership))}
    assert held == {
        (Kind.SCHOOL, Role.SCHOOL_ADMIN),
        (Kind.SCHOOL, Role.COORDINATOR),
        (Kind.PORTAL, Role.PORTAL_ADMIN),
    }
    data = {"email": "ilze@abava.example", "password": CHOSEN["password"]}
    assert browser.post("/ieiet", data).status == 303
    assert "Abavas Amatu tehnikums" in browser.get("/profils").words
    told = set(db.scalars(select(Trail.verb)))
    assert {"identity.set_up", "identity.set_password", "schools.set_year"} <= told
    assert CHOSEN["password"] not in str(list(db.scalars(select(Trail.changes))))


def test_what_is_missing_is_asked(found: Found, db: Session, capsys: pytest.CaptureFixture[str]) -> None:
    answers = "not a number\n90009990001\nIlze Dreimane\nilze@abava.example\nshort\na longer password\n"
    assert found(answers, school="Abavas Amatu tehnikums") == 0
    said = capsys.readouterr()
    assert "Its register number: " in said.out
    assert "At least 10 characters." in said.err
    assert schools(db) == 1


@pytest.mark.parametrize("missing", CHOSEN)
def test_when_nobody_answers_it_says_what_is_missing(
    found: Found, db: Session, capsys: pytest.CaptureFixture[str], missing: str
) -> None:
    assert found(**{name: value for name, value in CHOSEN.items() if name != missing}) == 2
    assert f"Missing: --{missing.replace('_', '-')}" in capsys.readouterr().err
    assert schools(db) == 0


@pytest.mark.parametrize(
    ("flag", "value"),
    [
        ("reg_no", "123"),
        ("name", "Ilze"),
        ("email", "not an address"),
        ("password", "short"),
        ("school", "x" * 301),
    ],
)
def test_a_wrong_flag_is_told(
    found: Found, db: Session, capsys: pytest.CaptureFixture[str], flag: str, value: str
) -> None:
    assert found(**{**CHOSEN, flag: value}) == 2
    assert f"--{flag.replace('_', '-')}: " in capsys.readouterr().err
    assert schools(db) == 0
    assert not db.scalar(select(func.count()).select_from(Organisation))


def test_there_is_only_one_first_school(
    found: Found, db: Session, cast: Cast, capsys: pytest.CaptureFixture[str]
) -> None:
    before = schools(db)
    assert found(**CHOSEN) == 1
    assert "There is a school already" in capsys.readouterr().err
    assert schools(db) == before
    assert db.scalar(select(func.count()).select_from(SchoolYear)) == 1
