"""The table of placements: search, filters and order in the address."""

import pytest
from sqlalchemy.orm import Session

from app.demo.cast import Cast
from app.identity.models import Membership, Person
from app.identity.roles import Role
from app.schools.models import Learner
from tests.browser import Browser
from tests.stages import play


@pytest.fixture
def learners(db: Session, cast: Cast) -> list[Learner]:
    found = []
    for given, family in (
        ("Zane", "Ābola"),
        ("Jānis", "Čakste"),
        ("Pēteris", "Cīrulis"),
        ("Uldis", "Žagars"),
    ):
        person = Person(given_name=given, family_name=family)
        person.fill_keys()
        learner = Learner(school_id=cast.school.id, person=person, group=cast.group, sort_key=person.sort_key)
        db.add_all([learner, Membership(person=person, organisation_id=cast.school.id, role=Role.LEARNER)])
        found.append(learner)
    db.flush()
    for number, learner in enumerate(found):
        play(db, cast, "no-company", learner=learner, number=number)
    return found


def names(text: str) -> list[str]:
    known = ["Zane Ābola", "Pēteris Cīrulis", "Jānis Čakste", "Uldis Žagars"]
    return sorted((n for n in known if n in text), key=text.index)


def test_names_stand_in_latvian_order(browser: Browser, cast: Cast, learners: list[Learner]) -> None:
    words = browser.as_(cast.ilze).get("/vietas").words
    assert names(words) == ["Zane Ābola", "Pēteris Cīrulis", "Jānis Čakste", "Uldis Žagars"]
    down = browser.as_(cast.ilze).get("/vietas?kartot=-vards").words
    assert names(down) == ["Uldis Žagars", "Jānis Čakste", "Pēteris Cīrulis", "Zane Ābola"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=cakste", ["Jānis Čakste"]),
        ("q=ABOLA", ["Zane Ābola"]),
        ("q=gal-32", ["Zane Ābola", "Pēteris Cīrulis", "Jānis Čakste", "Uldis Žagars"]),
        ("q=nav%20tāda", []),
        ("grupa=GAL-32&q=zagars", ["Uldis Žagars"]),
        ("statuss=active", []),
        (
            "skats=nekas&kartot=sakums&lpp=x",
            ["Zane Ābola", "Pēteris Cīrulis", "Jānis Čakste", "Uldis Žagars"],
        ),
    ],
)
def test_search_and_filters(
    browser: Browser, cast: Cast, learners: list[Learner], query: str, found: list[str]
) -> None:
    answer = browser.as_(cast.ilze).get(f"/vietas?{query}")
    assert answer.status == 200
    assert names(answer.words) == found


def test_htmx_gets_only_the_rows(browser: Browser, cast: Cast, learners: list[Learner]) -> None:
    answer = browser.as_(cast.ilze).get("/vietas?q=cakste", htmx=True, headers={"HX-Target": "rows"})
    assert answer.text.lstrip().startswith('<div id="rows"') and "<html" not in answer.text


def test_selected_rows_become_a_workbook(browser: Browser, cast: Cast, learners: list[Learner]) -> None:
    answer = browser.as_(cast.ilze).post("/vietas/xlsx", {"all": "1", "query": "q=cakste"})
    assert answer.status == 200 and answer.bytes.startswith(b"PK")
    assert "DVB_" in answer.headers["content-disposition"]


def test_nothing_selected_is_said(browser: Browser, cast: Cast, learners: list[Learner]) -> None:
    assert browser.as_(cast.ilze).post("/vietas/xlsx", {}).status == 409


def test_a_filter_is_saved_and_removed(browser: Browser, cast: Cast, learners: list[Learner]) -> None:
    ilze = browser.as_(cast.ilze)
    answer = ilze.post("/vietas/filtri", {"name": "Manējie", "query": "q=cakste", "shared": "1"})
    assert answer.status == 303 and "q=cakste" in answer.to
    assert "Manējie" in browser.as_(cast.guntis).get("/vietas").words
    assert "Manējie" not in browser.as_(cast.stranger).get("/vietas").words
    saved = ilze.get("/vietas").text.partition("/vietas/filtri/")[2].partition("/")[0]
    assert browser.as_(cast.guntis).post(f"/vietas/filtri/{saved}/dzest").status == 403
    assert browser.as_(cast.stranger).post(f"/vietas/filtri/{saved}/dzest").status == 404
    assert ilze.post(f"/vietas/filtri/{saved}/dzest").status == 303


def test_a_filter_needs_a_name(browser: Browser, cast: Cast) -> None:
    assert browser.as_(cast.ilze).post("/vietas/filtri", {"query": ""}).status == 409


def test_a_stranger_has_an_empty_table(browser: Browser, cast: Cast, learners: list[Learner]) -> None:
    assert names(browser.as_(cast.stranger).get("/vietas").words) == []
