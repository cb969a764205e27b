"""A file signed elsewhere counts only for what the verifier finds in it, and for the people it names."""

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.demo.cast import Cast
from app.documents import actions, bringing
from app.documents.issuing import add_edition, ask_next
from app.documents.models import Brought, Document, Signature, State, Step, Strength, Verdict, Way
from app.kit.db import Unchanged, store_of
from app.kit.errors import Forbidden, Refused
from tests.browser import Browser
from tests.documents.conftest import Outside, Signing, proofs, signer_of, steps
from tests.letters import Post


def test_everybody_by_container_in_any_order(
    db: Session, cast: Cast, document: Document, outside: Outside, browser: Browser
) -> None:
    """Dace's file comes before Anna's: what has been signed counts."""
    answer = outside.bring(browser.as_(cast.dace), document, outside.container(document, cast.dace))
    assert answer.status == 303, answer
    assert steps(document) == [Step.ASKED, Step.SIGNED, Step.WAITING]
    outside.bring(browser.as_(cast.ilze), document, outside.container(document, cast.anna, cast.guntis))
    assert document.state is State.COMPLETE
    given = list(db.scalars(select(Signature).order_by(Signature.id)))
    assert {(one.way, one.strength) for one in given} == {(Way.FILE, Strength.TEST)}
    assert [one.person for one in given] == [cast.dace, cast.anna, cast.guntis]
    assert {one.recorder for one in given} == {cast.dace, cast.ilze}


def test_three_ways_in_one_document(
    db: Session, cast: Cast, document: Document, signing: Signing, outside: Outside, browser: Browser
) -> None:
    signing(cast.anna, document)
    signed = outside.signed_pdf(document, cast.dace)
    assert outside.bring(browser.as_(cast.dace), document, signed, "ligums.pdf").status == 303
    scan = {"signers": str(signer_of(document, cast.guntis).id), "signed_on": "2026-11-23", "compared": "1"}
    scan["signed_on"] = document.sent_at.date().isoformat() if document.sent_at else ""
    file = {"file": ("skens.pdf", b"%PDF-1.4 scan", "application/pdf")}
    assert browser.as_(cast.ilze).post(f"/dokumenti/{document.id}/papirs", scan, files=file).status == 303
    assert document.state is State.COMPLETE
    assert [signer.way for signer in document.signers] == [Way.PORTAL, Way.FILE, Way.PAPER]
    page = browser.as_(cast.ilze).get(f"/dokumenti/{document.id}")
    for words in ("vienkāršs elektroniskais paraksts", "TESTA paraksts", "pašrocīgs paraksts"):
        assert words in page.words


def test_what_proves_it_is_kept(
    db: Session, cast: Cast, document: Document, outside: Outside, browser: Browser
) -> None:
    data = outside.container(document, cast.anna)
    outside.bring(browser.as_(cast.anna), document, data)
    brought = db.scalars(select(Brought)).one()
    assert store_of(db).get(brought.sha256) == data
    report = bringing.report_of(db, brought)
    assert report.valid
    kept = proofs(db, signer_of(document, cast.anna))[0]
    assert kept["proof"]["certificate_sha256"] == report.signatures[0].certificate_sha256
    assert kept["proof"]["compared_by"] == "name"
    assert kept["file_sha256"] == brought.sha256
    assert kept["edition"]["sha256"] == document.edition.sha256
    answer = browser.as_(cast.dace).get(f"/dokumenti/{document.id}/atnestais/{brought.id}")
    assert answer.bytes == data


def test_the_same_file_twice_changes_nothing(
    db: Session, cast: Cast, document: Document, outside: Outside, browser: Browser
) -> None:
    data = outside.container(document, cast.anna)
    for _time in range(2):
        assert outside.bring(browser.as_(cast.anna), document, data).status == 303
    assert db.scalar(select(func.count()).select_from(Signature)) == 1
    assert db.scalar(select(func.count()).select_from(Brought)) == 1


@pytest.mark.parametrize(
    ("case", "code"),
    [
        ("stranger", "WRONG_SIGNER"),
        ("other code", "WRONG_SIGNER"),
        ("other document", "NOT_ISSUED_DOCUMENT"),
        ("changed", "DIGEST_MISMATCH"),
        ("authentication", "KEY_USAGE"),
        ("other authority", "CHAIN"),
    ],
)
def test_what_is_not_right_is_refused_with_its_code_and_nothing_is_kept(
    db: Session,
    cast: Cast,
    document: Document,
    outside: Outside,
    browser: Browser,
    tmp_path_factory: pytest.TempPathFactory,
    case: str,
    code: str,
) -> None:
    from app.esign.making.asice import sign_asice

    pki, pdf = outside.pki, outside.pdf(document)
    data = outside.container(document, cast.anna)
    if case == "stranger":
        data = outside.container(document, cast.stranger)
    elif case == "other code":
        cast.anna.personal_code = "010180-12345"
        db.flush()
        card = pki.person(cast.anna.given_name, cast.anna.family_name, "010180-54321")
        data = sign_asice([pdf], card, pki.tsa, pki.ocsp)
    elif case == "other document":
        data = sign_asice([(pdf[0], pdf[1] + b"\n", pdf[2])], outside.card(cast.anna), pki.tsa, pki.ocsp)
    elif case == "changed":
        data = _with_other_content(data, pdf[0])
    elif case == "authentication":
        card = pki.authenticating(cast.anna.given_name, cast.anna.family_name, "010180-99999")
        data = sign_asice([pdf], card, pki.tsa, pki.ocsp)
    elif case == "other authority":
        other = pki.impostor(tmp_path_factory.mktemp("other"))
        card = other.person(cast.anna.given_name, cast.anna.family_name, "010180-99999")
        data = sign_asice([pdf], card, pki.tsa, other.ocsp)
    answer = outside.bring(browser.as_(cast.anna), document, data)
    assert answer.status == 422
    assert code in answer.words
    assert "Datne nav pieņemta" in answer.words
    assert steps(document) == [Step.ASKED, Step.WAITING, Step.WAITING]
    assert db.scalars(select(Brought)).first() is None


def _with_other_content(container: bytes, name: str) -> bytes:
    from app.esign.making.asice import build_container, unpacked

    files, signatures = unpacked(container)
    return build_container([(name, files[0][1].replace(b"%%EOF", b"%%EOE"), files[0][2])], signatures)


def test_an_older_version_is_told_as_such(
    db: Session, cast: Cast, document: Document, outside: Outside, browser: Browser
) -> None:
    data, old = outside.container(document, cast.anna), document.edition
    add_edition(db, document, old.template, {**old.values, "town": "Tukums"})
    ask_next(document)
    db.commit()
    answer = outside.bring(browser.as_(cast.anna), document, data)
    assert answer.status == 422
    assert "agrāka" in answer.words


def test_the_same_person_twice_counts_once(
    db: Session, cast: Cast, document: Document, outside: Outside, browser: Browser
) -> None:
    data = outside.container(document, cast.anna, cast.anna)
    assert outside.bring(browser.as_(cast.anna), document, data).status == 303
    assert steps(document) == [Step.SIGNED, Step.ASKED, Step.WAITING]


def test_separate_containers_become_one(
    db: Session, cast: Cast, document: Document, outside: Outside, browser: Browser
) -> None:
    for person in (cast.anna, cast.dace):
        outside.bring(browser.as_(person), document, outside.container(document, person))
    merged = browser.as_(cast.guntis).get(f"/dokumenti/{document.id}/konteiners")
    reading = bringing.examine(db, document, "kopa.edoc", merged.bytes)
    assert reading.report.valid
    assert len(reading.report.signatures) == 2


def test_a_pdf_is_signed_on_and_on(
    db: Session, cast: Cast, document: Document, outside: Outside, browser: Browser
) -> None:
    first = outside.signed_pdf(document, cast.anna)
    outside.bring(browser.as_(cast.anna), document, first, "ligums.pdf")
    assert browser.as_(cast.dace).get(f"/dokumenti/{document.id}/parakstamais").bytes == first
    both = outside.signed_pdf(document, cast.anna, cast.dace)
    assert outside.bring(browser.as_(cast.dace), document, both, "ligums.pdf").status == 303
    assert steps(document) == [Step.SIGNED, Step.SIGNED, Step.ASKED]


def test_whoever_must_sign_with_eparaksts_gets_no_code(
    db: Session, cast: Cast, document: Document, outside: Outside, browser: Browser
) -> None:
    signer_of(document, cast.anna).outside = True
    db.commit()
    page = browser.as_(cast.anna).get(f"/dokumenti/{document.id}")
    assert "/kods" not in page.text
    assert browser.as_(cast.anna).post(f"/dokumenti/{document.id}/kods").status == 409
    assert (
        outside.bring(browser.as_(cast.anna), document, outside.container(document, cast.anna)).status == 303
    )


@pytest.mark.parametrize(("who", "status"), [("martins", 403), ("aigars", 404), ("stranger", 404)])
def test_who_may_not_bring(
    cast: Cast, document: Document, outside: Outside, browser: Browser, who: str, status: int
) -> None:
    data = outside.container(document, cast.anna)
    assert outside.bring(browser.as_(getattr(cast, who)), document, data).status == status


def test_not_when_it_is_no_longer_out(
    db: Session, cast: Cast, document: Document, outside: Outside, browser: Browser
) -> None:
    actions.withdraw(db, cast.actor("ilze"), document)
    db.commit()
    assert outside.bring(browser.as_(cast.anna), document, b"PK\x03\x04").status == 409


def test_the_next_one_is_asked_by_letter(
    cast: Cast, document: Document, outside: Outside, browser: Browser, post: Post
) -> None:
    outside.bring(browser.as_(cast.anna), document, outside.container(document, cast.anna))
    browser.work()
    assert post.last.to == cast.dace.email


def test_nobody_stands_as_signed_without_evidence(db: Session, cast: Cast, document: Document) -> None:
    signer_of(document, cast.anna).step = Step.SIGNED
    with pytest.raises(IntegrityError):
        db.flush()
    db.rollback()


def test_what_proves_never_changes(
    db: Session, cast: Cast, document: Document, outside: Outside, browser: Browser
) -> None:
    outside.bring(browser.as_(cast.anna), document, outside.container(document, cast.anna))
    signature = db.scalars(select(Signature)).one()
    signature.evidence_sha256 = "0" * 64
    with pytest.raises(Unchanged):
        db.flush()
    db.expire(signature)


def test_not_through_another_door(db: Session, cast: Cast, document: Document, outside: Outside) -> None:
    """The deed itself looks at what the verifier said."""
    data = outside.container(document, cast.stranger)
    reading = bringing.examine(db, document, "x.edoc", data)
    with pytest.raises(Refused):
        bringing.bring(db, cast.actor("anna"), document, name="x.edoc", data=data, reading=reading)
    with pytest.raises(Forbidden):
        bringing.bring(db, cast.actor("aigars"), document, name="x.edoc", data=data, reading=reading)


def test_without_proof_about_revocation_it_waits_and_is_settled_later(
    db: Session,
    cast: Cast,
    document: Document,
    outside: Outside,
    browser: Browser,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(
        "app.documents.revoking.fetch_ocsp", lambda own, above, **_how: outside.pki.ocsp.ocsp(own, above)
    )
    answer = outside.bring(
        browser.as_(cast.anna), document, outside.container(document, cast.anna, late=True)
    )
    assert answer.status == 303
    assert db.scalars(select(Brought.state)).one() is Verdict.WAITING
    assert steps(document)[0] is Step.ASKED
    assert "Tiek pārbaudīts" in browser.as_(cast.ilze).get(f"/dokumenti/{document.id}").words
    browser.work()
    db.expire_all()
    assert db.scalars(select(Brought.state)).one() is Verdict.ACCEPTED
    assert steps(document)[:2] == [Step.SIGNED, Step.ASKED]


def test_a_revoked_one_is_refused_later_and_told(
    db: Session,
    cast: Cast,
    document: Document,
    outside: Outside,
    browser: Browser,
    post: Post,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(
        "app.documents.revoking.fetch_ocsp", lambda own, above, **_how: outside.pki.ocsp.ocsp(own, above)
    )
    cast.anna.family_name = "Atsauktā"
    db.commit()
    outside.pki.revoke(outside.card(cast.anna))
    outside.bring(browser.as_(cast.ilze), document, outside.container(document, cast.anna, late=True))
    browser.work()
    db.expire_all()
    assert db.scalars(select(Brought.state)).one() is Verdict.REFUSED
    assert steps(document)[0] is Step.ASKED
    assert cast.ilze.email in {letter.to for letter in post.new}
