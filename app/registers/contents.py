"""Which files belong to a paper: its own, or those of the portal's document with all its signatures."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from app.documents.models import Document
from app.kit import files
from app.kit.db import Base
from app.kit.files import Naming
from app.registers.models import Entry

Row = tuple[str, int]  # table and id
ROOMS = ("app.documents.", "app.providers.")


def _document_of(naming: Naming) -> Select[Any] | None:
    """Hash, row and document of a column that tells of documents; through at most one table between."""
    if not naming.model.__module__.startswith(ROOMS):
        return None
    wanted = select(naming.column, naming.model.id)
    if naming.model is Document:
        return wanted.add_columns(Document.id)
    if (own := getattr(naming.model, "document_id", None)) is not None:
        return wanted.add_columns(own)
    for mapper in sorted(Base.registry.mappers, key=lambda each: each.class_.__name__):
        between: Any = mapper.class_
        through = naming.model.__table__.columns.get(f"{between.__tablename__}_id")
        # a way that may be empty would lose the rows in which it is
        if through is not None and not through.nullable and hasattr(between, "document_id"):
            return wanted.join(between, between.id == through).add_columns(between.document_id)
    return None


def files_of(db: Session, entries: Iterable[Entry]) -> dict[str, set[Row]]:
    """The hashes of these papers, with the rows that name them as theirs."""
    found: dict[str, set[Row]] = {}
    documents: set[int] = set()
    for entry in entries:
        if entry.file_sha256:
            found.setdefault(entry.file_sha256, set()).add((Entry.__tablename__, entry.id))
        if entry.document_id:
            documents.add(entry.document_id)
    for table, number, digest, _document in _rows(db, documents):
        found.setdefault(digest, set()).add((table, number))
    return found


def _rows(db: Session, documents: Collection[int]) -> list[tuple[str, int, str, int]]:
    found = []
    for naming in files.namings() if documents else []:
        wanted = _document_of(naming)
        if wanted is None:
            continue
        document = list(wanted.selected_columns)[2]
        for value, number, owner in db.execute(wanted.where(document.in_(documents))):
            found += [(naming.model.__tablename__, number, digest, owner) for digest in naming.hashes(value)]
    return found


def free_to_go(db: Session, entries: Collection[Entry]) -> set[str]:
    """Hashes of these papers that no living row names: everything else keeps its bytes."""
    ours = files_of(db, entries)
    named = files.named_by(db, ours.keys()) if ours else {}
    others = {row for digest, rows in named.items() for row in rows if row not in ours[digest]}
    gone = _destroyed(db, others)
    return {digest for digest, rows in ours.items() if not set(named.get(digest, ())) - rows - gone}


def _destroyed(db: Session, rows: Collection[Row]) -> set[Row]:
    """Those that belong to papers which were destroyed before."""
    if not rows:
        return set()
    wanted = select(Entry).where(Entry.destroyed_on.is_not(None))
    ids = [number for table, number in rows if table == Entry.__tablename__]
    past = list(db.scalars(wanted.where(Entry.id.in_(ids))))
    known = {row for owners in files_of(db, past).values() for row in owners}
    owners = _owners(db, {row for row in rows if row not in known})
    gone = select(Entry.document_id).where(
        Entry.destroyed_on.is_not(None), Entry.document_id.in_(set(owners.values()))
    )
    documents = set(db.scalars(gone))
    return known | {row for row, document in owners.items() if document in documents}


def _owners(db: Session, rows: Collection[Row]) -> dict[Row, int]:
    """The documents that rows of the documents' room belong to."""
    found: dict[Row, int] = {}
    for naming in files.namings():
        ids = [number for table, number in rows if table == naming.model.__tablename__]
        wanted = _document_of(naming)
        if ids and wanted is not None:
            for _digest, number, owner in db.execute(wanted.where(naming.model.id.in_(ids))):
                found[naming.model.__tablename__, number] = owner
    return found
