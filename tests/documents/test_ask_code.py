"""Asking for a signing code: to one's own address, five an hour, the digits only in the message."""

from datetime import timedelta

import pytest
from fastapi import FastAPI
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.demo.cast import Cast
from app.documents import actions
from app.documents.models import Document, OneTimeCode
from app.jobs.models import Job
from app.kit.clock import at, now
from app.kit.errors import Refused
from tests.browser import Browser
from tests.documents.conftest import CODE, Play, Signing, proofs, signer_of, told
from tests.letters import Post


def test_it_goes_to_the_signer(
    db: Session, cast: Cast, document: Document, browser: Browser, post: Post
) -> None:
    answer = browser.as_(cast.anna).post(f"/dokumenti/{document.id}/kods")
    assert answer.status == 303
    assert answer.to == f"/dokumenti/{document.id}#paraksts"
    asked = db.scalars(select(OneTimeCode)).all()[-1]
    assert asked.code_hash == ""
    browser.work()
    assert post.last.to == cast.anna.email
    assert CODE.search(post.text())
    assert document.number in post.text()
    assert "Sešu ciparu kods" in browser.as_(cast.anna).get(f"/dokumenti/{document.id}").words


def test_the_digits_are_kept_nowhere(db: Session, cast: Cast, document: Document, signing: Signing) -> None:
    code = signing.code(cast.anna, document)
    asked = db.scalars(select(OneTimeCode).order_by(OneTimeCode.id.desc())).first()
    assert asked is not None
    assert len(asked.code_hash) == 64
    assert code not in asked.code_hash
    assert not [job for job in db.scalars(select(Job)) if code in str(job.payload)]
    assert asked.covers == {str(signer_of(document, cast.anna).id): document.edition.sha256}


def test_by_a_short_message_when_there_is_no_email(
    db: Session, cast: Cast, document: Document, signing: Signing
) -> None:
    cast.anna.email = ""
    db.commit()
    code = signing.code(cast.anna, document)
    assert f"Parakstīšanas kods: {code}" in signing.post.text()
    sent = {"code": code, "sha256": document.edition.sha256}
    signing.browser.as_(cast.anna).post(f"/dokumenti/{document.id}/parakstit", sent)
    evidence = proofs(db, signer_of(document, cast.anna))[0]["proof"]
    assert (evidence["channel"], evidence["sent_to"]) == ("sms", "•••••006")


def test_without_an_address_it_is_said(db: Session, cast: Cast, document: Document, browser: Browser) -> None:
    cast.anna.email = cast.anna.phone = ""
    db.commit()
    answer = browser.as_(cast.anna).post(f"/dokumenti/{document.id}/kods")
    assert answer.status == 409
    assert "ne jūsu e-pasta, ne tālruņa" in answer.words


def test_five_an_hour(db: Session, cast: Cast, document: Document, browser: Browser, post: Post) -> None:
    anna = browser.as_(cast.anna)
    for _time in range(5):
        assert anna.post(f"/dokumenti/{document.id}/kods").status == 303
    answer = anna.post(f"/dokumenti/{document.id}/kods")
    assert answer.status == 409
    assert "jau pieci kodi" in answer.words
    browser.work()
    assert len(CODE.findall(told(post)[cast.anna.email])) == 5
    with at(now() + timedelta(minutes=61)):
        assert anna.post(f"/dokumenti/{document.id}/kods").status == 303


def test_once_signed_no_more_codes(cast: Cast, document: Document, signing: Signing) -> None:
    signing(cast.anna, document)
    assert signing.browser.as_(cast.anna).post(f"/dokumenti/{document.id}/kods").status == 409


def test_after_a_withdrawal_no_code_leaves(
    cast: Cast, document: Document, browser: Browser, post: Post
) -> None:
    browser.as_(cast.anna).post(f"/dokumenti/{document.id}/kods")
    actions.withdraw(browser.db, cast.actor("ilze"), document)
    browser.work()
    assert not CODE.search(" ".join(text for letter in post.new for text, _path in letter.lines))


def test_the_action_asks_for_each(db: Session, cast: Cast, played: Play) -> None:
    """A code is never asked for another's signature together with one's own."""
    document = played("director-turn")
    mine, hers = signer_of(document, cast.guntis), signer_of(document, cast.anna)
    with pytest.raises(Refused):
        actions.ask_code(db, cast.actor("guntis"), mine, also=[hers])


def test_the_message_can_be_sent_again(
    app: FastAPI, db: Session, cast: Cast, document: Document, signing: Signing
) -> None:
    """A job may run twice: the later digits are the right ones."""
    first = signing.code(cast.anna, document)
    job = db.scalars(select(Job).where(Job.kind == "documents.mail_code").order_by(Job.id.desc())).first()
    assert job is not None
    from app.jobs.models import Progress

    job.progress = Progress.WAITING
    signing.browser.work()
    found = CODE.search(signing.post.text())
    assert found
    sent = {"code": first, "sha256": document.edition.sha256}
    anna = signing.browser.as_(cast.anna)
    if first != found[1]:
        assert anna.post(f"/dokumenti/{document.id}/parakstit", sent).status == 422
    assert anna.post(f"/dokumenti/{document.id}/parakstit", {**sent, "code": found[1]}).status == 303
