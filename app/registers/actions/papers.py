"""Papers that came, corrections, and what forbids their destruction."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from app.identity.actor import Actor
from app.identity.models import Organisation
from app.kit.clock import now, today
from app.kit.db import store_of
from app.kit.errors import Refused
from app.kit.verbs import does
from app.kit.words import _
from app.registers import keeping, subjects, verbs
from app.registers.files import Attached
from app.registers.models import CaseFile, Direction, Entry, Hold
from app.registers.numbering import next_number


@does(verbs.REGISTER)
def register(
    db: Session,
    actor: Actor,
    school: Organisation,
    *,
    kind: str,
    title: str,
    party: str,
    dated: date | None = None,
    their_number: str = "",
    their_date: date | None = None,
    case_file: CaseFile | None = None,
    subject: str = "",
    note: str = "",
    file: Attached | None = None,
) -> Entry:
    """The next number of the school's own; the bytes are kept before the row tells of them."""
    dated = dated or today()
    if dated > today():
        raise Refused(_("A paper cannot be registered on a day that is still to come."))
    case_file = case_file or keeping.file_for(keeping.open_files(db, school.id), kind)
    entry = Entry(
        organisation_id=school.id,
        direction=Direction.IN,
        number=next_number(db, school.id, Direction.IN, kind, dated, keeping.code_of(case_file)),
        dated=dated,
        kind=kind,
        title=title,
        party=party,
        their_number=their_number,
        their_date=their_date,
        case_file=case_file,
        note=note,
        registered_by=actor.person,
    )
    _attach(db, entry, subject, file)
    keeping.set_term(entry)
    keeping.set_key(entry)
    db.add(entry)
    return entry


def _attach(db: Session, entry: Entry, subject: str, file: Attached | None) -> None:
    """What it is about, with the end that its term may be counted from; and its bytes."""
    entry.subject = subject
    entry.ended_on = subjects.endings(db, {subject}).get(subject) if subject else None
    if file:
        entry.file_sha256, entry.file_name = store_of(db).put(file.data), file.name


def _still_kept(entry: Entry) -> None:
    if entry.destruction_id is not None:
        raise Refused(_("The paper stands on a list for destruction."))


@does(verbs.CORRECT)
def correct(
    db: Session,
    actor: Actor,
    entry: Entry,
    *,
    kind: str,
    title: str,
    party: str,
    their_number: str = "",
    their_date: date | None = None,
    case_file: CaseFile | None = None,
    subject: str = "",
    note: str = "",
    file: Attached | None = None,
) -> None:
    """What was typed; number and day stay."""
    _still_kept(entry)
    if entry.document_id is not None:
        raise Refused(_("This is the portal's own document: what it says is not changed here."))
    if file and entry.file_sha256:
        raise Refused(_("The paper has its file already; it is not replaced."))
    entry.kind, entry.title, entry.party = kind, title, party
    entry.their_number, entry.their_date = their_number, their_date
    _attach(db, entry, subject, file)
    _file(entry, case_file, note)


@does(verbs.FILE_AWAY)
def file_away(db: Session, actor: Actor, entry: Entry, *, case_file: CaseFile | None, note: str = "") -> None:
    """Into another row of the list of files, with its term."""
    _still_kept(entry)
    _file(entry, case_file, note)


def _file(entry: Entry, case_file: CaseFile | None, note: str) -> None:
    entry.case_file, entry.note = case_file, note
    keeping.set_term(entry)
    keeping.set_key(entry)


@does(verbs.HOLD)
def hold(db: Session, actor: Actor, entry: Entry, *, reason: str) -> None:
    """Nobody may destroy it until this is lifted."""
    if entry.destroyed_on:
        raise Refused(_("The paper is destroyed already."))
    if entry.held:
        raise Refused(_("Its destruction is forbidden already."))
    entry.holds.append(Hold(reason=reason, put_by=actor.person))


@does(verbs.LIFT)
def lift(db: Session, actor: Actor, entry: Entry, *, reason: str) -> None:
    """The reason has gone."""
    held = entry.held
    if held is None:
        raise Refused(_("Nothing forbids its destruction."))
    held.lifted_at, held.lifted_by, held.lifted_because = now(), actor.person, reason
