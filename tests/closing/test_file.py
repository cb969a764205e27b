"""The file of a placement: what is missing, all of it as one PDF, and closing."""

from io import BytesIO

import pytest
from pypdf import PdfReader
from pypdf.generic import Destination
from sqlalchemy.orm import Session

from app.closing.papers import bound, papers
from app.demo.cast import Cast
from app.placements.models import Placement, State
from tests.browser import Browser, Queries
from tests.stages import play


@pytest.fixture
def running(browser: Browser, db: Session, cast: Cast) -> Placement:
    return play(db, cast, "running")


def test_the_page_says_what_is_there_and_what_is_missing(
    browser: Browser, cast: Cast, running: Placement, queries: Queries
) -> None:
    ilze = browser.as_(cast.ilze)
    with queries(at_most=45):
        page = ilze.get(f"{running.address}/lieta")
    assert page.status == 200
    assert "Apstiprināts individuālais plāns" in page.words
    assert "Mācību līgums" in page.words


def test_it_prints_as_one_pdf_with_contents(
    browser: Browser, cast: Cast, db: Session, running: Placement
) -> None:
    answer = browser.as_(cast.ilze).get(f"{running.address}/lieta.pdf")
    assert answer.headers["content-type"] == "application/pdf"
    whole = PdfReader(BytesIO(answer.bytes))
    found = papers(db, running)
    marks = [item.title for item in whole.outline if isinstance(item, Destination)]
    assert marks == ["Saturs", *(paper.title for paper in found)]
    assert found, "the contract at least"
    contents = whole.pages[0].extract_text()
    assert running.learner.person.name in contents
    assert all(paper.number in contents for paper in found)
    assert len(whole.pages) == 1 + sum(len(PdfReader(BytesIO(p.bytes_of())).pages) for p in found)
    assert bound(db, running)


def test_the_diary_is_a_document(browser: Browser, cast: Cast, running: Placement) -> None:
    answer = browser.as_(cast.martins).get(f"{running.address}/dienasgramata.pdf")
    text = "".join(page.extract_text() for page in PdfReader(BytesIO(answer.bytes)).pages)
    for wanted in (running.learner.person.name, "Kurss un grupa", "Vadītājs uzņēmumā", "nedēļa"):
        assert wanted in text


def test_it_does_not_close_while_something_is_missing(
    browser: Browser, cast: Cast, db: Session, running: Placement
) -> None:
    answer = browser.as_(cast.ilze).post(f"{running.address}/lieta/slegt")
    assert answer.status == 409
    db.expire_all()
    assert db.get_one(Placement, running.id).state is State.ACTIVE


@pytest.mark.parametrize(
    ("who", "status"), [("dace", 403), ("aigars", 403), ("martins", 403), ("stranger", 404)]
)
def test_it_is_for_the_school(
    browser: Browser, cast: Cast, running: Placement, who: str, status: int
) -> None:
    theirs = browser.as_(cast.people[who])
    for path in ("lieta", "lieta.pdf"):
        assert theirs.get(f"{running.address}/{path}").status == status
    assert theirs.post(f"{running.address}/lieta/slegt").status == status
