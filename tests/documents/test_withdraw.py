"""Taking a document back, and changing it while it is out."""

import pytest
from sqlalchemy.orm import Session

from app.demo.cast import Cast
from app.documents import actions
from app.documents.models import Document, State, Step
from app.kit.errors import Forbidden, Refused
from tests.browser import Browser
from tests.documents.conftest import Play, Signing, proofs, signer_of, steps, told
from tests.letters import Post


def test_signatures_are_void_and_their_owners_told(
    db: Session, cast: Cast, played: Play, browser: Browser, post: Post
) -> None:
    document = played("company-turn")
    actions.withdraw(db, cast.actor("ilze"), document)
    assert document.state is State.WITHDRAWN
    assert steps(document) == [Step.VOID, Step.VOID, Step.WAITING]
    browser.work()
    words = told(post)
    for person in (cast.anna, cast.dace):
        assert "atsauca šo dokumentu" in words[person.email]
    assert "atsauca" not in words.get(cast.guntis.email, "")
    page = browser.as_(cast.anna).get(f"/dokumenti/{document.id}")
    assert "šo dokumentu atsauca" in page.words
    assert "paraksts vairs nav spēkā" in page.words


def test_what_proved_the_signature_is_kept(db: Session, cast: Cast, played: Play) -> None:
    document = played("company-turn")
    actions.withdraw(db, cast.actor("ilze"), document)
    assert proofs(db, signer_of(document, cast.anna))[0]["edition"]["sha256"] == document.edition.sha256


def test_only_its_school_and_only_while_it_is_out(db: Session, cast: Cast, document: Document) -> None:
    for who in ("anna", "dace", "stranger"):
        with pytest.raises(Forbidden):
            actions.withdraw(db, cast.actor(who), document)
    actions.withdraw(db, cast.actor("ilze"), document)
    with pytest.raises(Refused):
        actions.withdraw(db, cast.actor("ilze"), document)


def changed(db: Session, cast: Cast, document: Document, who: str = "ilze") -> None:
    old = document.edition
    actions.change(
        db, cast.actor(who), document, template=old.template, values={**old.values, "town": "Tukums"}
    )
    db.commit()


def test_a_changed_document_voids_signatures(
    db: Session, cast: Cast, played: Play, browser: Browser, post: Post, signing: Signing
) -> None:
    document = played("director-turn")
    old = document.edition
    changed(db, cast, document)
    assert [edition.no for edition in document.editions] == [1, 2]
    assert document.edition.sha256 != old.sha256
    assert steps(document) == [Step.ASKED, Step.WAITING, Step.WAITING]
    anna = signer_of(document, cast.anna)
    assert (anna.signed_at, anna.signed_sha256) == (None, None)
    assert proofs(db, anna)[0]["edition"]["sha256"] == old.sha256
    browser.work()
    words = told(post)
    for person in (cast.anna, cast.dace):
        assert "vairs nav spēkā" in words[person.email]
    assert "2. redakcija" in browser.as_(cast.anna).get(f"/dokumenti/{document.id}").words


def test_everybody_signs_the_new_version(db: Session, cast: Cast, played: Play, signing: Signing) -> None:
    document = played("director-turn")
    changed(db, cast, document)
    for who in (cast.anna, cast.dace, cast.guntis):
        signing(who, document)
    assert document.state is State.COMPLETE
    assert {s.signed_sha256 for s in document.signers} == {document.edition.sha256}
    anna = signer_of(document, cast.anna)
    before, after = proofs(db, anna)
    assert before["edition"]["no"] == 1
    assert after["edition"]["sha256"] == document.edition.sha256


def test_both_versions_can_be_read(db: Session, cast: Cast, document: Document, browser: Browser) -> None:
    changed(db, cast, document)
    anna = browser.as_(cast.anna)
    first = anna.get(f"/dokumenti/{document.id}/fails?redakcija=1")
    second = anna.get(f"/dokumenti/{document.id}/fails")
    assert first.bytes.startswith(b"%PDF")
    assert first.bytes != second.bytes
    assert anna.get(f"/dokumenti/{document.id}/fails?redakcija=3").status == 404


def test_others_do_not_change_it(db: Session, cast: Cast, document: Document) -> None:
    for who in ("anna", "dace", "stranger"):
        with pytest.raises(Forbidden):
            changed(db, cast, document, who)
    actions.withdraw(db, cast.actor("ilze"), document)
    with pytest.raises(Refused):
        changed(db, cast, document)
    assert len(document.editions) == 1
