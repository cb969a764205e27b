"""The wording that holds, and how it came about."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from app.clauses.models import Wording
from app.clauses.registry import DocumentKind, Texts
from app.kit.words import Said, _


def versions(db: Session, school_id: int, kind: str) -> list[Wording]:
    """The newest first."""
    wanted = select(Wording).where(Wording.school_id == school_id, Wording.kind == kind)
    return list(db.scalars(wanted.order_by(Wording.id.desc()).options(joinedload(Wording.person))))


def newest(db: Session, school_id: int, kind: str) -> Wording | None:
    """The one that holds."""
    wanted = select(Wording).where(Wording.school_id == school_id, Wording.kind == kind)
    return db.scalar(wanted.order_by(Wording.id.desc()).limit(1))


def newest_of_all(db: Session, school_id: int) -> dict[str, Wording]:
    """By kind."""
    last = select(func.max(Wording.id)).where(Wording.school_id == school_id).group_by(Wording.kind)
    wanted = select(Wording).where(Wording.id.in_(last)).options(joinedload(Wording.person))
    return {wording.kind: wording for wording in db.scalars(wanted)}


def texts_of(kind: DocumentKind, wording: Wording | None) -> Texts:
    """The usual words, and the school's in their place."""
    if wording is None:
        return Texts(kind.usual(), ())
    known = {name: str(text) for name, text in wording.texts.items()}
    return Texts({**kind.usual(), **known}, wording.own_clauses)


def texts(db: Session, school_id: int, kind: DocumentKind) -> Texts:
    """What a new document of the school begins with."""
    return texts_of(kind, newest(db, school_id, kind.key))


@dataclass(frozen=True)
class Step:
    """A version and what it changed."""

    wording: Wording
    changed: list[Said]


def history(kind: DocumentKind, known: list[Wording]) -> list[Step]:
    """Each version beside the one before it."""
    found = []
    for at, wording in enumerate(known):
        before = texts_of(kind, known[at + 1] if at + 1 < len(known) else None)
        after = texts_of(kind, wording)
        changed = [
            clause.heading
            for clause in kind.clauses
            if before.clauses[clause.name] != after.clauses[clause.name]
        ]
        if before.own != after.own:
            changed.append(_("the school's own clauses"))
        found.append(Step(wording, changed))
    return found
