"""What the tests of the doors share."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from fastapi import FastAPI
from sqlalchemy.orm import Session

from app.demo.cast import Cast
from app.identity.door import token_hash
from app.identity.models import Person, PersonalLink
from app.identity.passwords import hashed
from app.kit.clock import now
from tests.letters import Post

TOKEN = "a-token-that-only-its-owner-knows"
PASSWORD = "correct horse battery staple"
MakeLink = Callable[..., PersonalLink]


@pytest.fixture(scope="session")
def password_hash() -> str:
    return hashed(PASSWORD)


@pytest.fixture
def ilze(db: Session, cast: Cast, password_hash: str) -> Person:
    """The coordinator, with a password."""
    cast.ilze.password_hash = password_hash
    db.flush()
    return cast.ilze


@pytest.fixture
def post(app: FastAPI) -> Post:
    return Post(app)


@pytest.fixture
def link(db: Session, cast: Cast) -> MakeLink:
    """A link of Aigars with the token TOKEN; `days` is how long it still is open."""

    def make(
        person: Person = cast.aigars, organisation: int = 0, days: int = 14, target: str = "/"
    ) -> PersonalLink:
        made = PersonalLink(
            token_hash=token_hash(TOKEN),
            person_id=person.id,
            organisation_id=organisation or cast.company.id,
            target=target,
            expires_at=now() + timedelta(days=days),
        )
        db.add(made)
        db.flush()
        return made

    return make
