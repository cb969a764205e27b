"""A contract that waits for its first signature, and the letters with the codes."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from fastapi import FastAPI
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.demo.cast import Cast
from app.documents.models import Document, Signature, Signer, Step
from app.documents.signatures import evidence
from app.identity.models import Person
from app.placements.models import Placement
from tests.browser import Browser
from tests.letters import Post
from tests.stages import play

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
