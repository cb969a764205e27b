"""Signing with a one-time code: in turn, on the very version shown, with evidence."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.contracts.queries import of_document
from app.demo.cast import Cast
from app.documents import actions, codes
from app.documents.issuing import add_edition
from app.documents.models import Document, OneTimeCode, State, Step
from app.identity.models import Membership
from app.identity.roles import Role
from app.kit.clock import at, now
from app.kit.errors import Refused
from app.placements.models import State as Stage
from tests.browser import Browser
from tests.documents.conftest import Play, Signing, proofs, signer_of, steps
from tests.letters import Post


def test_everybody_signs_in_turn(
    db: Session, cast: Cast, document: Document, signing: Signing, browser: Browser, post: Post
) -> None:
    assert steps(document) == [Step.ASKED, Step.WAITING, Step.WAITING]
    signing(cast.anna, document)
    assert steps(document) == [Step.SIGNED, Step.ASKED, Step.WAITING]
    browser.work()
    assert post.last.to == cast.dace.email
    signing(cast.dace, document)
    signing(cast.guntis, document)
    assert steps(document) == [Step.SIGNED] * 3
    assert document.state is State.COMPLETE
    assert document.completed_at is not None
    contract = of_document(db, document.id)
    assert contract is not None
    assert contract.placement.state is Stage.CONCLUDED


def test_the_evidence_names_what_was_shown_and_how(
    db: Session, cast: Cast, document: Document, signing: Signing
) -> None:
    signing(cast.anna, document)
    signer = signer_of(document, cast.anna)
    assert signer.signed_sha256 == document.edition.sha256
    kept = proofs(db, signer)[0]
    assert kept["edition"]["sha256"] == document.edition.sha256
    assert kept["strength"]["is"] == "simple"
    evidence = kept["proof"]
    assert evidence["method"] == "one-time code"
    assert (evidence["channel"], evidence["sent_to"]) == ("email", "an•••@majas.example")
    assert document.number in evidence["statement"]
    assert "Anna Krūmiņa (māte)" in evidence["statement"]
    assert evidence["roles"] == ["guardian"]
    assert evidence["ip"]
    assert evidence["code_sent_at"] <= kept["signed_at"]


def test_the_page_shows_what_is_signed(cast: Cast, document: Document, browser: Browser) -> None:
    page = browser.as_(cast.anna).get(f"/dokumenti/{document.id}")
    assert page.status == 200
    for text in (document.edition.sha256, "Mārtiņš Krūmiņš", "SIA „Ozola Galdnieks”", "an•••@majas.example"):
        assert text in page.words
    assert f"/dokumenti/{document.id}/fails?skatit=1" in page.text
    assert "piekrītu un to parakstu" in page.words


@pytest.mark.parametrize("who", ["dace", "guntis"])
def test_nobody_signs_out_of_turn(cast: Cast, document: Document, browser: Browser, who: str) -> None:
    sent = {"code": "123456", "sha256": document.edition.sha256}
    them = browser.as_(getattr(cast, who))
    assert them.post(f"/dokumenti/{document.id}/kods").status == 409
    assert them.post(f"/dokumenti/{document.id}/parakstit", sent).status == 409
    assert steps(document) == [Step.ASKED, Step.WAITING, Step.WAITING]


@pytest.mark.parametrize(
    ("who", "status"), [("ilze", 403), ("martins", 403), ("aigars", 404), ("stranger", 404), ("admin", 404)]
)
def test_others_do_not_sign(cast: Cast, document: Document, browser: Browser, who: str, status: int) -> None:
    sent = {"code": "123456", "sha256": document.edition.sha256, "reason": "Nē, paldies."}
    them = browser.as_(getattr(cast, who))
    for deed in ("kods", "parakstit", "atteikt"):
        assert them.post(f"/dokumenti/{document.id}/{deed}", sent).status == status


def test_a_wrong_code_is_told_at_the_field_and_counted(
    db: Session, cast: Cast, document: Document, signing: Signing, browser: Browser
) -> None:
    code, anna = signing.code(cast.anna, document), browser.as_(cast.anna)
    wrong = {"code": "000000" if code != "000000" else "111111", "sha256": document.edition.sha256}
    for _try in range(5):
        answer = anna.post(f"/dokumenti/{document.id}/parakstit", wrong)
        assert answer.status == 422
        assert "Kods nav pareizs" in answer.words
        assert wrong["code"] in answer.text
    right = anna.post(f"/dokumenti/{document.id}/parakstit", {**wrong, "code": code})
    assert right.status == 422
    assert "piecas reizes" in right.words
    assert steps(document)[0] is Step.ASKED
    assert db.scalars(select(OneTimeCode.tries).order_by(OneTimeCode.id.desc())).first() == 5


def test_a_code_ends_after_ten_minutes(cast: Cast, document: Document, signing: Signing) -> None:
    code, anna = signing.code(cast.anna, document), signing.browser.as_(cast.anna)
    with at(now() + timedelta(minutes=10, seconds=1)):
        sent = {"code": code, "sha256": document.edition.sha256}
        answer = anna.post(f"/dokumenti/{document.id}/parakstit", sent)
    assert answer.status == 422
    assert "vecāks par 10 minūtēm" in answer.words


def test_a_code_signs_once(db: Session, cast: Cast, document: Document) -> None:
    signer, anna = signer_of(document, cast.anna), cast.actor("anna")
    covers = codes.covering([signer])
    code = codes.make_code(db, signer)
    assert isinstance(codes.prove(db, anna.person_id, covers, code), codes.Proof)
    assert not isinstance(codes.prove(db, anna.person_id, covers, code), codes.Proof)


def test_only_the_newest_code_counts(cast: Cast, document: Document, signing: Signing) -> None:
    first = signing.code(cast.anna, document)
    second = signing.code(cast.anna, document)
    sent = {"code": first, "sha256": document.edition.sha256}
    anna = signing.browser.as_(cast.anna)
    if first != second:
        assert anna.post(f"/dokumenti/{document.id}/parakstit", sent).status == 422
    assert anna.post(f"/dokumenti/{document.id}/parakstit", {**sent, "code": second}).status == 303


def test_spaces_in_the_code_do_not_matter(cast: Cast, document: Document, signing: Signing) -> None:
    code = signing.code(cast.anna, document)
    sent = {"code": f" {code[:3]} {code[3:]}", "sha256": document.edition.sha256}
    assert signing.browser.as_(cast.anna).post(f"/dokumenti/{document.id}/parakstit", sent).status == 303


def test_a_code_for_another_document_does_not_sign(db: Session, cast: Cast, document: Document) -> None:
    signer = signer_of(document, cast.anna)
    proof = codes.Proof(cast.anna.id, {"999": document.edition.sha256}, "email", "a@b.example", now())
    with pytest.raises(Refused):
        actions.sign(db, cast.actor("anna"), signer, code=proof, sha256=document.edition.sha256)


def test_an_older_version_is_not_signed(
    db: Session, cast: Cast, document: Document, signing: Signing
) -> None:
    old, code = document.edition, signing.code(cast.anna, document)
    add_edition(db, document, old.template, {**old.values, "town": "Tukums"})
    document.signers[0].step = Step.ASKED
    db.commit()
    sent = {"code": code, "sha256": old.sha256}
    answer = signing.browser.as_(cast.anna).post(f"/dokumenti/{document.id}/parakstit", sent)
    assert answer.status == 409
    assert "Dokuments ir mainīts" in answer.words
    answer = signing.browser.as_(cast.anna).post(
        f"/dokumenti/{document.id}/parakstit", {"code": code, "sha256": document.edition.sha256}
    )
    assert answer.status == 422
    assert steps(document)[0] is Step.ASKED


def test_a_damaged_file_is_neither_shown_nor_signed(
    db: Session, cast: Cast, document: Document, signing: Signing, browser: Browser
) -> None:
    code = signing.code(cast.anna, document)
    store = db.info["store"]
    path = store.folder / document.edition.sha256[:2] / document.edition.sha256[2:]
    right = path.read_bytes()
    try:
        path.write_bytes(right.replace(b"%PDF-1.7", b"%PDF-1.6"))
        anna = browser.as_(cast.anna)
        assert anna.get(f"/dokumenti/{document.id}/fails").status == 409
        sent = {"code": code, "sha256": document.edition.sha256}
        answer = anna.post(f"/dokumenti/{document.id}/parakstit", sent)
    finally:
        path.write_bytes(right)
    assert answer.status == 409
    assert "Glabātā datne nav tā" in answer.words
    assert steps(document)[0] is Step.ASKED


def test_a_link_of_a_guardian_does_not_sign_as_the_director(
    db: Session, cast: Cast, played: Play, browser: Browser
) -> None:
    """Guntis is also a parent at his school: a link of his lets him in as that only."""
    document = played("director-turn")
    db.add(Membership(person=cast.guntis, organisation_id=cast.school.id, role=Role.GUARDIAN))
    db.commit()
    by_link = browser.as_(cast.guntis, via="link")
    sent = {"code": "123456", "sha256": document.edition.sha256}
    assert by_link.post(f"/dokumenti/{document.id}/kods").status == 403
    assert by_link.post(f"/dokumenti/{document.id}/parakstit", sent).status == 403
    assert "citā lomā" in by_link.get(f"/dokumenti/{document.id}").words
    assert browser.as_(cast.guntis).post(f"/dokumenti/{document.id}/kods").status == 303


@pytest.mark.parametrize("sent", [{}, {"code": ""}, {"code": "x" * 10_000}, {"code": "123456"}])
def test_a_bad_form_is_shown_again(
    cast: Cast, document: Document, browser: Browser, sent: dict[str, str]
) -> None:
    answer = browser.as_(cast.anna).post(f"/dokumenti/{document.id}/parakstit", sent)
    assert answer.status == 422
    assert steps(document)[0] is Step.ASKED
