"""The learner reads what is expected and confirms it; another edition asks again."""

from sqlalchemy.orm import Session

from app.demo.cast import Cast
from app.law.case import Case
from app.law.queries import cases
from app.placements import actions as placements
from app.placements.models import Kind
from app.plans import actions
from app.plans.models import Acquaintance, Plan
from tests.browser import Browser, Queries
from tests.placements.parts import another_learner


def case_of(db: Session, placement_id: int) -> Case:
    db.expire_all()
    return cases(db, [placement_id])[placement_id]


def test_the_learner_reads_and_confirms(browser: Browser, cast: Cast, db: Session, approved: Plan) -> None:
    address = f"/vietas/{approved.placement_id}/iepazisanas"
    martins = browser.as_(cast.martins)
    page = martins.get(address)
    for words in (
        "Apgūt kvalifikācijas „Mēbeļu galdnieks” profesionālo saturu",
        "uzņēmumā 72\u00a0h, skolā 48\u00a0h",
        "Sakārto darba vietu",
        "Vērtēšanas principi",
        "Tavas tiesības",
        "Tavi pienākumi",
        "Neizpaud uzņēmuma komercnoslēpumu",
    ):
        assert words in page.words, words
    for who, status in (("ilze", 403), ("aigars", 403), ("anna", 403), ("stranger", 404)):
        assert browser.as_(getattr(cast, who)).post(address, {"edition": "1"}).status == status
    assert martins.post(address, {"edition": "2"}).status == 409
    assert db.query(Acquaintance).count() == 0
    assert case_of(db, approved.placement_id).learner.acquainted_on is None
    sent = page.page.form(address).with_()
    assert "Apliecināts" in martins.follow(martins.post(address, sent)).words
    assert martins.post(address, sent).status == 409
    learner = case_of(db, approved.placement_id).learner
    assert learner.acquainted_on is not None
    assert learner.acquainted_on == learner.confidential_on
    assert "Izglītojamais ar to iepazinies" in browser.as_(cast.ilze).get(approved.address).words


def test_a_new_edition_asks_again(browser: Browser, cast: Cast, db: Session, approved: Plan) -> None:
    address, ilze = f"/vietas/{approved.placement_id}/iepazisanas", cast.actor("ilze")
    martins = browser.as_(cast.martins)
    assert martins.post(address, {"edition": "1"}).status == 303
    actions.reopen(db, ilze, approved)
    db.commit()
    answer = martins.post(address, {"edition": "2"})
    assert answer.status == 409
    assert "484: 8.5" in answer.words
    assert case_of(db, approved.placement_id).learner.acquainted_on is not None  # the first is in force
    actions.propose(db, ilze, approved)
    actions.agree(db, cast.actor("aigars"), approved)
    actions.approve(db, ilze, approved)
    db.commit()
    assert case_of(db, approved.placement_id).learner.acquainted_on is None
    assert "Plānam ir jauna redakcija." in martins.get(address).words
    assert "Izlasīt un apliecināt" in martins.get("/").words
    assert martins.post(address, {"edition": "2"}).status == 303
    assert case_of(db, approved.placement_id).learner.acquainted_on is not None
    assert "Izlasīt un apliecināt" not in martins.get("/").words


def test_an_internship_needs_no_plan(browser: Browser, cast: Cast, db: Session) -> None:
    placement = placements.create(db, cast.actor("ilze"), cast.learner, kind=Kind.PRACTICE)
    db.commit()
    martins, address = browser.as_(cast.martins), f"/vietas/{placement.id}/iepazisanas"
    page = martins.get(address)
    assert "Darba vidē lietot to, kas apgūts" in page.words
    assert martins.post(address, page.page.form(address).with_()).status == 303
    assert case_of(db, placement.id).learner.confidential_on is not None


def test_a_cancelled_placement_asks_nobody(browser: Browser, cast: Cast, db: Session, approved: Plan) -> None:
    placements.cancel(db, cast.actor("ilze"), approved.placement, reason="Pārcēlās uz citu skolu")
    db.commit()
    address = f"/vietas/{approved.placement_id}/iepazisanas"
    assert browser.as_(cast.martins).post(address, {"edition": "1"}).status == 409


def test_the_school_words_it(browser: Browser, cast: Cast, approved: Plan) -> None:
    ilze, address = browser.as_(cast.ilze), "/skola/iepazistinasana"
    sent = ilze.get(address).page.form(address).with_(rights="Tev ir tiesības uz pusdienām.")
    assert browser.as_(cast.guntis).get(address).status == 403
    assert browser.as_(cast.guntis).post(address, sent).status == 403
    assert browser.as_(cast.martins).get(address).status in (403, 404)
    assert ilze.post(address, sent).status == 303
    read = f"/vietas/{approved.placement_id}/iepazisanas"
    assert "Tev ir tiesības uz pusdienām." in browser.as_(cast.martins).get(read).words
    assert ilze.post(address, sent | {"rights": "x" * 9000}).status == 422
    assert ilze.post(address, sent | {"rights": ""}).status == 303
    assert "Tu esi apdrošināts" in browser.as_(cast.martins).get(read).words


def test_reading_costs_little(browser: Browser, cast: Cast, approved: Plan, queries: Queries) -> None:
    martins = browser.as_(cast.martins)
    another_learner(browser.db, cast)
    browser.db.commit()
    with queries(at_most=16):
        martins.get(f"/vietas/{approved.placement_id}/iepazisanas")
