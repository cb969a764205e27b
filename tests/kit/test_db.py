"""Transactions, on databases of their own and without the tests' wrapping."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import IntegrityError, StatementError
from sqlalchemy.orm.exc import StaleDataError

from app.identity.models import Attempt, Person, SignIn
from app.kit.db import Database
from tests.databases import Databases


@pytest.fixture(scope="module")
def alone(databases: Databases, engine: str) -> Iterator[Database]:
    database = Database(databases.fresh(engine))
    yield database
    database.engine.dispose()


@pytest.fixture
def ilze(alone: Database) -> int:
    with alone.session() as db:
        ilze = Person(given_name="Ilze", family_name="Dreimane")
        db.add(ilze)
        db.flush()
        return ilze.id


def tries(database: Database) -> int:
    with database.session(write=False) as db:
        return db.scalar(select(func.count()).select_from(Attempt)) or 0


def test_leaving_keeps_and_raising_drops(alone: Database) -> None:
    before = tries(alone)
    with alone.session() as db:
        db.add(Attempt(key="kept"))
    with pytest.raises(ZeroDivisionError), alone.session() as db:
        db.add(Attempt(key="dropped"))
        db.flush()
        1 / 0  # noqa: B018
    assert tries(alone) == before + 1


def test_two_people_at_once(alone: Database, ilze: int) -> None:
    with alone.session() as db:
        mine = db.get_one(Person, ilze)
        db.expunge(mine)
    with alone.session() as db:
        db.get_one(Person, ilze).phone = "+37126000001"
    mine.phone = "+37126000002"
    with pytest.raises(StaleDataError), alone.session() as db:
        db.add(mine)
        db.flush()
    with alone.session(write=False) as db:
        assert db.get_one(Person, ilze).phone == "+37126000001"


def test_what_points_nowhere_is_refused(alone: Database) -> None:
    with pytest.raises(IntegrityError), alone.session() as db:
        db.add(SignIn(token_hash="nowhere", person_id=999_999, via="demo", expires_at=datetime.now(UTC)))
        db.flush()


def test_a_time_without_a_zone_is_refused(alone: Database) -> None:
    with pytest.raises(StatementError, match="without a zone"), alone.session() as db:
        db.add(Attempt(key="naive", at=datetime(2026, 11, 23, 12)))
        db.flush()


def test_times_come_back_as_they_were(alone: Database) -> None:
    moment = datetime(2026, 11, 23, 12, 30, 15, 123456, tzinfo=UTC)
    with alone.session() as db:
        db.add(Attempt(key="moment", at=moment))
    with alone.session(write=False) as db:
        assert db.scalar(select(Attempt.at).where(Attempt.key == "moment")) == moment
        late = select(Attempt.key).where(
            Attempt.key == "moment", Attempt.at > datetime(2026, 11, 23, tzinfo=UTC)
        )
        assert db.scalar(late) == "moment"


@pytest.mark.only("sqlite")
def test_sqlite_keeps_its_promises(alone: Database) -> None:
    with alone.session() as db:
        told = [
            db.scalar(text(f"PRAGMA {name}")) for name in ("journal_mode", "foreign_keys", "busy_timeout")
        ]
    assert told == ["wal", 1, 5000]
