"""Every page of the companies opens for those who may, in a flat number of statements."""

from datetime import date

import pytest
from sqlalchemy.orm import Session

from app.companies.models import Branch, Company, Mentor, Offer, Officer, Partnership, RegisterEntry
from app.demo.cast import COMPANY_NO, Cast
from app.identity.models import Kind, Organisation, Person
from app.kit.names import company_key
from tests.browser import Browser, Queries

SESSION = 4


@pytest.fixture
def things(db: Session, cast: Cast) -> list[str]:
    """Addresses of one of each."""
    branch = Branch(company=cast.company, name="Kandavas darbnīca")
    offer = Offer(
        company=cast.company,
        qualification="Mēbeļu galdnieks",
        places=2,
        starts=date(2026, 9, 1),
        ends=date(2027, 6, 1),
    )
    officer = Officer(company=cast.company, person=cast.dace, capacity="valdes locekle")
    db.add_all([branch, offer, officer])
    db.flush()
    company = cast.company.id
    return [
        f"/uznemumi/{company}",
        f"/uznemumi/{company}/labot",
        f"/uznemumi/{company}/vaditaji/jauns",
        f"/uznemumi/{company}/parstavji/jauns",
        f"/uznemumi/{company}/piedavajumi/jauns",
        f"/uznemumi/{company}/vietas/jauna",
        f"/uznemumi/vaditaji/{cast.mentor.id}",
        f"/uznemumi/parstavji/{officer.id}",
        f"/uznemumi/piedavajumi/{offer.id}",
        f"/uznemumi/vietas/{branch.id}",
    ]


def test_pages_of_things(browser: Browser, cast: Cast, things: list[str], queries: Queries) -> None:
    for who in ("ilze", "dace"):
        somebody = browser.as_(cast.people[who])
        for path in things:
            with queries(at_most=SESSION + 12):
                answer = somebody.get(path)
            assert answer.status == 200, (who, path, answer)
    stranger = browser.as_(cast.stranger)
    for path in things:
        assert stranger.get(path).status == 404, path
    guntis = browser.as_(cast.guntis)
    assert guntis.get(things[0]).status == 200
    for path in things[1:]:
        assert guntis.get(path).status == 403, path
    for who in ("martins", "anna"):
        assert browser.as_(cast.people[who]).get(things[0]).status == 404


def test_the_mentor_sees_but_does_not_edit(browser: Browser, cast: Cast, things: list[str]) -> None:
    aigars = browser.as_(cast.aigars)
    assert aigars.get(things[0]).status == 200
    assert aigars.get(things[1]).status == 403
    assert aigars.get("/mans-uznemums").status == 403


def test_ones_own_company(browser: Browser, cast: Cast, queries: Queries) -> None:
    dace = browser.as_(cast.dace)
    with queries(at_most=SESSION + 12):
        answer = dace.get("/mans-uznemums")
    assert answer.status == 200 and "Aigars Ozols" in answer.words
    assert dace.get("/uznemumi").status == 403
    assert browser.as_(cast.ilze).get("/mans-uznemums").status == 403


def test_the_list_is_flat_and_found_as_people_write(
    browser: Browser, db: Session, cast: Cast, queries: Queries
) -> None:
    for n in range(60):
        office = Organisation(kind=Kind.COMPANY, name=f'SIA "Āboli {n}"', reg_no=f"40003{n:06}")
        company = Company(organisation=office)
        person = Person(given_name=f"Meistars{n}", family_name="Ābols")
        company.partnerships.append(Partnership(school_id=cast.school.id))
        db.add_all([company, person, Mentor(company=company, person=person)])
    ilze = browser.as_(cast.ilze)
    for path in ("/uznemumi", "/uznemumi?lpp=3", "/uznemumi?skats=piedava", "/uznemumi/xlsx"):
        with queries(at_most=SESSION + 4):
            answer = ilze.get(path)
        assert answer.status == 200, answer
        assert len(answer.bytes) < 60_000
    for q in ("ozola galdnieks", "SIA Ozola", "OZOLA, sia", COMPANY_NO, COMPANY_NO[:6], f"LV{COMPANY_NO}"):
        answer = ilze.get(f"/uznemumi?q={q}")
        assert "Ozola Galdnieks" in answer.page.by_id("rows").words, q
        assert "Āboli" not in answer.page.by_id("rows").words, q
    assert ilze.get("/uznemumi?q=%00&lpp=-3&skats=x").status == 200


def test_schools_see_only_their_companies(browser: Browser, cast: Cast) -> None:
    answer = browser.as_(cast.stranger).get("/uznemumi")
    assert "Ozola Galdnieks" not in answer.page.by_id("rows").words


def test_adding_from_the_register(browser: Browser, db: Session, cast: Cast) -> None:
    for number, name, ended_on in (
        ("49992219489", 'BDR "Zaļais Šefs"', None),
        ("49995852688", 'IK "Silta Māja"', date(2024, 3, 1)),
    ):
        db.add(RegisterEntry(reg_no=number, name=name, ended_on=ended_on, search_key=company_key(name)))
    ilze = browser.as_(cast.ilze)
    found = ilze.get("/uznemumi/jauns?q=zalais+sefs", htmx=True, headers={"HX-Target": "found"})
    assert found.text.lstrip().startswith('<div id="found"')
    chosen = ilze.get(found.page.link("Izvēlēties"))
    form = chosen.page.form("/uznemumi/jauns", "Zaļais Šefs")
    answer = ilze.post(form.action, form.with_(email="birojs@sefs.example"))
    assert answer.status == 303
    assert 'BDR "Zaļais Šefs"' in ilze.follow(answer).words
    ended = ilze.get("/uznemumi/jauns?q=silta")
    assert "2024" in ended.page.by_id("found").words
    refused = ilze.post("/uznemumi/jauns", {"reg_no": "49995852688"})
    assert refused.status == 422 and "1.03.2024." in refused.words


BAD = [
    ({"reg_no": "123", "name": "SIA X"}, "reg_no"),
    ({"reg_no": "10123456", "name": "OÜ Tamm", "country": "EE"}, "country"),
    ({"reg_no": "40003999999"}, "name"),
    ({"reg_no": "40003999999", "name": "SIA X"}, "reg_no"),
    ({"reg_no": "49991304059", "name": "x" * 10_000}, "name"),
    ({"reg_no": "499913\x0004059", "name": "SIA X"}, "reg_no"),
    ({"reg_no": "40003999999", "name": "SIA X", "email": "nobody", "anyway": "1"}, "email"),
    ({"reg_no": "40003999999", "name": "SIA X", "phone": "12", "anyway": "1"}, "phone"),
]


@pytest.mark.parametrize(("values", "field"), BAD)
def test_bad_input_is_kept(browser: Browser, cast: Cast, values: dict[str, str], field: str) -> None:
    answer = browser.as_(cast.ilze).post("/uznemumi/jauns", values)
    assert answer.status == 422, answer
    assert answer.page.all(id=f"f-{field}")
    if len(values.get("name", "")) in range(1, 100):
        assert answer.page.by_id("f-name")["value"] == values["name"]


def test_a_doubtful_number_can_be_confirmed(browser: Browser, cast: Cast) -> None:
    values = {"reg_no": "40003999999", "name": "SIA Rokas", "anyway": "1"}
    assert browser.as_(cast.ilze).post("/uznemumi/jauns", values).status == 303


def test_two_people_at_once(browser: Browser, cast: Cast, things: list[str]) -> None:
    ilze, dace = browser.as_(cast.ilze), browser.as_(cast.dace)
    mine = ilze.get(things[1]).page.form("/labot")
    theirs = dace.get(things[1]).page.form("/labot")
    assert ilze.post(mine.action, mine.with_(learners_per_mentor="2")).status == 303
    answer = dace.post(theirs.action, theirs.with_(learners_per_mentor="5"))
    assert answer.status == 409
    again = answer.page.form("/labot")
    assert again.values["learners_per_mentor"] == "5"
    assert dace.post(again.action, again.values).status == 303


def test_an_invited_mentor_belongs_to_a_partner(browser: Browser, cast: Cast) -> None:
    path = f"/personas/{cast.aigars.id}/uzaicinat"
    assert browser.as_(cast.ilze).post(path).status == 303
    assert browser.as_(cast.stranger).post(path).status == 404
