"""A director signs several documents with one code."""

from datetime import date

import pytest
from fastapi import FastAPI
from sqlalchemy.orm import Session

from app.demo.cast import Cast
from app.documents.issuing import add_edition
from app.documents.models import Document, State, Step
from app.identity.actions import join
from app.identity.models import Person
from app.identity.roles import Role
from tests.browser import Browser
from tests.documents.conftest import CODE, document_of, proofs, signer_of
from tests.kept import kept
from tests.letters import Post
from tests.placements.parts import another_learner
from tests.stages import play

ADDRESS = "/dokumenti/parakstit"


@pytest.fixture
@kept
def three(db: Session, cast: Cast, app: FastAPI) -> list[Document]:
    """Three contracts that wait for Guntis."""
    documents = [document_of(db, play(db, cast, "director-turn"))]
    for number, name in enumerate(("Elza Āboliņa", "Rūdolfs Žagars"), 1):
        learner = another_learner(db, cast, name)
        person: Person = learner.person
        person.email, person.birth_date = f"{number}@abava.example", date(2005, 3, number)
        join(db, person, cast.school.id, Role.LEARNER)
        placement = play(db, cast, "director-turn", learner=learner, number=number)
        documents.append(document_of(db, placement))
    return documents


def names(documents: list[Document]) -> list[str]:
    return [f"{document.id}:{document.edition.sha256}" for document in documents]


def code_for(browser: Browser, post: Post, cast: Cast, documents: list[Document]) -> str:
    answer = browser.as_(cast.guntis).post(f"{ADDRESS}/kods", {"chosen": names(documents)})
    assert answer.status == 303, answer
    page = browser.as_(cast.guntis).get(answer.to)
    assert "Sešu ciparu kods" in page.words
    browser.work()
    found = CODE.search(post.text())
    assert found
    for document in documents:
        assert document.number in post.text()
    return found[1]


def test_all_with_one_code(
    db: Session, cast: Cast, three: list[Document], browser: Browser, post: Post
) -> None:
    page = browser.as_(cast.guntis).get(ADDRESS)
    for document in three:
        assert document.title in page.words
    assert page.words.count("Atlīdzība") == 3
    code = code_for(browser, post, cast, three)
    answer = browser.as_(cast.guntis).post(ADDRESS, {"chosen": names(three), "code": code})
    assert answer.status == 303
    assert {document.state for document in three} == {State.COMPLETE}
    for document in three:
        signer = signer_of(document, cast.guntis)
        assert signer.signed_sha256 == document.edition.sha256
        assert document.number in proofs(db, signer)[0]["proof"]["statement"]


def test_only_the_ticked_ones(cast: Cast, three: list[Document], browser: Browser, post: Post) -> None:
    chosen = three[:2]
    code = code_for(browser, post, cast, chosen)
    assert browser.as_(cast.guntis).post(ADDRESS, {"chosen": names(chosen), "code": code}).status == 303
    assert [document.state for document in three] == [State.COMPLETE, State.COMPLETE, State.OUT]


@pytest.mark.parametrize("other", [slice(0, 3), slice(0, 1), slice(1, 3)])
def test_a_code_signs_exactly_what_it_was_sent_for(
    cast: Cast, three: list[Document], browser: Browser, post: Post, other: slice
) -> None:
    code = code_for(browser, post, cast, three[:2])
    answer = browser.as_(cast.guntis).post(ADDRESS, {"chosen": names(three[other]), "code": code})
    assert answer.status == 422
    assert {document.state for document in three} == {State.OUT}


def test_a_wrong_code_signs_none_and_is_counted_once_for_all(
    cast: Cast, three: list[Document], browser: Browser, post: Post
) -> None:
    code = code_for(browser, post, cast, three)
    wrong = {"chosen": names(three), "code": "000000" if code != "000000" else "111111"}
    for _time in range(5):
        answer = browser.as_(cast.guntis).post(ADDRESS, wrong)
        assert answer.status == 422
    answer = browser.as_(cast.guntis).post(ADDRESS, {**wrong, "code": code})
    assert answer.status == 422
    assert "piecas reizes" in answer.words
    assert {document.state for document in three} == {State.OUT}


def test_a_document_changed_meanwhile_stops_the_batch(
    db: Session, cast: Cast, three: list[Document], browser: Browser, post: Post
) -> None:
    code, shown = code_for(browser, post, cast, three), names(three)
    old = three[1].edition
    add_edition(db, three[1], old.template, {**old.values, "town": "Tukums"})
    signer_of(three[1], cast.guntis).step = Step.ASKED
    db.commit()
    answer = browser.as_(cast.guntis).post(ADDRESS, {"chosen": shown, "code": code})
    assert answer.status == 422
    assert "Izvēlieties vēlreiz" in answer.words
    assert {document.state for document in three} == {State.OUT}


@pytest.mark.parametrize("sent", [{}, {"chosen": []}, {"chosen": ["x"]}, {"chosen": ["1:abc"] * 200}])
def test_nothing_chosen(
    cast: Cast, three: list[Document], browser: Browser, sent: dict[str, list[str]]
) -> None:
    for address in (ADDRESS, f"{ADDRESS}/kods"):
        answer = browser.as_(cast.guntis).post(address, sent)
        assert answer.status == 422, address


def test_nobody_elses(cast: Cast, three: list[Document], browser: Browser) -> None:
    for who in (cast.ilze, cast.dace, cast.stranger):
        assert browser.as_(who).post(f"{ADDRESS}/kods", {"chosen": names(three)}).status == 422
        assert three[0].title not in browser.as_(who).get(ADDRESS).words


def test_an_empty_page(cast: Cast, browser: Browser) -> None:
    assert "Nekas negaida jūsu parakstu" in browser.as_(cast.guntis).get(ADDRESS).words
