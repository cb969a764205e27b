"""What the school's register knows of a placement's papers: numbers, what came, what was destroyed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from app.documents.issuing import content_of
from app.documents.models import Document
from app.dossier.items import Files, plain_name
from app.placements.models import Placement
from app.registers.models import Direction, Entry


def entries_of(db: Session, placement: Placement, documents: Sequence[Document]) -> list[Entry]:
    """Of its documents, and of what came about it from elsewhere."""
    about = or_(
        Entry.document_id.in_([document.id for document in documents]),
        (Entry.subject == placement.trail_subject) & (Entry.direction == Direction.IN),
    )
    return list(db.scalars(select(Entry).where(about).order_by(Entry.created_at, Entry.id)))


def destroyed(entries: Sequence[Entry]) -> dict[int, Entry]:
    """The documents that are no more, by an approved act."""
    return {each.document_id: each for each in entries if each.document_id and each.destroyed_on}


def standing(entry: Entry) -> dict[str, Any]:
    """Where a paper stands in the register."""
    file = entry.case_file
    return {
        "number": entry.number,
        "dated": entry.dated.isoformat(),
        "case_file": f"{file.code} {file.title}" if file else "",
        "destroy_after": entry.destroy_after.isoformat() if entry.destroy_after else None,
        "destroyed_on": entry.destroyed_on.isoformat() if entry.destroyed_on else None,
    }


def received(db: Session, files: Files, entries: Sequence[Entry]) -> list[dict[str, Any]]:
    """Puts what came into the dossier; tells each paper, also one that was destroyed."""
    found = []
    came = [entry for entry in entries if entry.direction is Direction.IN]
    for number, entry in enumerate(came, 1):
        told = {
            **standing(entry),
            "title": entry.title,
            "from": entry.party,
            "their_number": entry.their_number,
            "their_date": entry.their_date.isoformat() if entry.their_date else None,
        }
        if entry.file_sha256 and entry.destroyed_on is None:
            stem, _dot, ending = entry.file_name.rpartition(".")
            path = f"sanemtie/{number:02}-{plain_name(stem)}.{plain_name(ending, 8)}"
            data = content_of(db, entry.file_sha256, "paper that came")
            told["file"] = files.add(path, data, f"saņemts: {entry.title}")
        found.append(told)
    return found
