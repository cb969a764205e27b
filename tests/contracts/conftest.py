"""A contract at each point of its way."""

from typing import Any, Protocol

import pytest
from fastapi import FastAPI
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.companies import actions as companies
from app.companies.models import Mentor
from app.contracts import actions
from app.contracts.models import Contract
from app.contracts.queries import latest
from app.demo.cast import Cast, actor_of
from app.demo.proofs import found_fit
from app.diary import actions as diary
from app.documents import actions as documents
from app.documents.codes import make_code
from app.documents.models import Document, Signer, Step
from app.identity.models import Person
from app.placements.models import Placement
from app.placements.models import State as Stage
from tests.kept import kept
from tests.letters import Post
from tests.stages import play, provide


@pytest.fixture
def post(app: FastAPI) -> Post:
    """The letters of this test."""
    return Post(app)


@pytest.fixture
@kept
def ready(app: FastAPI, db: Session, cast: Cast) -> Placement:
    """Mārtiņš, 17, with an approved plan; nobody has begun a contract."""
    return play(db, cast, "ready")


@pytest.fixture
@kept
def draft(db: Session, cast: Cast, ready: Placement) -> Contract:
    """With the usual clauses and nothing else."""
    contract = actions.draft(db, cast.actor("ilze"), ready)
    db.commit()
    return contract


@pytest.fixture
@kept
def sent(db: Session, cast: Cast, draft: Contract) -> Contract:
    """Anna has to sign first, then Dace, then Guntis; afterwards nothing stands in the way."""
    provide(db, cast, draft.placement)
    actions.send(db, cast.actor("ilze"), draft)
    db.commit()
    return draft


class Signable(Protocol):
    """What is signed as a document."""

    document_id: Any
    document: Any


def document_of(contract: Signable) -> Document:
    found = contract.document
    assert isinstance(found, Document)
    return found


def whose_turn(db: Session, contract: Signable) -> Signer | None:
    wanted = select(Signer).where(Signer.document_id == contract.document_id, Signer.step == Step.ASKED)
    return db.scalar(wanted)


def sign(db: Session, contract: Signable) -> Person:
    """Whoever is asked signs with a code of theirs."""
    signer = whose_turn(db, contract)
    assert signer is not None
    code = make_code(db, signer)
    sha256 = document_of(contract).edition.sha256
    documents.sign(db, actor_of(db, signer.person), signer, code=code, sha256=sha256)
    db.commit()
    return signer.person


def sign_all(db: Session, contract: Signable) -> list[Person]:
    """Everybody in turn; who they were."""
    signed = []
    while whose_turn(db, contract):
        signed.append(sign(db, contract))
    return signed


def newest(db: Session, placement: Placement) -> Contract:
    found = latest(db, placement.id)
    assert found is not None
    return found


@pytest.fixture
def concluded(db: Session, cast: Cast, sent: Contract) -> Contract:
    """Signed by all, and the learning goes on."""
    sign_all(db, sent)
    run(db, cast, sent.placement)
    return sent


@pytest.fixture
def other(db: Session, cast: Cast) -> Mentor:
    """Another supervisor of the same company, who has shown what 484: 10 asks."""
    mentor = companies.add_mentor(
        db,
        cast.actor("ilze"),
        cast.company,
        given_name="Baiba",
        family_name="Egle",
        email="baiba.egle@galdnieks.example",
    )
    found_fit(db, cast.school.id, mentor, cast.ilze)
    db.commit()
    return mentor


def run(db: Session, cast: Cast, placement: Placement) -> None:
    """Whatever else is still open before the first working day."""
    if placement.state is Stage.CONCLUDED:
        placement.state = Stage.ACTIVE
        diary.open_for(db, cast.actor("ilze"), placement)
    db.commit()
