"""Who finds a document and its file, and how the file is answered."""

from pathlib import Path
from urllib.parse import quote

import pytest
from fastapi import FastAPI
from sqlalchemy.orm import Session

from app.contracts import actions as contracts
from app.contracts.queries import latest, of_document
from app.demo.cast import Cast
from app.documents.models import Document
from app.identity.models import Membership, Person
from app.identity.roles import Role
from app.schools.models import Guardianship
from tests.browser import Browser
from tests.documents.conftest import Play


def stored(app: FastAPI, document: Document) -> Path:
    digest = document.edition.sha256
    folder: Path = app.state.store.folder
    return folder / digest[:2] / digest[2:]


def test_the_file_is_answered_as_it_was_issued(cast: Cast, document: Document, browser: Browser) -> None:
    answer = browser.as_(cast.anna).get(f"/dokumenti/{document.id}/fails")
    assert (answer.status, answer.headers["content-type"]) == (200, "application/pdf")
    name = quote(f"{document.number}.pdf".replace("/", "-"))
    assert answer.headers["content-disposition"] == f"attachment; filename*=UTF-8''{name}"
    assert len(answer.bytes) == document.edition.size
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'self'" in policy
    assert "script-src" not in policy
    assert answer.headers["x-frame-options"] == "SAMEORIGIN"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "no-store" in answer.headers["cache-control"] or "private" in answer.headers["cache-control"]


def test_it_can_be_read_in_the_page(cast: Cast, document: Document, browser: Browser) -> None:
    answer = browser.as_(cast.anna).get(f"/dokumenti/{document.id}/fails?skatit=1")
    assert answer.headers["content-disposition"].startswith("inline;")


@pytest.mark.parametrize("spoiled", [b"%PDF-1.7 something else", b"", None])
def test_a_damaged_or_lost_file_is_never_shown(
    cast: Cast, app: FastAPI, document: Document, browser: Browser, spoiled: bytes | None
) -> None:
    path = stored(app, document)
    whole = path.read_bytes()
    try:
        path.unlink() if spoiled is None else path.write_bytes(spoiled)
        answer = browser.as_(cast.anna).get(f"/dokumenti/{document.id}/fails")
        assert answer.status == 409
        assert "text/html" in answer.headers["content-type"]
        assert "something else" not in answer.text
        assert "neparakstiet" in answer.words.lower()
    finally:
        path.write_bytes(whole)


@pytest.mark.parametrize("who", ["ilze", "guntis", "dace", "anna", "martins"])
def test_who_reads_it(cast: Cast, document: Document, browser: Browser, who: str) -> None:
    theirs = browser.as_(cast.people[who])
    assert theirs.get(f"/dokumenti/{document.id}").status == 200
    assert theirs.get(f"/dokumenti/{document.id}/fails").status == 200
    assert f"/dokumenti/{document.id}" in theirs.get("/dokumenti").text


@pytest.mark.parametrize("who", ["aigars", "stranger", "admin"])
def test_who_does_not(cast: Cast, document: Document, browser: Browser, who: str) -> None:
    """The mentor learns what to teach from the plan; personal codes and pay are not for him."""
    theirs = browser.as_(cast.people[who])
    assert theirs.get(f"/dokumenti/{document.id}").status == 404
    assert theirs.get(f"/dokumenti/{document.id}/fails").status == 404
    assert theirs.post(f"/dokumenti/{document.id}/kods").status == 404
    assert theirs.post(f"/dokumenti/{document.id}/parakstit", {"code": "1", "sha256": "2"}).status == 404
    assert f"/dokumenti/{document.id}" not in theirs.get("/dokumenti").text


def test_nobody_reads_it_without_signing_in(document: Document, browser: Browser) -> None:
    answer = browser.get(f"/dokumenti/{document.id}/fails")
    assert answer.status == 303
    assert answer.to.startswith("/ieiet")


def test_the_learner_of_seventeen_finds_it_on_the_placement(
    db: Session, cast: Cast, document: Document, browser: Browser
) -> None:
    """The guardian signs; the learner reads the contract that is about him."""
    contract = of_document(db, document.id)
    assert contract is not None
    martins = browser.as_(cast.martins)
    tab = martins.get(f"/vietas/{contract.placement_id}/dokumenti")
    assert tab.status == 200
    assert f"/dokumenti/{document.id}/fails" in tab.text
    page = martins.get(f"/dokumenti/{document.id}")
    assert "Nosūtīt kodu" not in page.words
    assert martins.post(f"/dokumenti/{document.id}/kods").status == 403
    assert martins.post(f"/dokumenti/{document.id}/atteikt", {"reason": "Nē"}).status == 403


def test_the_mentors_tab_has_no_dead_link(
    db: Session, cast: Cast, document: Document, browser: Browser
) -> None:
    contract = of_document(db, document.id)
    assert contract is not None
    aigars = browser.as_(cast.aigars)
    for url in (f"/vietas/{contract.placement_id}/dokumenti", f"/ligumi/{contract.id}"):
        page = aigars.get(url)
        assert page.status == 200
        assert document.number in page.words
        assert f'"/dokumenti/{document.id}' not in page.text


def test_another_learner_and_another_guardian_find_nothing(
    db: Session, cast: Cast, document: Document, browser: Browser
) -> None:
    other = Person(given_name="Elza", family_name="Āboliņa", email="elza@abava.example")
    other.fill_keys()
    db.add(Membership(person=other, organisation_id=cast.school.id, role=Role.GUARDIAN))
    db.add(Membership(person=other, organisation_id=cast.school.id, role=Role.LEARNER))
    db.commit()
    assert browser.as_(other).get(f"/dokumenti/{document.id}").status == 404


def test_a_second_parent_reads_but_does_not_sign(
    db: Session, cast: Cast, document: Document, browser: Browser
) -> None:
    father = Person(given_name="Juris", family_name="Krūmiņš", email="juris@majas.example")
    father.fill_keys()
    db.add(Membership(person=father, organisation_id=cast.school.id, role=Role.GUARDIAN))
    db.add(Guardianship(learner=cast.learner, person=father, relation="tēvs"))
    db.commit()
    juris = browser.as_(father)
    assert juris.get(f"/dokumenti/{document.id}/fails").status == 200
    assert juris.post(f"/dokumenti/{document.id}/kods").status == 403


def test_a_draft_of_the_next_one_is_the_schools_own(
    db: Session, cast: Cast, played: Play, browser: Browser
) -> None:
    document = played("declined")
    contract = of_document(db, document.id)
    assert contract is not None
    contracts.correct(db, cast.actor("ilze"), contract)
    db.commit()
    draft = latest(db, contract.placement_id)
    assert draft is not None
    for who in ("anna", "martins", "dace", "aigars"):
        page = browser.as_(cast.people[who]).get(f"/vietas/{contract.placement_id}/dokumenti")
        assert page.status == 200
        assert "Melnraksts" not in page.words, who
        assert browser.as_(cast.people[who]).get(f"/ligumi/{draft.id}").status == 403


def test_the_list_is_found_by_number_title_and_person(
    cast: Cast, document: Document, browser: Browser
) -> None:
    ilze = browser.as_(cast.ilze)
    link = f"/dokumenti/{document.id}"
    for found in (document.number, "krumina", "Krūmiņš", "ligums", "ozola galdnieks"):
        assert link in ilze.get(f"/dokumenti?q={quote(found)}").text, found
    for missed in ("DVB-1999/1", "nekas"):
        assert link not in ilze.get(f"/dokumenti?q={quote(missed)}").text, missed
    assert link in ilze.get("/dokumenti?stavoklis=parakstisanai").text
    assert link not in ilze.get("/dokumenti?stavoklis=parakstiti").text
    for odd in ("?skats=nav", "?lpp=0", "?lpp=-1", "?lpp=x", "?lpp=99999999999", "?q=" + "x" * 5000):
        assert ilze.get(f"/dokumenti{odd}").status == 200, odd[:30]
