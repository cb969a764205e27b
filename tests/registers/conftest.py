"""Papers of the school, sent and received."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from sqlalchemy.orm import Session

from app.demo.cast import Cast
from app.documents.models import Document, Edition
from app.documents.models import State as DocumentState
from app.kit.clock import now
from app.kit.db import store_of
from app.registers import actions, keeping
from app.registers.files import Attached
from app.registers.models import Entry

Sent = Callable[..., Entry]
OLD = timedelta(days=9 * 366)


@pytest.fixture
def files(db: Session, cast: Cast) -> None:
    """The usual list, taken over."""
    actor = cast.actor("ilze")
    assert actor.organisation
    actions.take_usual(db, actor, actor.organisation)
    db.flush()


@pytest.fixture
def sent_long_ago(db: Session, cast: Cast, files: None) -> Sent:
    """A document of the portal, nine years old unless said otherwise, with its entry."""

    def make(number: str = "RP-1", data: bytes = b"%PDF-1", age: timedelta = OLD) -> Entry:
        document = Document(
            organisation_id=cast.school.id,
            kind="practice_order",
            number=number,
            title="Rīkojums par praksi",
            subject="x:1",
            state=DocumentState.COMPLETE,
            created_at=now() - age,
        )
        document.editions.append(
            Edition(no=1, sha256=store_of(db).put(data), size=len(data), template="x", values={})
        )
        db.add(document)
        db.flush()
        keeping.register(db, [document])
        db.commit()
        return db.query(Entry).filter_by(document_id=document.id).one()

    return make


@pytest.fixture
def letter(db: Session, cast: Cast, files: None) -> Entry:
    """It came today, with a file."""
    actor = cast.actor("ilze")
    assert actor.organisation
    entry = actions.register(
        db,
        actor,
        actor.organisation,
        kind="letter",
        title="Par prakses vietām",
        party="Kuldīgas novada pašvaldība",
        their_number="4-12/77",
        their_date=date(2026, 11, 20),
        file=Attached(b"%PDF-1.7 letter", "vestule.pdf"),
    )
    db.commit()
    return entry
