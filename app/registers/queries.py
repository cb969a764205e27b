"""Finding entries: by text, party, kind, file, period; those whose time is over."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil
from typing import Any, Final

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, joinedload, selectinload

from app.identity.actor import Actor
from app.kit.clock import today
from app.kit.names import search_words
from app.kit.words import Said, _
from app.registers.kinds import KINDS
from app.registers.models import CaseFile, Destruction, Direction, Entry, Erased, Hold

PAGE: Final = 50
MOST: Final = 10_000


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


@dataclass(frozen=True)
class Wanted:
    """What the address asks for."""

    direction: Direction
    q: str = ""
    kind: str = ""
    case_file: int = 0
    since: date | None = None
    until: date | None = None
    page: int = 1

    @classmethod
    def read(cls, direction: Direction, query: Mapping[str, str]) -> Wanted:
        """From the query of the address; anything unknown falls back to the usual."""
        number, file = query.get("lpp", "1"), query.get("lieta", "")
        return cls(
            direction=direction,
            q=query.get("q", "").strip()[:100],
            kind=query.get("veids", "") if query.get("veids", "") in KINDS else "",
            case_file=int(file) if file.isdecimal() and len(file) < 9 else 0,
            since=_day(query.get("no", "")),
            until=_day(query.get("lidz", "")),
            page=max(int(number), 1) if number.isdecimal() and len(number) < 6 else 1,
        )

    def query(self, **changes: Any) -> dict[str, Any]:
        """The address with some of it changed."""
        values: dict[str, Any] = {
            "q": self.q,
            "veids": self.kind,
            "lieta": self.case_file or "",
            "no": self.since or "",
            "lidz": self.until or "",
        } | changes
        return {name: value for name, value in values.items() if value not in ("", None)}

    @property
    def narrowed(self) -> bool:
        """Whether anything is asked for."""
        return bool(self.query())


@dataclass(frozen=True)
class Table:
    """One page of a register."""

    rows: Sequence[Entry]
    count: int

    @property
    def pages(self) -> int:
        """How many pages there are, at least one."""
        return max(1, ceil(self.count / PAGE))


def _found(actor: Actor, wanted: Wanted) -> Select[Any]:
    found = Entry.visible_to(actor).where(Entry.direction == wanted.direction)
    if wanted.kind:
        found = found.where(Entry.kind == wanted.kind)
    if wanted.case_file:
        found = found.where(Entry.case_file_id == wanted.case_file)
    if wanted.since:
        found = found.where(Entry.dated >= wanted.since)
    if wanted.until:
        found = found.where(Entry.dated <= wanted.until)
    for word in search_words(wanted.q):
        found = found.where(Entry.search_key.contains(word, autoescape=True))
    return found


def listed(db: Session, actor: Actor, wanted: Wanted, size: int = PAGE) -> Sequence[Entry]:
    """The newest first."""
    found = _found(actor, wanted).options(joinedload(Entry.destruction))
    ordered = found.order_by(Entry.dated.desc(), Entry.id.desc())
    return db.scalars(ordered.limit(size).offset((wanted.page - 1) * PAGE)).all()


def table(db: Session, actor: Actor, wanted: Wanted) -> Table:
    """A page of it, and how many there are."""
    counted = _found(actor, wanted).with_only_columns(func.count(Entry.id))
    return Table(listed(db, actor, wanted), db.scalar(counted) or 0)


def case_files(db: Session, actor: Actor) -> Sequence[CaseFile]:
    """The list of files, those that are closed last."""
    wanted = CaseFile.visible_to(actor)
    return db.scalars(wanted.order_by(CaseFile.closed_at.is_not(None), CaseFile.code)).all()


def contents(db: Session, actor: Actor) -> dict[int, int]:
    """How many papers lie in each file."""
    counted = Entry.visible_to(actor).with_only_columns(Entry.case_file_id, func.count())
    return {row[0]: row[1] for row in db.execute(counted.group_by(Entry.case_file_id)) if row[0]}


def _over(actor: Actor) -> Select[Any]:
    return Entry.visible_to(actor).where(
        Entry.destroy_after < today(), Entry.destroyed_on.is_(None), Entry.destruction_id.is_(None)
    )


def due(db: Session, actor: Actor, most: int = 500) -> Sequence[Entry]:
    """Whose time is over and nothing forbids their end, the longest waiting first."""
    held = select(Hold.entry_id).where(Hold.lifted_at.is_(None))
    wanted = _over(actor).where(Entry.id.not_in(held))
    return db.scalars(wanted.order_by(Entry.destroy_after, Entry.id).limit(most)).all()


def held(db: Session, actor: Actor) -> Sequence[Entry]:
    """What may not be destroyed."""
    wanted = Entry.visible_to(actor).where(
        Entry.id.in_(select(Hold.entry_id).where(Hold.lifted_at.is_(None)))
    )
    loaded = wanted.options(selectinload(Entry.holds).joinedload(Hold.put_by))
    return db.scalars(loaded.order_by(Entry.dated, Entry.id).limit(PAGE * 4)).all()


def destructions(db: Session, actor: Actor) -> list[tuple[Destruction, int]]:
    """The lists, the newest first, with how many papers stand on each."""
    count = select(func.count()).where(Entry.destruction_id == Destruction.id).scalar_subquery()
    wanted = Destruction.visible_to(actor).add_columns(count)
    wanted = wanted.options(joinedload(Destruction.proposed_by), joinedload(Destruction.decided_by))
    ordered = wanted.order_by(Destruction.id.desc()).limit(PAGE * 2)
    return [(row[0], row[1]) for row in db.execute(ordered)]


@dataclass(frozen=True)
class Line:
    """A paper that came, as the page of what it is about shows it."""

    id: int
    number: str
    dated: date
    title: str
    party: str


def came_about(db: Session, actor: Actor, subject: str) -> list[Line]:
    """Papers about this, the newest first; for the school's staff."""
    columns = (Entry.id, Entry.number, Entry.dated, Entry.title, Entry.party)
    wanted = Entry.visible_to(actor).where(Entry.subject == subject, Entry.direction == Direction.IN)
    found = wanted.with_only_columns(*columns).order_by(Entry.dated.desc(), Entry.id.desc()).limit(PAGE)
    return [Line(*row) for row in db.execute(found)]


def destroyed_by(db: Session, digest: str) -> Said | None:
    """By which act a file is gone; None when it is not."""
    wanted = select(Destruction).join(Erased, Erased.destruction_id == Destruction.id)
    act = db.scalar(wanted.where(Erased.sha256 == digest))
    return _("The document is destroyed; act No. {number}.", number=act.number) if act else None


def gone_by_act(db: Session, digests: Collection[str]) -> set[str]:
    """Which of these files nobody should miss."""
    return set(db.scalars(select(Erased.sha256).where(Erased.sha256.in_(digests)))) if digests else set()
