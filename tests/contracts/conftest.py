"""A contract at each point of its way."""

import pytest
from fastapi import FastAPI
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.contracts import actions
from app.contracts.models import Contract
from app.contracts.queries import latest
from app.demo.cast import Cast, actor_of
from app.documents import actions as documents
from app.documents.codes import make_code
from app.documents.models import Document, Signer, Step
from app.identity.models import Person
from app.placements.models import Placement
from tests.letters import Post
from tests.stages import play


@pytest.fixture
def post(app: FastAPI) -> Post:
    """The letters of this test."""
    return Post(app)


@pytest.fixture
def ready(app: FastAPI, db: Session, cast: Cast) -> Placement:
    """Mārtiņš, 17, with an approved plan; nobody has begun a contract."""
    return play(db, cast, "ready")


@pytest.fixture
def draft(db: Session, cast: Cast, ready: Placement) -> Contract:
    """With the usual clauses and nothing else."""
    contract = actions.draft(db, cast.actor("ilze"), ready)
    db.commit()
    return contract


@pytest.fixture
def sent(db: Session, cast: Cast, draft: Contract) -> Contract:
    """Anna has to sign first, then Dace, then Guntis."""
    actions.send(db, cast.actor("ilze"), draft)
    db.commit()
    return draft


def document_of(contract: Contract) -> Document:
    assert contract.document is not None
    return contract.document


def whose_turn(db: Session, contract: Contract) -> Signer | None:
    wanted = select(Signer).where(Signer.document_id == contract.document_id, Signer.step == Step.ASKED)
    return db.scalar(wanted)


def sign(db: Session, contract: Contract) -> Person:
    """Whoever is asked signs with a code of theirs."""
    signer = whose_turn(db, contract)
    assert signer is not None
    code = make_code(db, signer)
    sha256 = document_of(contract).edition.sha256
    documents.sign(db, actor_of(db, signer.person), signer, code=code, sha256=sha256)
    db.commit()
    return signer.person


def sign_all(db: Session, contract: Contract) -> list[Person]:
    """Everybody in turn; who they were."""
    signed = []
    while whose_turn(db, contract):
        signed.append(sign(db, contract))
    return signed


def newest(db: Session, placement: Placement) -> Contract:
    found = latest(db, placement.id)
    assert found is not None
    return found
