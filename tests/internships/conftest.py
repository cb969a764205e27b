"""Internships at each point of their way."""

from datetime import date, timedelta
from typing import Any

import pytest
from fastapi import FastAPI
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.demo.cast import Cast, actor_of
from app.documents import actions as documents
from app.documents.codes import make_code
from app.documents.models import Document, Signer, Step
from app.internships import actions
from app.internships.models import Practice, PracticeOrder
from app.internships.queries import modules, practice_of
from app.kit.clock import today
from app.placements import actions as placements
from app.placements.models import Kind, Placement
from app.schools.models import Learner, ModuleKind
from tests.placements.parts import another_learner

WORDS: dict[str, Any] = {
    "aim": "Nostiprināt prasmes uzņēmumā.",
    "tasks": "Iepazīties ar uzņēmumu\nIzgatavot izstrādājumu",
    "criteria": "Darba kvalitāte\nPatstāvība",
    "hours": 320,
    "weeks": 8,
    "closing": True,
}


def internship(db: Session, cast: Cast, learner: Learner | None = None) -> Placement:
    """Eight weeks in a row at the company from next Monday."""
    ilze = cast.actor("ilze")
    placement = placements.create(db, ilze, learner or cast.learner, kind=Kind.PRACTICE)
    placements.choose_company(db, ilze, placement, cast.company)
    placements.choose_mentor(db, ilze, placement, cast.mentor)
    starts = today() + timedelta(days=7 - today().weekday())
    ends = starts + timedelta(days=8 * 7 - 3)
    placements.set_period(db, ilze, placement, starts=starts, ends=ends, weeks="C" * 8)
    db.commit()
    return placement


def practice(db: Session, placement: Placement) -> Practice:
    found = practice_of(db, placement.id)
    assert found is not None
    return found


def write(db: Session, cast: Cast, placement: Placement) -> Practice:
    """With everything that 481: 6.1.1 names."""
    found = practice(db, placement)
    chosen = [
        o.id for m in modules(db, placement.programme_id) if m.kind is ModuleKind.PRACTICE for o in m.outcomes
    ]
    actions.write_programme(db, cast.actor("ilze"), found, chosen=chosen, own=["Sagatavo tāmi"], **WORDS)
    db.commit()
    return found


def agreed(db: Session, cast: Cast, placement: Placement) -> Practice:
    found = write(db, cast, placement)
    actions.propose(db, cast.actor("ilze"), found)
    actions.agree(db, cast.actor("aigars"), found)
    db.commit()
    return found


def sign(db: Session, document: Document | None) -> None:
    """Everybody in turn."""
    assert document is not None
    wanted = select(Signer).where(Signer.document_id == document.id, Signer.step == Step.ASKED)
    while signer := db.scalar(wanted):
        code = make_code(db, signer)
        documents.sign(db, actor_of(db, signer.person), signer, code=code, sha256=document.edition.sha256)
    db.commit()


def coded(db: Session, learner: Learner, code: str = "010108-20017") -> None:
    learner.person.personal_code = code
    learner.person.birth_date = learner.person.birth_date or date(today().year - 19, 1, 5)
    db.commit()


@pytest.fixture
def placement(app: FastAPI, db: Session, cast: Cast) -> Placement:
    """Mārtiņš, with a place and a period."""
    coded(db, cast.learner)
    return internship(db, cast)


@pytest.fixture
def second(app: FastAPI, db: Session, cast: Cast) -> Placement:
    """Elza of the same group at the same company; her personal code is not known."""
    return internship(db, cast, another_learner(db, cast))


@pytest.fixture
def order(db: Session, cast: Cast, placement: Placement) -> PracticeOrder:
    """A draft with Mārtiņš in it."""
    made = actions.draft_order(db, cast.actor("ilze"), cast.school, [placement])
    db.commit()
    return made
