"""Oneself: contacts, organisations, language, look, keys, the personal code."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.audit.models import Trail
from app.demo.cast import Cast
from app.identity.models import Membership, Person
from app.identity.roles import Role
from app.kit.clock import now
from tests.browser import Answer, Browser, Queries


def save(browser: Browser, person: Person, **values: str) -> Answer:
    data = {"email": person.email, "phone": person.phone, "version": str(person.version), **values}
    return browser.post("/profils", data)


def test_works(browser: Browser, db: Session, cast: Cast) -> None:
    mine = browser.as_(cast.aigars, via="link")
    answer = save(mine, cast.aigars, email="Aigars@Galdnieks.example", phone="26 100 999")
    assert (answer.status, answer.to) == (303, "/profils")
    assert (cast.aigars.email, cast.aigars.phone) == ("aigars@galdnieks.example", "+37126100999")
    assert "Saglabāts" in mine.follow(answer).words
    trail = db.scalars(select(Trail).where(Trail.verb == "identity.edit_profile")).one()
    assert trail.changes == [
        {"what": "changed", "type": "person", "id": cast.aigars.id, "columns": {"email": None, "phone": None}}
    ], "personal data is told by name only"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("email", "no at sign"),
        ("email", "a@b"),
        ("email", "ā@b.example"),
        ("email", "x" * 10_000),
        ("phone", "12"),
        ("phone", "letters"),
        ("phone", "2" * 10_000),
        ("email", "a@b.example\x00"),
    ],
)
def test_what_cannot_be_is_told_at_its_field(browser: Browser, cast: Cast, field: str, value: str) -> None:
    answer = save(browser.as_(cast.aigars), cast.aigars, **{field: value})
    assert answer.status == 422
    assert answer.page.by_id(f"e-{field}")
    assert answer.page.by_id(f"f-{field}")["value"] == value
    assert answer.page.by_id("errors")


def test_something_must_be_left(browser: Browser, cast: Cast) -> None:
    assert save(browser.as_(cast.aigars), cast.aigars, email="", phone="").status == 422
    assert save(browser.as_(cast.aigars), cast.aigars, email="").status == 303


def test_an_e_mail_that_signs_in_stays(browser: Browser, cast: Cast, ilze: Person) -> None:
    answer = save(browser.as_(ilze), ilze, email="")
    assert answer.status == 422
    assert answer.page.by_id("e-email")


def test_two_at_once(browser: Browser, db: Session, cast: Cast) -> None:
    mine, old = browser.as_(cast.aigars), str(cast.aigars.version)
    save(mine, cast.aigars, phone="26100998")
    answer = save(mine, cast.aigars, phone="26100997", version=old)
    assert answer.status == 422
    assert answer.page.by_id("f-phone")["value"] == "26100997"
    assert cast.aigars.phone == "+37126100998"
    again = {name: answer.page.one("input", name_=name)["value"] for name in ("email", "phone", "version")}
    assert mine.post("/profils", again).status == 303


def test_one_acts_for_one_organisation_at_a_time(browser: Browser, db: Session, cast: Cast) -> None:
    db.add(Membership(person=cast.ilze, organisation_id=cast.other_school.id, role=Role.DIRECTOR))
    mine = browser.as_(cast.ilze)
    page = mine.get("/profils").page
    assert len(page.one("form", action="/profils/organizacija").all("button")) == 2
    assert mine.post("/profils/organizacija", {"organisation_id": cast.other_school.id}).to == "/"
    assert "Ventas Mākslas vidusskola · direktors" in mine.get("/profils").words
    assert mine.get("/administresana/audits").status == 403, "only the roles of that organisation"
    trail = db.scalars(select(Trail).where(Trail.verb == "identity.switch")).one()
    assert trail.organisation_id == cast.school.id, "told as whom it was done"


def test_nobody_acts_for_somebody_elses_organisation(browser: Browser, db: Session, cast: Cast) -> None:
    mine = browser.as_(cast.ilze)
    for other in (cast.other_school.id, 999_999, "x", ""):
        assert mine.post("/profils/organizacija", {"organisation_id": other}).status == 409
    db.add(
        Membership(person=cast.ilze, organisation_id=cast.other_school.id, role=Role.DIRECTOR, ended_at=now())
    )
    assert mine.post("/profils/organizacija", {"organisation_id": cast.other_school.id}).status == 409
    assert "Abavas Amatu tehnikums" in mine.get("/profils").words


def test_the_language_is_remembered(browser: Browser, cast: Cast) -> None:
    mine = browser.as_(cast.ilze)
    assert mine.post("/valoda", {"lang": "en", "back": "/profils"}).to == "/profils"
    assert cast.ilze.language == "en"
    assert mine.get("/profils").page.one("title").words.startswith("My profile")
    assert browser.as_(cast.ilze).get("/profils").page.one("html")["lang"] == "en"


def test_nobody_too_may_choose_a_language(browser: Browser) -> None:
    answer = browser.post("/valoda", {"lang": "en", "back": "/ieiet"})
    assert "Max-Age=31536000" in answer.headers["set-cookie"]
    assert browser.follow(answer).page.one("html")["lang"] == "en"
    assert browser.post("/valoda", {"lang": "de"}).status == 409


@pytest.mark.parametrize(("theme", "seen"), [("dark", "dark"), ("light", "light"), ("auto", "")])
def test_the_look_is_remembered(browser: Browser, cast: Cast, theme: str, seen: str) -> None:
    mine = browser.as_(cast.ilze)
    mine.post("/izskats", {"theme": theme, "back": "/profils"})
    assert mine.get("/profils").page.one("html").get("data-theme") == seen
    assert mine.post("/izskats", {"theme": "pink"}).status == 409


def test_the_keys_can_be_switched_off(browser: Browser, cast: Cast) -> None:
    mine = browser.as_(cast.ilze)
    assert "data-keys" not in mine.get("/profils").page.one("html")
    mine.post("/taustini", {"keys": "off", "back": "/profils"})
    assert mine.get("/profils").page.one("html")["data-keys"] == "off"
    mine.post("/taustini", {"keys": "on", "back": "/profils"})
    assert "data-keys" not in mine.get("/profils").page.one("html")


def test_a_look_at_a_personal_code_is_in_the_trail(browser: Browser, db: Session, cast: Cast) -> None:
    code = cast.martins.personal_code
    assert code
    answer = browser.as_(cast.ilze).post(f"/personas/{cast.martins.id}/kods")
    assert code in answer.words
    trail = db.scalars(select(Trail).where(Trail.verb == "identity.reveal_code")).one()
    assert (trail.person_id, trail.thing_id) == (cast.ilze.id, cast.martins.id)
    assert code not in str(trail.changes)
    fragment = browser.as_(cast.ilze).post(f"/personas/{cast.martins.id}/kods", htmx=True)
    assert code in fragment.text
    assert "<html" not in fragment.text


def test_a_personal_code_is_not_for_everybody(browser: Browser, db: Session, cast: Cast) -> None:
    address = f"/personas/{cast.martins.id}/kods"
    for who in ("stranger", "aigars", "dace", "anna", "admin"):
        answer = browser.as_(cast.people[who]).post(address)
        assert answer.status == 404, who
    assert browser.as_(cast.dace).post(f"/personas/{cast.aigars.id}/kods").status == 403
    assert browser.get(address).status in {404, 405}, "a look is a deed, so GET shows nothing"
    assert not db.scalars(select(Trail).where(Trail.verb == "identity.reveal_code")).all()


def test_links_are_withdrawn_by_oneself_and_the_school(browser: Browser, cast: Cast) -> None:
    address = f"/personas/{cast.martins.id}/saites/atsaukt"
    assert browser.as_(cast.martins).post(address).status == 303
    assert browser.as_(cast.ilze).post(address).status == 303
    assert browser.as_(cast.guntis).post(address).status == 403
    assert browser.as_(cast.stranger).post(address).status == 404
    assert browser.as_(cast.aigars).post(address).status == 404


def test_who_has_no_role_is_told_so(browser: Browser, cast: Cast) -> None:
    for membership in cast.aigars.memberships:
        membership.ended_at = now()
    assert browser.as_(cast.aigars).get("/profils").status == 200


def test_the_door_costs_two_statements_and_the_bell_one(
    browser: Browser, cast: Cast, queries: Queries
) -> None:
    mine = browser.as_(cast.ilze)
    mine.get("/profils")
    with queries(at_most=3):
        assert mine.get("/profils").status == 200
