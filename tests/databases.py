"""The databases of the tests: one of each kind for a worker, made once from the models.

That the migrations build the very same is proved by tests/house/test_migrations.py.
"""

import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from alembic import command
from sqlalchemy import URL, Connection
from sqlalchemy.orm import Session

from app import rooms
from app.kit.db import Base, Database
from app.kit.store import FolderStore, Store
from app.schema import config
from tests import postgres
from tests.kept import Album, watch

ENGINES = ("sqlite", "postgresql")


class OneTransaction(Database):
    """Gives the portal sessions inside the test's own transaction, which is rolled back afterwards."""

    def __init__(self, connection: Connection, store: Store) -> None:
        self.connection, self.engine, self.store, self.turn = connection, connection.engine, store, None

    @contextmanager
    def session(self, write: bool = True) -> Iterator[Session]:
        """Leaving releases a savepoint, raising rolls back to it."""
        with self.open() as session, session.begin():
            yield session

    def open(self) -> Session:
        return Session(
            self.connection,
            expire_on_commit=False,
            join_transaction_mode="create_savepoint",
            info={"store": self.store},
        )


class Databases:
    """Makes databases of both kinds; `shared` is seen by every worker of this run, `own` by this one only."""

    def __init__(self, shared: Path, own: Path, run: str, worker: str) -> None:
        self.shared, self.own, self.run, self.worker = shared, own, run, worker
        self.made: dict[str, Database] = {}
        self.albums: dict[str, Album] = {}
        self.copies = 0
        self.server: URL | None = None
        self.closing = ExitStack()
        rooms.load_models()

    @contextmanager
    def open(self) -> Iterator["Databases"]:
        try:
            yield self
        finally:
            for database in self.made.values():
                database.engine.dispose()
            self.closing.close()

    def of(self, engine: str) -> Database:
        """This worker's database of this kind."""
        if engine not in self.made:
            self.made[engine] = Database(self.fresh(engine), FolderStore(self.own / "files"))
            self.albums[engine] = watch(self.made[engine].engine)
        return self.made[engine]

    def fresh(self, engine: str) -> str:
        """The address of a new database with all tables and no rows."""
        self.copies += 1
        if engine == "sqlite":
            path = self.own / f"{self.copies}.sqlite"
            shutil.copy(self._sqlite_pattern(), path)
            return f"sqlite:///{path}"
        template = self._postgres_pattern()
        assert self.server
        made = postgres.make(self.server, f"{self.run}_{self.worker}_{self.copies}", template)
        return made.render_as_string(hide_password=False)

    def empty(self, engine: str) -> str:
        """The address of a new database with nothing in it."""
        self.copies += 1
        if engine == "sqlite":
            return f"sqlite:///{self.own / f'{self.copies}.sqlite'}"
        made = postgres.make(self._server(), f"{self.run}_{self.worker}_{self.copies}")
        return made.render_as_string(hide_password=False)

    def _sqlite_pattern(self) -> Path:
        path = self.own / "pattern.sqlite"
        if not path.exists():
            build(f"sqlite:///{path}")
            stamp(f"sqlite:///{path}")
        return path

    def _server(self) -> URL:
        if self.server is None:
            self.server = self.closing.enter_context(postgres.server(self.shared, self.run))
        return self.server

    def _postgres_pattern(self) -> str:
        server, name = self._server(), f"{self.run}_pattern"
        with postgres.locked(self.shared / "pattern.lock"):
            if not postgres.has(server, name):
                url = postgres.make(server, name).render_as_string(hide_password=False)
                build(url)
                stamp(url)
        return name


def build(url: str) -> None:
    """All tables, as the models say."""
    database = Database(url)
    Base.metadata.create_all(database.engine)
    database.engine.dispose()


def stamp(url: str) -> None:
    """Says that no migration is missing."""
    command.stamp(config(url), "head")
