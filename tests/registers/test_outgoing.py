"""What the portal sends stands in the register by itself."""

from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.demo.cast import Cast
from app.jobs.work import later
from app.registers import jobs, keeping
from app.registers.actions.lists import REVIEW
from app.registers.models import CaseFile, Direction, Entry, Term
from app.registers.retention import destroy_after
from tests.browser import Browser
from tests.registers.conftest import Sent
from tests.stages import play


def test_a_sent_document_has_its_entry_at_once(
    db: Session, cast: Cast, files: None, browser: Browser
) -> None:
    play(db, cast, "guardian-turn")
    entry = db.scalars(select(Entry).where(Entry.kind == "contract_484")).one()
    document = entry.document
    assert document
    assert (entry.number, entry.direction) == (document.number, Direction.OUT)
    assert entry.case_file and entry.case_file.code == "05-01"
    assert entry.destroy_after is None, "the placement goes on"
    assert "SIA „Ozola Galdnieks” (Dace Ozola)" in entry.party and "Anna Krūmiņa" in entry.party
    assert entry.subject == document.subject
    keeping.register(db, [document])
    db.flush()
    assert len(db.scalars(select(Entry).where(Entry.document_id == document.id)).all()) == 1, "once"
    assert document.number in browser.as_(cast.ilze).get("/registri?q=galdnieks").words
    assert document.number in browser.as_(cast.ilze).get(entry.address).words


def test_of_a_document_only_the_case_file_and_a_note_are_typed(
    db: Session, cast: Cast, sent_long_ago: Sent, browser: Browser
) -> None:
    entry, ilze = sent_long_ago("PR-7"), browser.as_(cast.ilze)
    edit = ilze.get(f"{entry.address}/labot")
    assert not edit.page.all("input", id="f-title"), "what the document says is not changed here"
    correct = {"title": "x", "party": "x", "version": str(entry.version)}
    assert ilze.post(f"{entry.address}/labot", correct).status == 422
    assert entry.title == "Rīkojums par praksi"
    moved = db.scalars(select(CaseFile).where(CaseFile.code == "05-12")).one()
    values = {"case_file": str(moved.id), "note": "pārlikts", "version": str(entry.version)}
    assert ilze.post(f"{entry.address}/lieta", {**values, "version": "7"}).status == 409
    assert ilze.post(f"{entry.address}/lieta", values).to == entry.address
    db.refresh(entry)
    assert (entry.case_file_id, entry.destroy_after, entry.note) == (moved.id, None, "pārlikts")
    assert browser.as_(cast.stranger).post(f"{entry.address}/lieta", values).status == 404


def test_a_document_without_a_number_gets_the_next_of_the_school(
    db: Session, cast: Cast, sent_long_ago: Sent
) -> None:
    assert sent_long_ago("").number.startswith("N-20")


def test_what_was_sent_before_is_gathered_by_the_job(
    db: Session, cast: Cast, sent_long_ago: Sent, browser: Browser
) -> None:
    entry = sent_long_ago()
    document = entry.document_id
    db.delete(entry)
    later(db, REVIEW, {"organisation": cast.school.id})
    db.commit()
    browser.work()
    found = db.scalars(select(Entry)).one()
    assert (found.document_id, found.number) == (document, "RP-1")
    assert found.due


def test_a_changed_term_reaches_the_papers(db: Session, cast: Cast, letter: Entry, browser: Browser) -> None:
    row = letter.case_file
    assert row
    values = {"code": row.code, "title": row.title, "kinds": row.kinds, "basis": "Skolas nomenklatūra"}
    url = f"/registri/nomenklatura/{row.id}"
    typed = {**values, "term": "year", "years": "10", "version": str(row.version)}
    assert browser.as_(cast.ilze).post(url, {**typed, "years": ""}).status == 422
    assert browser.as_(cast.ilze).post(url, {**typed, "code": "05-01"}).status == 422, "the index is taken"
    assert browser.as_(cast.ilze).post(url, typed).status == 303
    browser.work()
    db.refresh(letter)
    db.refresh(row)
    assert letter.destroy_after == date(letter.dated.year + 10, 12, 31)
    assert row.certain
    assert browser.as_(cast.ilze).post(url, typed).status == 409, "somebody saved meanwhile"
    for who, status in (("dace", 404), ("stranger", 404)):
        assert browser.as_(cast.people[who]).post(url, typed).status == status, who


def test_a_long_register_is_looked_through_in_steps(
    db: Session, cast: Cast, files: None, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser.work()
    monkeypatch.setattr(jobs, "AT_ONCE", 3)
    for n in range(7):
        entry = Entry(
            organisation_id=cast.school.id, direction=Direction.IN, number=f"{n}", kind="letter", title="x"
        )
        db.add(entry)
    later(db, REVIEW, {"organisation": cast.school.id})
    db.commit()
    assert browser.work() == 3
    db.expire_all()
    assert all(entry.destroy_after and entry.case_file for entry in db.scalars(select(Entry)))


def test_the_usual_list_says_what_is_uncertain(db: Session, cast: Cast, browser: Browser) -> None:
    ilze, url = browser.as_(cast.ilze), "/registri/nomenklatura"
    assert "tukša" in ilze.get(url).words
    assert ilze.post(f"{url}/parasta").to == url
    page = ilze.get(url)
    assert "05-01" in page.words and "MK noteikumi Nr. 749" in page.words
    assert page.words.count("jāpārbauda") == 11, "only one term stands in a regulation that was read"
    assert ilze.post(f"{url}/parasta").status == 409
    added = {"code": "06-01", "title": "Cits", "term": "permanent", "kinds": ["letter"]}
    assert ilze.post(f"{url}/jauna", {**added, "code": "a b"}).status == 422
    assert ilze.post(f"{url}/jauna", added).to == url
    assert browser.as_(cast.dace).post(f"{url}/jauna", added).status == 403
    assert browser.as_(cast.stranger).get(url).words.count("jāpārbauda") == 0
    assert len(db.scalars(select(CaseFile)).all()) == 13


def test_how_long_papers_are_kept() -> None:
    day = date(2026, 5, 4)
    assert destroy_after(Term.YEAR, 5, day, None) == date(2031, 12, 31)
    assert destroy_after(Term.PERMANENT, None, day, None) is None
    assert destroy_after(Term.PLACEMENT, 5, day, None) is None, "it goes on"
    assert destroy_after(Term.PLACEMENT, 5, day, date(2027, 6, 11)) == date(2032, 6, 11)
    assert destroy_after(Term.PLACEMENT, 5, day, date(2028, 2, 29)) == date(2033, 2, 28)
