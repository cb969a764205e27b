"""Everything that belongs into the dossier of a placement, as far as whoever asks may read it."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.closing.papers import bound
from app.documents.bringing import brought_to
from app.documents.models import Document, Sealed
from app.documents.signatures import signatures_of
from app.dossier.history import letters, lists_used, trail
from app.dossier.items import Files, canonical, plain_name
from app.dossier.models import KeptPart
from app.dossier.papers import Folder, lay_out, remembered
from app.dossier.registered import destroyed, entries_of, received, standing
from app.dossier.rows import Rows
from app.identity.actor import Actor
from app.kit import clock
from app.kit.db import store_of
from app.placements.models import Placement
from app.placements.verbs import staff
from app.registers.models import Entry

TRAIL: Final = "notikumi.json"
LETTERS: Final = "zinas.json"
LISTS: Final = "saraksti.json"
BOUND: Final = "lieta.pdf"
KEPT: Final = {
    TRAIL: "notikumu vēsture",
    LETTERS: "sūtīto ziņu žurnāls",
    BOUND: "lietas dokumenti vienā PDF drukāšanai",
}
LAST_STEPS: Final = 3  # the history, the bound papers, the seal
Told = Callable[[int, int], None]


@dataclass
class Gathered:
    """The files, and what the list of contents says."""

    placement: Placement
    whole: bool
    until: datetime  # of the last thing in it: nothing depends on when the dossier is made
    files: Files = field(default_factory=Files)
    documents: list[dict[str, Any]] = field(default_factory=list)
    received: list[dict[str, Any]] = field(default_factory=list)
    rows: list[dict[str, Any]] = field(default_factory=list)


def documents_of(db: Session, actor: Actor, placement: Placement) -> list[Document]:
    """Those about the placement that the actor sees, the oldest first."""
    wanted = Document.visible_to(actor).where(Document.subject == placement.trail_subject)
    return list(db.scalars(wanted.order_by(Document.created_at, Document.id)))


def gather(db: Session, actor: Actor, placement: Placement, told: Told) -> Gathered:
    """Reads everything; `told` hears how many steps are done, of how many."""
    whole = staff(actor, placement)
    documents = documents_of(db, actor, placement)
    total = len(documents) + LAST_STEPS
    made = Gathered(placement, whole, _until(placement, documents))
    known = entries_of(db, placement, documents)
    entries, gone = known if whole else [], destroyed(known)
    for number, document in enumerate(documents, 1):
        told(number - 1, total)
        path = f"dokumenti/{number:02}-{plain_name(document.number or document.kind)}"
        folder = Folder(db, document, made.files, path, actor, whole)
        made.documents.append(remembered(folder) if document.id in gone else lay_out(folder))
        stands = next((each for each in entries if each.document_id == document.id), None)
        made.documents[-1]["register"] = standing(stands) if stands else None
    made.received = received(db, made.files, entries)
    told(len(documents), total)
    _happened(db, actor, made, documents)
    if whole:
        told(len(documents) + 1, total)
        _bound(db, made)
        made.rows = _rows(db, placement, [each for each in documents if each.id not in gone], entries)
    told(total - 1, total)
    return made


def _until(placement: Placement, documents: list[Document]) -> datetime:
    moments = [placement.created_at]
    for document in documents:
        moments += [m for m in (document.created_at, document.sent_at, document.completed_at) if m]
        moments += [each.created_at for each in document.editions]
    return max(moments)


def _kept(db: Session, placement: Placement) -> dict[str, bytes]:
    """What came with the dossier from which the placement was restored."""
    wanted = select(KeptPart).where(KeptPart.placement_id == placement.id)
    return {part.path: store_of(db).get(part.sha256) for part in db.scalars(wanted)}


def _happened(db: Session, actor: Actor, made: Gathered, documents: list[Document]) -> None:
    kept = _kept(db, made.placement) if made.whole else {}
    parts = {
        TRAIL: kept.get(TRAIL) or canonical(trail(db, made.placement, made.whole)),
        LETTERS: kept.get(LETTERS) or canonical(letters(db, made.placement, documents, actor, made.whole)),
    }
    for path, data in parts.items():
        made.files.add(path, data, KEPT[path], again=True)
    deeds = json.loads(parts[TRAIL])
    made.until = max([made.until, *(datetime.fromisoformat(each["at"]) for each in deeds)])
    about = "uzticamie saraksti, uz kuriem balstās atskaites"
    made.files.add(LISTS, canonical(lists_used(made.files)), about, again=True)


def _bound(db: Session, made: Gathered) -> None:
    data = _kept(db, made.placement).get(BOUND)
    if data is None and made.placement.restored_at is None:
        with clock.at(made.until):  # as it was after the last deed: the same file tomorrow
            data = bound(db, made.placement)
    if data is not None:
        made.files.add(BOUND, data, KEPT[BOUND], again=True)


def _rows(
    db: Session, placement: Placement, documents: list[Document], entries: list[Entry]
) -> list[dict[str, Any]]:
    rows = Rows(db)
    rows.add(placement)
    for document in documents:
        for each in (document, *document.editions, *document.signers, *document.readers):
            rows.add(each)
        for signature in signatures_of(db, document):
            rows.add(signature)
        for brought in brought_to(db, document):
            rows.add(brought)
        sealed = select(Sealed).where(Sealed.document_id == document.id).order_by(Sealed.id)
        for each in db.scalars(sealed):
            rows.add(each)
    for entry in entries:
        if entry.destroyed_on is None:
            rows.add(entry)
    return rows.listed
