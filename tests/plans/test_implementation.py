"""The implementation plan of a programme: drafted cell by cell, approved by the director, opened again."""

from decimal import Decimal

import pytest
from sqlalchemy.orm import Session

from app.demo.cast import Cast
from app.documents.models import Document
from app.identity.models import Person
from app.plans.implementation import actions
from app.plans.implementation.models import Implementation, ImplementationRow, State
from app.plans.share import readings
from tests.browser import Answer, Browser, Queries
from tests.placements.parts import colleague

FIRST = "Darba aizsardzība un ergonomika"


def page_of(cast: Cast) -> str:
    return f"/skola/programmas/{cast.programme.id}/istenosana"


def fill(
    browser: Browser, who: Person, row: ImplementationRow, field: str, value: str, **more: str
) -> Answer:
    sent = {"field": field, field: value, "version": str(row.version), **more}
    return browser.as_(who).post(f"/istenosanas-rindas/{row.id}/suna", sent, htmx=True)


def test_it_is_begun_from_the_modules(browser: Browser, cast: Cast, db: Session) -> None:
    address, ilze = page_of(cast), browser.as_(cast.ilze)
    assert "Programmai vēl nav īstenošanas plāna." in ilze.get(address).words
    assert browser.as_(cast.guntis).post(address).status == 403
    assert browser.as_(cast.stranger).post(address).status == 404
    assert browser.as_(cast.aigars).get(address).status == 404
    assert ilze.follow(ilze.post(address)).status == 200
    plan = db.query(Implementation).one()
    first = plan.rows[0]
    assert (first.module.name, int(first.school_theory), int(first.company)) == (FIRST, 48, 72)
    assert (len(plan.rows), plan.state, plan.edition) == (6, State.DRAFT, 1)
    assert ilze.post(address).status == 409


def test_cells_save_themselves(
    browser: Browser, cast: Cast, db: Session, implementation: Implementation
) -> None:
    row = implementation.rows[0]
    answer = fill(browser, cast.ilze, row, "courses", "1-2")
    assert "Saglabāts" in answer.words
    assert (row.first_course, row.last_course, row.courses) == (1, 2, "1–2")
    answer = fill(browser, cast.ilze, row, "company", "2")
    assert answer.page.by_id("t-company").words == "1\u00a0650"
    assert "34,6\u00a0%" in answer.page.by_id("share").words  # 1650 of 4760, practice and all: 6.1.2
    assert "22,8\u00a0%" in answer.page.by_id("share").words  # 1090 of 4760: 6.1.1
    for field, typed, says in (
        ("courses", "5", "Rakstiet kursu, piemēram, 2 vai 2–3; kursu ir 4."),
        ("courses", "3–2", "Rakstiet kursu"),
        ("courses", "x" * 5000, "Rakstiet kursu"),
        ("company", "999", "Noņemiet"),
        ("company", "-1", "Stundu skaits nevar būt mazāks par nulli."),
    ):
        answer = fill(browser, cast.ilze, row, field, typed)
        assert (answer.status, says in answer.words) == (422, True), (field, typed)
    assert row.company == Decimal(2)
    for who, status in (("guntis", 403), ("stranger", 404), ("aigars", 404), ("martins", 404)):
        assert fill(browser, getattr(cast, who), row, "company", "3").status == status


def test_two_people_at_once_are_both_told(
    browser: Browser, cast: Cast, db: Session, implementation: Implementation
) -> None:
    row = implementation.rows[0]
    version = str(row.version)
    assert fill(browser, colleague(db, cast), row, "company", "60", version=version).status == 200
    answer = fill(browser, cast.ilze, row, "company", "70", version=version)
    assert answer.status == 409
    assert "Inese Kalna tikmēr mainīja šo lauku: 60" in answer.words
    form = answer.page.form(words="Atstāt manu")
    assert browser.as_(cast.ilze).post(form.action, form.with_(), htmx=True).status == 200
    assert row.company == 70


def test_without_javascript(browser: Browser, cast: Cast, implementation: Implementation) -> None:
    row, ilze = implementation.rows[0], browser.as_(cast.ilze)
    address = f"/istenosanas-rindas/{row.id}"
    sent = {"school_theory": "40", "company": "80", "courses": "2", "version": str(row.version)}
    assert ilze.post(address, sent).status == 303
    assert (int(row.company), row.courses) == (80, "2")
    answer = ilze.post(address, sent | {"company": "daudz", "version": str(row.version)})
    assert answer.status == 422
    assert answer.page.by_id(f"i{row.id}-company")["value"] == "daudz"
    assert "Rakstiet skaitli" in answer.words


def test_rows_are_split_removed_and_added(
    browser: Browser, cast: Cast, db: Session, implementation: Implementation
) -> None:
    row, ilze = implementation.rows[0], browser.as_(cast.ilze)
    module = str(row.module_id)
    assert ilze.post(f"/istenosanas-rindas/{row.id}/sadalit").status == 303
    db.expire_all()
    assert [r.hours for r in implementation.rows][:2] == [120, 0]
    for path in (f"/istenosanas-rindas/{row.id}/sadalit", f"/istenosanas-rindas/{row.id}/nonemt"):
        assert browser.as_(cast.guntis).post(path).status == 403
        assert browser.as_(cast.stranger).post(path).status == 404
    assert ilze.post(f"/istenosanas-rindas/{row.id}/nonemt").status == 303
    db.expire_all()
    address = f"/istenosanas-plani/{implementation.id}/rindas"
    assert browser.as_(cast.guntis).post(address, {"module_id": module}).status == 403
    assert ilze.post(address, {"module_id": "99999"}).status == 409
    assert ilze.post(address, {"module_id": module}).status == 303
    db.expire_all()
    assert len(implementation.rows) == 7  # the part without hours, and the module again


def test_the_director_approves_it(
    browser: Browser, cast: Cast, db: Session, implementation: Implementation
) -> None:
    address = f"/istenosanas-plani/{implementation.id}/apstiprinat"
    for who, status in (("ilze", 403), ("stranger", 404), ("martins", 404)):
        assert browser.as_(getattr(cast, who)).post(address).status == status
    guntis = browser.as_(cast.guntis)
    page = guntis.get(page_of(cast))
    assert "Jāpārbauda: Katrā rindā norādīts kurss" in page.words
    assert guntis.follow(guntis.post(address)).status == 200
    plan = db.get_one(Implementation, implementation.id)
    assert (plan.state, plan.percent, plan.other_percent) == (
        State.APPROVED,
        Decimal("36.1"),
        Decimal("24.3"),
    )
    document = db.get_one(Document, plan.document_id)
    assert document.number.startswith("ĪP-")
    answer = guntis.get(f"/istenosanas-plani/{plan.id}/dokuments")
    assert answer.bytes.startswith(b"%PDF")
    assert guntis.post(address).status == 409
    assert fill(browser, cast.ilze, plan.rows[0], "company", "1").status == 409
    assert "Abi īpatsvara aprēķini" not in guntis.get(page_of(cast)).words


def test_under_a_quarter_it_is_not_approved(
    browser: Browser, cast: Cast, db: Session, implementation: Implementation
) -> None:
    for row in implementation.rows[1:]:
        row.company, row.school_practice = row.school_practice, row.company
    db.commit()
    answer = browser.as_(cast.guntis).post(f"/istenosanas-plani/{implementation.id}/apstiprinat")
    assert answer.status == 409
    assert "484: 6.1" in answer.words
    plan = db.get_one(Implementation, implementation.id)
    assert (plan.state, plan.approved_at, plan.document_id) == (State.DRAFT, None, None)
    assert browser.as_(cast.guntis).get(f"/istenosanas-plani/{plan.id}/dokuments").bytes.startswith(b"%PDF")


def test_opening_it_again_is_a_new_edition(
    browser: Browser, cast: Cast, db: Session, in_force: Implementation
) -> None:
    address = f"/istenosanas-plani/{in_force.id}/atvert"
    for who, status in (("guntis", 403), ("stranger", 404)):
        assert browser.as_(getattr(cast, who)).post(address).status == status
    ilze = browser.as_(cast.ilze)
    assert ilze.post(address).status == 303
    assert ilze.post(address).status == 409
    assert in_force.state is State.APPROVED  # until the next one is approved
    words = ilze.get(page_of(cast)).words
    assert "2. redakcija" in words
    assert "Aizstāts" not in words
    second = db.query(Implementation).filter_by(edition=2).one()
    assert [r.courses for r in second.rows] == [r.courses for r in in_force.rows]
    actions.approve_implementation(db, cast.actor("guntis"), second)
    db.commit()
    assert (in_force.state, second.state) == (State.REPLACED, State.APPROVED)
    assert "Šī ir agrāka redakcija." in ilze.get(f"{page_of(cast)}?redakcija=1").words
    assert ilze.get(f"{page_of(cast)}?redakcija=9").status == 404


@pytest.mark.parametrize(
    ("after_basic", "first", "second"), [(True, "40.0", "20.0"), (False, "20.0", "25.0")]
)
def test_both_readings_are_counted(after_basic: bool, first: str, second: str) -> None:
    """400 of 1000 h at the company, 200 of them the practice, which has 200 h."""
    main, other = readings(
        after_basic=after_basic,
        hours=Decimal(1000),
        practice=Decimal(200),
        company=Decimal(400),
        company_practice=Decimal(200),
    )
    assert (str(main.percent), str(other.percent)) == (first, second)
    assert (main.applies, other.applies) == (True, False)
    assert main.clause == ("484: 6.1.2" if after_basic else "484: 6.1.1")
    assert main.kept != other.kept


def test_the_page_costs_little(
    browser: Browser, cast: Cast, in_force: Implementation, queries: Queries
) -> None:
    ilze = browser.as_(cast.ilze)
    browser.db.commit()
    with queries(at_most=14):
        ilze.get(page_of(cast))
