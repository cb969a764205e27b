"""Reading every file again: rows by the hundred, the bytes outside of any transaction."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.admin.models import FileCheck
from app.identity.models import Membership, Person
from app.identity.roles import Role
from app.jobs.work import later
from app.kit import files
from app.kit.clock import now
from app.kit.store import Damaged, Store
from app.notifications.actions import write_to
from app.registers.queries import gone_by_act

ROWS: Final = 500
SECONDS: Final = 20.0  # of reading in one step: other jobs wait meanwhile
MOST_FAULTS: Final = 200
JOB: Final = "admin.check_files"
Found = tuple[str, str, int, str]  # column, table, id, hash


@dataclass
class Seen:
    """What one step has found."""

    place: list[str | int]
    files: int = 0
    size: int = 0
    faults: list[list[str | int]] = field(default_factory=list)

    def count(self, kind: str) -> int:
        """Faults of a kind."""
        return sum(fault[1] == kind for fault in self.faults)


def begin(db: Session, asked_by: Person | None = None) -> FileCheck:
    """A new run; its steps are jobs."""
    check = FileCheck(asked_by=asked_by, total=files.count(db))
    db.add(check)
    db.flush()  # the job names the run by its id
    later(db, JOB, {"check": check.id})
    return check


def next_rows(db: Session, place: Sequence[str | int]) -> list[Found]:
    """The rows after `place` in the order of columns and ids."""
    found: list[Found] = []
    for naming in files.namings():
        if place and naming.name < str(place[0]):
            continue
        after = int(place[1]) if place and naming.name == place[0] else 0
        rows = files.rows_after(db, naming, after, ROWS - len(found))
        table = naming.model.__tablename__
        found += [(naming.name, table, number, digest) for number, digest in rows]
        if len(found) >= ROWS:
            break
    return found


def look(store: Store, rows: Sequence[Found]) -> Seen:
    """Reads the files, as many as there is time for. A file that several rows name is read once."""
    until = time.monotonic() + SECONDS
    seen = Seen([])
    known: dict[str, tuple[int, str]] = {}
    for column, table, number, digest in rows:
        if digest not in known:
            known[digest] = _read(store, digest)
        size, wrong = known[digest]
        seen.files, seen.size, seen.place = seen.files + 1, seen.size + size, [column, number]
        if wrong:
            seen.faults.append([digest, wrong, table, number])
        if time.monotonic() > until:
            break
    return seen


def _read(store: Store, digest: str) -> tuple[int, str]:
    try:
        return len(store.get(digest)), ""
    except FileNotFoundError:
        return 0, "missing"
    except Damaged:
        return 0, "damaged"


def note(db: Session, check: FileCheck, seen: Seen | None) -> None:
    """Keeps what a step found and asks for the next one; None ends the run, and wrongs are told."""
    check.moved_at = now()
    if seen is None:
        check.finished_at = now()
        if check.wrong:
            tell(db, check)
        return
    lost = {str(digest) for digest, wrong, *_row in seen.faults if wrong == "missing"}
    if lost:  # by an act; or the row has let go of it since it was read
        lawful, named = gone_by_act(db, lost), files.named_by(db, lost)
        seen.faults = [
            fault
            for fault in seen.faults
            if fault[1] != "missing"
            or (fault[0] not in lawful and (fault[2], fault[3]) in named.get(str(fault[0]), ()))
        ]
    check.place = seen.place
    check.files, check.size = check.files + seen.files, check.size + seen.size
    check.missing += seen.count("missing")
    check.damaged += seen.count("damaged")
    check.faults = [*check.faults, *seen.faults][:MOST_FAULTS]
    later(db, JOB, {"check": check.id})


def tell(db: Session, check: FileCheck) -> None:
    """Every portal administrator gets a letter."""
    keepers = (
        select(Membership)
        .where(Membership.role == Role.PORTAL_ADMIN, Membership.ended_at.is_(None))
        .order_by(Membership.id)
    )
    for keeper in db.scalars(keepers):
        write_to(db, keeper.person, "admin.check_files", keeper.organisation_id, check.address, thing=check)
