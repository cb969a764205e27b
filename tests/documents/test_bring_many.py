"""Thirty contracts at a sitting: what is in each, one code or one archive, and what became of every file."""

import io
import zipfile
from datetime import date

import pytest
from fastapi import FastAPI
from sqlalchemy.orm import Session

from app.demo.cast import Cast
from app.documents.issuing import Wanted, content, issue, send_out
from app.documents.models import Document, Party, State, Step, Strength, Way
from app.documents.signatures import signatures_of
from app.identity.actions import join
from app.identity.roles import Role
from tests.browser import Answer, Browser, Queries
from tests.documents.conftest import Outside, document_of, signer_of
from tests.documents.test_batch import ADDRESS, code_for, names
from tests.documents.test_delegate import lend
from tests.documents.test_set_circuit import another
from tests.kept import kept
from tests.letters import Post
from tests.placements.parts import another_learner
from tests.stages import play

FILES = "/dokumenti/parakstit/faili"


@pytest.fixture
@kept
def two(db: Session, cast: Cast, app: FastAPI) -> list[Document]:
    """Two contracts that wait for Guntis."""
    documents = [document_of(db, play(db, cast, "director-turn"))]
    learner = another_learner(db, cast, "Elza Āboliņa")
    learner.person.email, learner.person.birth_date = "elza@abava.example", date(2005, 3, 1)
    join(db, learner.person, cast.school.id, Role.LEARNER)
    placement = play(db, cast, "director-turn", learner=learner, number=1)
    return [*documents, document_of(db, placement)]


def only_outside(db: Session, cast: Cast, *documents: Document) -> None:
    for document in documents:
        signer_of(document, cast.guntis).outside = True
    db.commit()


def copies(db: Session, cast: Cast, like: Document, n: int) -> list[Document]:
    """As many more about the same placement, for Guntis alone."""
    made = []
    for number in range(n):
        one = issue(
            db,
            organisation_id=like.organisation_id,
            kind=like.kind,
            number=f"DVB-T/{number}",
            title=f"Mācību līgums {number}",
            subject=like.subject,
            template=like.edition.template,
            values=like.edition.values | {"number": f"DVB-T/{number}"},
            signers=[Wanted(Party.SCHOOL, cast.guntis, cast.school.id, "direktors")],
        )
        send_out(one)
        made.append(one)
    db.commit()
    return made


def upload(browser: Browser, *files: tuple[str, bytes]) -> Answer:
    return browser.post(FILES, files=[("files", (name, data)) for name, data in files])


def test_what_is_in_each(cast: Cast, two: list[Document], browser: Browser) -> None:
    words = browser.as_(cast.guntis).get(ADDRESS).words
    assert words.count("Pārējie parakstījuši: 2 no 2") == 2
    assert words.count("Vismaz 25 % uzņēmumā") == 2
    assert words.count("Vadītājs atbilst prasībām") == 2
    assert words.count("Darba drošība") >= 2
    assert words.count("Apdrošināšana") >= 2


def test_the_page_takes_the_same_statements_for_one_and_for_thirty(
    db: Session, cast: Cast, two: list[Document], browser: Browser, queries: Queries
) -> None:
    guntis = browser.as_(cast.guntis)
    guntis.get(ADDRESS)
    with queries(at_most=26) as few:
        guntis.get(ADDRESS)
    copies(db, cast, two[0], 28)
    with queries(at_most=len(few)):
        page = guntis.get(ADDRESS)
    assert "(30)" in page.words


def test_thirty_with_one_code(
    db: Session, cast: Cast, two: list[Document], browser: Browser, post: Post
) -> None:
    documents = two + copies(db, cast, two[0], 28)
    code = code_for(browser, post, cast, documents)
    answer = browser.as_(cast.guntis).post(ADDRESS, {"chosen": names(documents), "code": code})
    assert answer.status == 303
    assert {document.state for document in documents} == {State.COMPLETE}


def test_those_that_need_eparaksts_go_as_one_archive(
    db: Session, cast: Cast, two: list[Document], outside: Outside, browser: Browser
) -> None:
    only_outside(db, cast, *two)
    guntis = browser.as_(cast.guntis)
    page = guntis.get(ADDRESS)
    assert "Tikai ar eParakstu vai uz papīra (2)" in page.words
    assert 'name="chosen"' not in page.text
    assert guntis.post(f"{ADDRESS}/kods", {"chosen": names(two)}).status == 422
    archive = zipfile.ZipFile(io.BytesIO(guntis.get("/dokumenti/parakstit/fails").bytes))
    assert sorted(archive.read(name) for name in archive.namelist()) == sorted(
        content(db, document.edition) for document in two
    )
    answer = upload(
        guntis,
        ("viens.edoc", outside.container(two[1], cast.guntis)),
        ("otrs.pdf", outside.signed_pdf(two[0], cast.guntis)),
    )
    assert answer.status == 200
    assert answer.words.count("Datne ir pieņemta. Parakstīja: Guntis Liepiņš.") == 2
    assert {document.state for document in two} == {State.COMPLETE}
    for document in two:
        assert signer_of(document, cast.guntis).way is Way.FILE
        last = signatures_of(db, document)[-1]
        assert (last.strength, last.person) == (Strength.TEST, cast.guntis)


def test_each_file_has_its_own_answer(
    db: Session, cast: Cast, two: list[Document], outside: Outside, browser: Browser
) -> None:
    right = outside.container(two[0], cast.guntis)
    stranger = outside.container(two[1], cast.stranger)
    foreign = copies(db, cast, two[0], 1)[0]
    foreign.state = State.WITHDRAWN
    db.commit()
    answer = upload(
        browser.as_(cast.guntis),
        ("pareizs.edoc", right),
        ("svess.edoc", stranger),
        ("cits.edoc", outside.container(foreign, cast.guntis)),
        ("nav.edoc", b"PK\x03\x04 nekas"),
        ("vestule.txt", b"Sveiki"),
        ("pareizs-velreiz.edoc", right),
    )
    assert answer.status == 200
    assert answer.words.count("Datne ir pieņemta") == 1
    assert "WRONG_SIGNER" in answer.words
    assert answer.words.count("Tajā nav neviena dokumenta, kas gaida Jūsu parakstu") == 2
    assert "Augšupielādējiet .edoc, .asice vai parakstītu .pdf datni" in answer.words
    assert "jau ir augšupielādēta" in answer.words
    assert [document.state for document in two] == [State.COMPLETE, State.OUT]
    assert signer_of(two[1], cast.guntis).step is Step.ASKED


def test_nothing_sent_and_nothing_waiting(cast: Cast, browser: Browser) -> None:
    guntis = browser.as_(cast.guntis)
    assert guntis.post(FILES).status == 422
    assert guntis.get("/dokumenti/parakstit/fails").status == 404


def test_nobody_brings_for_others(
    db: Session, cast: Cast, two: list[Document], outside: Outside, browser: Browser
) -> None:
    data = outside.container(two[0], cast.guntis)
    for who in (cast.stranger, cast.martins, cast.aigars):
        answer = upload(browser.as_(who), ("ligums.edoc", data))
        assert "Tajā nav neviena dokumenta" in answer.words
        assert browser.as_(who).get("/dokumenti/parakstit/fails").status == 404
    assert two[0].state is State.OUT


def test_also_in_stead(
    db: Session, cast: Cast, two: list[Document], outside: Outside, browser: Browser, post: Post
) -> None:
    vita = another(db, cast.school.id, "Vita", Role.SUPERVISOR)
    lend(browser, cast.guntis, cast.guntis, vita)
    answer = upload(browser.as_(vita), ("ligums.edoc", outside.container(two[0], vita)))
    assert "Parakstīja: Vita Priede" in answer.words
    signer = signer_of(two[0], cast.guntis)
    assert signer.instead == "Vita Priede, Rīkojums Nr. 5"
    sent = {"chosen": names(two[1:])}
    assert browser.as_(vita).post(f"{ADDRESS}/kods", sent).status == 303
    assert browser.as_(vita).get(ADDRESS).words.count("pilnvardevējs: Guntis Liepiņš") >= 1
