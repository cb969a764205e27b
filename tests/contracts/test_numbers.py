"""Numbers of the school's own series: one each, without gaps, also when two coordinators send at once."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from app.contracts import actions
from app.contracts.models import Contract, State
from app.demo.cast import Cast
from app.documents.issuing import next_number
from app.documents.models import Document, Series
from app.identity.actor import Actor
from app.identity.models import Membership
from app.identity.roles import Role
from app.kit.clock import today
from app.kit.db import Database
from app.kit.errors import Refused
from app.kit.store import FolderStore
from tests.databases import Databases
from tests.placements.parts import another_learner
from tests.stages import play


def test_each_school_and_year_counts_for_itself(db: Session, cast: Cast) -> None:
    ours, theirs = cast.school.id, cast.other_school.id
    assert [next_number(db, ours, "contract", 2026) for _ in range(3)] == [1, 2, 3]
    assert next_number(db, theirs, "contract", 2026) == 1
    assert next_number(db, ours, "contract", 2027) == 1
    assert next_number(db, ours, "order", 2026) == 1


@pytest.fixture
def shared(app: FastAPI, databases: Databases, engine: str, tmp_path: Path) -> Iterator[Database]:
    """A database of its own, in which several transactions are open at once."""
    database = Database(databases.fresh(engine), FolderStore(tmp_path))
    yield database
    database.engine.dispose()


def drafts(database: Database, how_many: int) -> tuple[Actor, list[int]]:
    """Ilze and as many drafts, each of another learner."""
    with Session(database.engine, expire_on_commit=False, info={"store": database.store}) as db:
        cast = Cast.create(db)
        learners = [cast.learner]
        for n in range(how_many - 1):
            grown = another_learner(db, cast, f"Elza Āboliņa{n}")
            grown.person.email = f"elza{n}@abava.example"
            db.add(Membership(person=grown.person, organisation_id=cast.school.id, role=Role.LEARNER))
            learners.append(grown)
        ilze = cast.actor("ilze")
        made = [actions.draft(db, ilze, play(db, cast, "ready", learner=one)) for one in learners]
        db.commit()
        return ilze, [contract.id for contract in made]


def at_once(database: Database, ilze: Actor, ids: list[int]) -> list[str]:
    """Sends them in as many transactions; what became of each."""
    ends: list[str] = []
    meet = threading.Barrier(len(ids), timeout=20)

    def send(contract_id: int) -> None:
        # SQLite lets one writer in, so there they meet before the door
        inside = database.engine.dialect.name == "postgresql"
        try:
            if not inside:
                meet.wait()
            with database.session() as db:
                contract = db.get_one(Contract, contract_id)
                if inside:
                    meet.wait()
                actions.send(db, ilze, contract)
            ends.append("sent")
        except (Refused, StaleDataError) as refused:
            ends.append(type(refused).__name__)

    run_all([lambda one=one: send(one) for one in ids])  # type: ignore[misc]
    return sorted(ends)


def run_all(deeds: list[Callable[[], None]]) -> None:
    threads = [threading.Thread(target=deed) for deed in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)


def test_one_contract_sent_twice_at_once_goes_out_once(shared: Database) -> None:
    ilze, (only,) = drafts(shared, 1)
    ends = at_once(shared, ilze, [only, only])
    assert ends.count("sent") == 1
    assert len(ends) == 2, "the other is told; the browser shows 409"
    with shared.session() as db:
        assert db.get_one(Contract, only).state is State.SENT
        assert db.scalars(select(Document.number)).all() == [f"DVB-{today().year}/1"]
        assert db.scalars(select(Series.last)).all() == [1], "the refused one left no gap"


def test_two_contracts_sent_at_once_get_a_number_each(shared: Database) -> None:
    ilze, both = drafts(shared, 2)
    assert at_once(shared, ilze, both) == ["sent", "sent"]
    with shared.session() as db:
        numbers = db.scalars(select(Contract.number).order_by(Contract.number)).all()
        assert numbers == [f"DVB-{today().year}/1", f"DVB-{today().year}/2"]
        assert db.scalars(select(Series.last)).all() == [2]
