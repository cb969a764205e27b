"""The school's settings, staff and years."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.demo.cast import Cast
from app.documents.models import Series
from app.identity.models import Membership, Person
from app.identity.roles import Role
from app.kit.clock import today
from app.kit.days import Week
from app.kit.errors import Forbidden, Refused
from app.schools import actions
from app.schools.models import SchoolYear, Span, SpanKind
from app.schools.queries import week_letters, year_at
from app.schools.year_pages import usual
from tests.browser import Browser


def test_settings(browser: Browser, db: Session, cast: Cast) -> None:
    ilze = browser.as_(cast.ilze)
    form = ilze.get("/skola/dati").page.form("/skola/dati")
    sent = form.with_(short_name="Abava", series="A-{n}/{year}", first="company", second="learner")
    assert ilze.post("/skola/dati", sent).status == 303
    school = cast.school
    assert (school.short_name, school.series) == ("Abava", "A-{n}/{year}")
    assert school.signing_order == ["company", "learner", "school"]
    assert ilze.post("/skola/dati", sent).status == 409, "the version has moved"


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"series": "DVB"}, "series"),
        ({"series": "{n}{n}"}, "series"),
        ({"series": "{year.__class__}/{n}"}, "series"),
        ({"first": "company"}, ""),
        ({"first": "mother"}, "first"),
        ({"director": "999999"}, "director"),
        ({"name": ""}, "name"),
        ({"email": "x"}, "email"),
    ],
)
def test_bad_settings_are_kept(browser: Browser, cast: Cast, values: dict[str, Any], field: str) -> None:
    ilze = browser.as_(cast.ilze)
    form = ilze.get("/skola/dati").page.form("/skola/dati")
    answer = ilze.post("/skola/dati", {**form.values, **values})
    assert answer.status == 422, answer
    assert answer.page.all("a", href=f"#f-{field}") if field else answer.page.by_id("errors")


def test_the_next_number_is_shown_and_not_used_up(browser: Browser, db: Session, cast: Cast) -> None:
    db.add(Series(organisation_id=cast.school.id, kind="contract", year=today().year, last=117))
    ilze = browser.as_(cast.ilze)
    for _time in range(2):
        assert f"DVB-{today().year}/118" in ilze.get("/skola").words


def test_staff(browser: Browser, db: Session, cast: Cast) -> None:
    ilze = browser.as_(cast.ilze)
    new = {
        "given_name": "Jana",
        "family_name": "Jaunā",
        "email": "jana@abava.example",
        "roles": ["coordinator"],
    }
    assert ilze.post("/skola/darbinieki/jauns", new).status == 303
    jana = db.scalars(select(Person).where(Person.email == "jana@abava.example")).one()
    assert "Jana Jaunā" in ilze.get("/skola").words
    end = f"/skola/darbinieki/{jana.id}/beigt"
    assert ilze.post(end, {"role": "director"}).status == 404, "not hers"
    assert ilze.post(end, {"role": "coordinator"}).status == 303
    assert "Jana Jaunā" not in ilze.get("/skola").page.by_id("saturs").words
    own = f"/skola/darbinieki/{cast.ilze.id}/beigt"
    assert ilze.post(own, {"role": "school_admin"}).status == 409, "the last administrator"
    assert ilze.post(own, {"role": "\x00"}).status == 404
    assert browser.as_(cast.stranger).post(own, {"role": "coordinator"}).status == 404
    assert browser.as_(cast.guntis).post(own, {"role": "coordinator"}).status == 403


@pytest.mark.parametrize(
    "values",
    [
        {"roles": []},
        {"roles": ["portal_admin"]},
        {"roles": ["mentor"]},
        {"email": ""},
        {"given_name": "x" * 10_000},
    ],
)
def test_bad_staff(browser: Browser, db: Session, cast: Cast, values: dict[str, Any]) -> None:
    new = {
        "given_name": "Jana",
        "family_name": "Jaunā",
        "email": "jana@abava.example",
        "roles": ["coordinator"],
    }
    assert browser.as_(cast.ilze).post("/skola/darbinieki/jauns", {**new, **values}).status == 422
    assert not db.scalars(select(Membership).where(Membership.role == Role.PORTAL_ADMIN)).all()[1:]


def test_a_colleagues_letter(browser: Browser, db: Session, cast: Cast) -> None:
    ilze = browser.as_(cast.ilze)
    new = {
        "given_name": "Jana",
        "family_name": "Jaunā",
        "email": "jana@abava.example",
        "roles": ["supervisor"],
    }
    ilze.post("/skola/darbinieki/jauns", new)
    assert browser.work() == 1


@pytest.mark.parametrize("first", range(2024, 2034))
def test_the_usual_year_holds_together(cast: Cast, first: int) -> None:
    days = usual(first)
    assert days["semester1_ends"] < days["holiday2_starts"] < days["holiday2_ends"] < days["semester2_starts"]
    assert days["holiday2_starts"] <= date(first, 12, 26) and date(first, 12, 31) <= days["holiday2_ends"]
    assert all(day.weekday() < 5 for day in days.values()), days


def test_the_usual_year_is_that_of_the_decree() -> None:
    days = usual(2025)
    assert (days["starts"], days["semester1_ends"]) == (date(2025, 9, 1), date(2025, 12, 19))
    assert (days["semester2_starts"], days["ends"]) == (date(2026, 1, 5), date(2026, 5, 29))
    assert (days["holiday1_starts"], days["holiday1_ends"]) == (date(2025, 10, 20), date(2025, 10, 24))
    assert (days["holiday3_starts"], days["holiday3_ends"]) == (date(2026, 3, 9), date(2026, 3, 13))


def test_a_new_year_by_the_form(browser: Browser, db: Session, cast: Cast) -> None:
    ilze, path = browser.as_(cast.ilze), "/skola/macibu-gadi/jauns"
    form = ilze.get(path).page.form(path)
    assert ilze.post(path, form.values).status == 303
    years = db.scalars(select(SchoolYear).order_by(SchoolYear.starts)).all()
    assert len(years) == 2 and len(years[1].spans) == 5
    edit = f"/skola/macibu-gadi/{years[1].id}"
    again = ilze.get(edit).page.form(edit)
    assert ilze.post(edit, again.with_(holiday3_starts="", holiday3_ends="")).status == 303
    assert len(db.scalars(select(Span).where(Span.year_id == years[1].id)).all()) == 4


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"starts": "2027-02-30"}, "starts"),
        ({"ends": "2026-01-01"}, "ends"),
        ({"ends": "2029-01-01"}, "ends"),
        ({"semester1_starts": ""}, "semester1_starts"),
        ({"holiday1_ends": ""}, "holiday1_ends"),
        ({"semester1_ends": "2028-05-01"}, ""),
        ({"holiday1_starts": "2026-01-01"}, ""),
        ({"starts": "1.06.2027."}, ""),
    ],
)
def test_a_year_that_cannot_be(
    browser: Browser, db: Session, cast: Cast, values: dict[str, str], field: str
) -> None:
    ilze, path = browser.as_(cast.ilze), "/skola/macibu-gadi/jauns"
    cast.year.starts, cast.year.ends = date(2026, 9, 1), date(2027, 6, 30)
    form = ilze.get(path).page.form(path)
    answer = ilze.post(path, {**form.values, **values})
    assert answer.status == 422, answer
    assert answer.page.all("a", href=f"#f-{field}") if field else answer.page.by_id("errors"), answer
    assert len(db.scalars(select(SchoolYear)).all()) == 1


def test_a_year_is_set_by_the_office(db: Session, cast: Cast) -> None:
    for who in ("guntis", "stranger", "martins"):
        with pytest.raises(Forbidden):
            actions.set_year(
                db, cast.actor(who), cast.school, starts=date(2030, 9, 1), ends=date(2031, 6, 1), spans=()
            )
    with pytest.raises(Refused):
        spans = [(SpanKind.SEMESTER, "1", date(2030, 9, 1), date(2032, 1, 1))]
        actions.set_year(
            db, cast.actor("ilze"), cast.school, starts=date(2030, 9, 1), ends=date(2031, 6, 1), spans=spans
        )


def test_weeks_as_letters(db: Session, cast: Cast) -> None:
    year = cast.year
    letters = week_letters(db, cast.school.id, cast.group.company_weeks, year.starts, year.ends)
    assert set(letters) == {"C", "S", "-"}
    first = Week.of(year.starts)
    assert [str(first.shifted(n)) for n, letter in enumerate(letters) if letter == "C"] == sorted(
        cast.group.company_weeks
    )
    assert year_at(db, cast.school.id, year.ends) is year
    assert year_at(db, cast.school.id, date(2099, 1, 1)) is None
