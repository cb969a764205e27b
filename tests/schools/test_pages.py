"""Every page of the school opens for those who may, in a flat number of statements."""

import pytest
from sqlalchemy.orm import Session

from app.demo.cast import Cast
from app.identity.models import Person
from app.schools.models import Group, Guardianship, Learner, Programme
from tests.browser import Browser, Queries

SESSION = 4  # who is signed in, with memberships and organisations

PAGES = [
    ("/skola", 8),
    ("/skola/dati", 6),
    ("/skola/darbinieki/jauns", 3),
    ("/skola/macibu-gadi/jauns", 4),
    ("/skola/programmas", 5),
    ("/skola/programmas/jauna", 3),
    ("/skola/grupas", 8),
    ("/skola/grupas/jauna", 6),
    ("/izglitojamie", 7),
    ("/izglitojamie/jauns", 4),
]


@pytest.mark.parametrize(("path", "most"), PAGES)
def test_a_page_opens(browser: Browser, cast: Cast, queries: Queries, path: str, most: int) -> None:
    ilze = browser.as_(cast.ilze)
    ilze.get(path)
    with queries(at_most=SESSION + most):
        answer = ilze.get(path)
    assert answer.status == 200, answer


def paths(cast: Cast) -> list[str]:
    module = cast.programme.modules[0]
    guardianship = cast.learner.guardianships[0]
    return [
        f"/skola/programmas/{cast.programme.id}",
        f"/skola/programmas/{cast.programme.id}/labot",
        f"/skola/programmas/{cast.programme.id}/moduli/jauns",
        f"/skola/programmas/{cast.programme.id}/moduli/{module.id}",
        f"/skola/grupas/{cast.group.id}",
        f"/skola/macibu-gadi/{cast.year.id}",
        f"/izglitojamie/{cast.learner.id}",
        f"/izglitojamie/{cast.learner.id}/labot",
        f"/izglitojamie/{cast.learner.id}/parstavji/jauns",
        f"/izglitojamie/{cast.learner.id}/parstavji/{guardianship.id}",
    ]


def test_pages_of_things(browser: Browser, cast: Cast, queries: Queries) -> None:
    ilze, stranger = browser.as_(cast.ilze), browser.as_(cast.stranger)
    for path in paths(cast):
        with queries(at_most=SESSION + 9):
            answer = ilze.get(path)
        assert answer.status == 200, (path, answer)
        assert stranger.get(path).status == 404, path


@pytest.mark.parametrize("who", ["dace", "aigars", "martins", "anna", "admin"])
def test_the_school_is_for_its_staff(browser: Browser, cast: Cast, who: str) -> None:
    somebody = browser.as_(cast.people[who])
    for path, _most in PAGES:
        assert somebody.get(path).status == 403, path


def test_the_director_looks_but_changes_nothing(browser: Browser, cast: Cast) -> None:
    guntis = browser.as_(cast.guntis)
    for path in ("/skola", "/skola/programmas", "/skola/grupas", "/izglitojamie"):
        assert guntis.get(path).status == 200
    assert guntis.get("/izglitojamie/jauns").status == 403
    assert guntis.get(f"/izglitojamie/{cast.learner.id}/labot").status == 403
    assert guntis.post("/skola/grupas/jauna", {"name": "X", "course": "1"}).status == 403


def test_lists_are_flat(browser: Browser, db: Session, cast: Cast, queries: Queries) -> None:
    programmes = [
        Programme(school_id=cast.school.id, code=f"33 543 0{n} 1", qualification=f"Q{n}", level=4, hours=100)
        for n in range(8)
    ]
    db.add_all(programmes)
    db.flush()
    for n in range(60):
        person = Person(given_name=f"Vārds{n}", family_name=f"Uzvārds{n}", phone=f"+3712000{n:04}")
        parent = Person(given_name=f"Māte{n}", family_name=f"Uzvārds{n}")
        person.fill_keys()
        group = Group(school_id=cast.school.id, name=f"G{n}", programme=programmes[n % 8], sort_key=f"g{n}")
        learner = Learner(school=cast.school, person=person, group=group, sort_key=person.sort_key)
        db.add_all([person, parent, group, learner, Guardianship(learner=learner, person=parent)])
    ilze = browser.as_(cast.ilze)
    for path, most in (*PAGES, ("/izglitojamie/xlsx", 5), ("/izglitojamie?lpp=2", 7)):
        with queries(at_most=SESSION + most):
            answer = ilze.get(path)
        assert answer.status == 200, (path, answer)
        assert len(answer.bytes) < 110_000


def test_search_and_filters(browser: Browser, db: Session, cast: Cast) -> None:
    ilze = browser.as_(cast.ilze)
    for q in ("krumins", "KRŪMIŅŠ mart", "gal-32", cast.martins.personal_code):
        assert "Mārtiņš" in ilze.get(f"/izglitojamie?q={q}").words, q
    for query in ("q=nav-tada", "grupa=999999", "kurss=6", "statuss=atskaititi", "lpp=99999999999999999999"):
        assert ilze.get(f"/izglitojamie?{query}").status == 200
    assert "Mārtiņš" not in ilze.get("/izglitojamie?q=nav-tada").page.by_id("rows").words
    assert "Mārtiņš" not in ilze.get("/izglitojamie?statuss=atskaititi").page.by_id("rows").words
    for query in ("q=%00", "q=%25%25", "grupa=x", "lpp=-1", "statuss=%00", "kurss=%F0%9F%98%80"):
        assert ilze.get(f"/izglitojamie?{query}").status == 200, query


def test_htmx_gets_the_rows_only(browser: Browser, cast: Cast) -> None:
    answer = browser.as_(cast.ilze).get("/izglitojamie?q=mart", htmx=True, headers={"HX-Target": "rows"})
    assert answer.text.lstrip().startswith('<div id="rows">')
