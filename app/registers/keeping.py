"""Entries of the portal's own documents, their place in the list of files, and their terms."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, lazyload, selectinload

from app.documents.models import Document, Signer, State
from app.identity.models import Kind, Organisation
from app.kit.clock import RIGA
from app.kit.names import search_key
from app.registers import subjects
from app.registers.models import CaseFile, Direction, Entry
from app.registers.numbering import next_number
from app.registers.retention import destroy_after

SENT: Final = (State.ISSUED, State.OUT, State.COMPLETE, State.DECLINED, State.WITHDRAWN)


def open_files(db: Session, organisation_id: int) -> list[CaseFile]:
    """The rows of the list of files that take papers, by code."""
    wanted = select(CaseFile).where(CaseFile.organisation_id == organisation_id, CaseFile.closed_at.is_(None))
    return list(db.scalars(wanted.order_by(CaseFile.code)))


def file_for(files: Iterable[CaseFile], kind: str) -> CaseFile | None:
    """Where papers of this kind go."""
    return next((file for file in files if kind in file.kinds), None)


def code_of(file: CaseFile | None) -> str:
    """Its index; empty without a file."""
    return file.code if file else ""


def set_term(entry: Entry) -> None:
    """By the file it lies in."""
    file = entry.case_file
    entry.destroy_after = destroy_after(file.term, file.years, entry.dated, entry.ended_on) if file else None


def set_key(entry: Entry) -> None:
    """By which words it is found."""
    told = (entry.number, entry.title, entry.party, entry.their_number or "", entry.note or "")
    entry.search_key = search_key(" ".join(told))[:900]


def register(db: Session, documents: Sequence[Document]) -> None:
    """Enters documents that were sent and are not in the register yet."""
    ours = [one for one in documents if one.state in SENT and one.organisation.kind is Kind.SCHOOL]
    done = select(Entry.document_id).where(Entry.document_id.in_([one.id for one in ours]))
    known = set(db.scalars(done)) if ours else set()
    fresh = [one for one in ours if one.id not in known]
    if not fresh:
        return
    others = {signer.organisation_id for one in fresh for signer in one.signers}
    wanted = select(Organisation.id, Organisation.name).where(Organisation.id.in_(others))
    names = {row[0]: row[1] for row in db.execute(wanted)}
    endings = subjects.endings(db, {one.subject for one in fresh})
    files = {number: open_files(db, number) for number in {one.organisation_id for one in fresh}}
    for one in fresh:
        entry = _entry_of(db, one, file_for(files[one.organisation_id], one.kind), names)
        entry.ended_on = endings.get(one.subject)
        set_term(entry)
        set_key(entry)
        db.add(entry)


def _entry_of(db: Session, document: Document, file: CaseFile | None, names: dict[int, str]) -> Entry:
    dated = (document.sent_at or document.created_at).astimezone(RIGA).date()
    number = document.number or next_number(
        db, document.organisation_id, Direction.OUT, document.kind, dated, code_of(file)
    )
    return Entry(
        organisation_id=document.organisation_id,
        direction=Direction.OUT,
        number=number,
        dated=dated,
        kind=document.kind,
        title=document.title,
        party=_party(document, names)[:300],
        case_file=file,
        document=document,
        subject=document.subject,
    )


def _party(document: Document, names: dict[int, str]) -> str:
    """Everybody outside the school who was asked to sign: companies by name, others by their own."""
    told: list[str] = []
    for signer in document.signers:
        if signer.organisation_id != document.organisation_id:
            told.append(f"{names.get(signer.organisation_id, '')} ({signer.person.name})")
        elif signer.party.value in {"learner", "guardian"}:
            told.append(signer.person.name)
    return ", ".join(dict.fromkeys(told))


def unregistered(db: Session, organisation_id: int, most: int) -> list[Document]:
    """Sent documents that no entry names."""
    wanted = (
        select(Document)
        .outerjoin(Entry, Entry.document_id == Document.id)
        .where(Document.organisation_id == organisation_id, Document.state.in_(SENT), Entry.id.is_(None))
        .options(joinedload(Document.organisation), selectinload(Document.signers).joinedload(Signer.person))
        .order_by(Document.id)
        .limit(most)
    )
    return list(db.scalars(wanted))


def review(db: Session, organisation_id: int, after: int, most: int, every: bool) -> int | None:
    """Puts entries without a file into theirs, learns what has ended, and counts terms again; the next ones
    after an id. `every` is for a list of files that has changed; else only those whose term is not known."""
    wanted = select(Entry).where(
        Entry.organisation_id == organisation_id, Entry.destroyed_on.is_(None), Entry.id > after
    )
    if not every:
        wanted = wanted.where(Entry.destroy_after.is_(None))
    ordered = wanted.options(lazyload(Entry.holds)).order_by(Entry.id).limit(most)
    entries = list(db.scalars(ordered))
    files = open_files(db, organisation_id)
    endings = subjects.endings(db, {one.subject for one in entries if one.subject})
    for entry in entries:
        if entry.case_file is None:
            entry.case_file = file_for(files, entry.kind)
        entry.ended_on = endings.get(entry.subject)
        set_term(entry)
    return entries[-1].id if len(entries) == most else None
