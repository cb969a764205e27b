"""A contract that waits for its first signature, and the letters with the codes."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from fastapi import FastAPI
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.demo.cast import Cast
from app.documents.containers import name_of
from app.documents.issuing import content
from app.documents.models import Document, Signature, Signer, Step
from app.documents.signatures import evidence
from app.esign.making.asice import merge, sign_asice
from app.esign.making.pades import sign_pdf
from app.esign.making.xades import File
from app.esign.testing.held import Held
from app.esign.testing.pki import TestPki
from app.esign.trust import Trust
from app.identity.models import Person
from app.placements.models import Placement
from tests.browser import Answer, Browser
from tests.esign.conftest import pki, trust
from tests.letters import Post
from tests.stages import play

__all__ = ["pki", "trust"]
CODE = re.compile(r"\b(\d{6})\b")
Play = Callable[[str], Document]


@pytest.fixture
def post(app: FastAPI) -> Post:
    """The letters of this test."""
    return Post(app)


@pytest.fixture
def played(app: FastAPI, db: Session, cast: Cast) -> Play:
    """`played("guardian-turn")`: the contract of Mārtiņš at this point of its way."""

    def at(point: str) -> Document:
        return document_of(db, play(db, cast, point))

    return at


def document_of(db: Session, placement: Placement) -> Document:
    """The newest one of this placement."""
    wanted = select(Document).where(Document.subject == placement.trail_subject)
    found = db.scalars(wanted.order_by(Document.id.desc())).first()
    assert found is not None
    return found


@pytest.fixture
def document(played: Play) -> Document:
    """Anna has to sign it first, then Dace, then Guntis."""
    return played("guardian-turn")


class Signing:
    """A person signing in the browser, with the code from their letter."""

    def __init__(self, browser: Browser, post: Post) -> None:
        self.browser, self.post = browser, post

    def code(self, person: Person, document: Document) -> str:
        """Asks for a code and reads it in the newest message."""
        answer = self.browser.as_(person).post(f"/dokumenti/{document.id}/kods")
        assert answer.status == 303, answer
        self.browser.work()
        found = CODE.search(self.post.text())
        assert found, self.post.text()
        return found[1]

    def __call__(self, person: Person, document: Document) -> None:
        """Reads, asks for a code, signs."""
        sent = {"code": self.code(person, document), "sha256": document.edition.sha256}
        answer = self.browser.as_(person).post(f"/dokumenti/{document.id}/parakstit", sent)
        assert answer.status == 303, answer


@pytest.fixture
def signing(browser: Browser, post: Post) -> Signing:
    """`signing(cast.anna, document)`."""
    return Signing(browser, post)


def told(post: Post) -> dict[str, str]:
    """By address, everything that was written to them."""
    words: dict[str, str] = {}
    for letter in post.new:
        words[letter.to] = words.get(letter.to, "") + " ".join(text for text, _path in letter.lines)
    return words


def signer_of(document: Document, person: Person) -> Signer:
    """Their place among the signers."""
    return next(signer for signer in document.signers if signer.person_id == person.id)


def proofs(db: Session, signer: Signer) -> list[dict[str, Any]]:
    """The evidence of every signature they ever gave here, the oldest first."""
    given = select(Signature).where(Signature.signer_id == signer.id).order_by(Signature.id)
    return [evidence(db, each) for each in db.scalars(given)]


def steps(document: Document) -> list[Step]:
    """Where each signer stands."""
    return [signer.step for signer in document.signers]


class Outside:
    """People signing elsewhere, with cards of the test authority."""

    def __init__(self, db: Session, pki: TestPki) -> None:
        self.db, self.pki = db, pki

    def card(self, person: Person) -> Held:
        """Theirs, in the name and with the code that the portal knows."""
        return self.pki.person(person.given_name, person.family_name, person.personal_code or "010180-99999")

    def pdf(self, document: Document) -> File:
        """The issued PDF, called as the portal calls it."""
        return File(name_of(document, "pdf"), content(self.db, document.edition), "application/pdf")

    def container(self, document: Document, *people: Person, late: bool = False) -> bytes:
        """An .edoc that each of them signed by themselves; `late` without proof about revocation."""
        ocsp = None if late else self.pki.ocsp
        files = [self.pdf(document)]
        made = [sign_asice(files, self.card(person), self.pki.tsa, ocsp) for person in people]
        return merge(made) if len(made) > 1 else made[0]

    def signed_pdf(self, document: Document, *people: Person) -> bytes:
        """The PDF with their signatures inside, one after the other."""
        data = self.pdf(document).data
        for person in people:
            data = sign_pdf(data, self.card(person), self.pki.tsa, self.pki.ocsp)
        return data

    def bring(self, browser: Browser, document: Document, data: bytes, name: str = "ligums.edoc") -> Answer:
        """Uploads it."""
        files = {"file": (name, data, "application/octet-stream")}
        return browser.post(f"/dokumenti/{document.id}/augsupieladet", files=files)


@pytest.fixture
def outside(db: Session, pki: TestPki, trust: Trust, monkeypatch: pytest.MonkeyPatch) -> Outside:
    """The test authority is trusted, and nothing else."""
    for user in ("bringing", "revoking", "sealing"):
        monkeypatch.setattr(f"app.documents.{user}.current", lambda _db: trust)
    return Outside(db, pki)
