"""Issuing a document: numbered, rendered once, stored by its hash, sent to its signers in order."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session, object_session

from app.documents.models import Circuit, Delegation, Document, Edition, Party, Series, Signer, State, Step
from app.documents.typeset import pdf
from app.identity.models import Person
from app.kit.clock import now
from app.kit.db import store_of
from app.kit.errors import Refused
from app.kit.names import search_key
from app.kit.store import Damaged
from app.kit.words import Said, _

log = logging.getLogger(__name__)
# wired: why a file is gone, when that is as it should be
explained: list[Callable[[Session, str], Said | None]] = []


@dataclass(frozen=True)
class Wanted:
    """Who is expected to sign, in whose name, and in what capacity."""

    party: Party
    person: Person
    organisation_id: int
    capacity: str = ""
    outside: bool = False  # with eParaksts or on paper, not with a code
    one_of: bool = False  # others of the party are asked too, and one signature is enough


def next_number(db: Session, organisation_id: int, kind: str, year: int) -> int:
    """The next of the organisation's own series; whoever comes second waits for the first."""
    insert = postgresql.insert if db.get_bind().dialect.name == "postgresql" else sqlite.insert
    first = insert(Series).values(organisation_id=organisation_id, kind=kind, year=year, last=0)
    db.execute(first.on_conflict_do_nothing(index_elements=["organisation_id", "kind", "year"]))
    mine = (Series.organisation_id == organisation_id) & (Series.kind == kind) & (Series.year == year)
    counted = update(Series).where(mine).values(last=Series.last + 1).returning(Series.last)
    return db.execute(counted, execution_options={"synchronize_session": False}).scalar_one()


def issue(
    db: Session,
    *,
    organisation_id: int,
    kind: str,
    number: str,
    title: str,
    subject: str,
    template: str,
    values: dict[str, Any],
    signers: Sequence[Wanted] = (),
    about: str = "",
    supersedes: Document | None = None,
) -> Document:
    """A new document with its first edition; nobody is asked yet. `about` is found by searching too."""
    names = " ".join(one.person.name for one in signers)
    document = Document(
        organisation_id=organisation_id,
        kind=kind,
        number=number,
        title=title,
        subject=subject,
        search_key=search_key(f"{number} {title} {names} {about}")[:600],
        supersedes=supersedes,
    )
    db.add(document)
    line_up(document, signers, circuit_of(db, organisation_id, kind))
    add_edition(db, document, template, values)
    return document


def usual(organisation_id: int, kind: str) -> Circuit:
    """The house's own way: one after the other, one for each party."""
    return Circuit(
        organisation_id=organisation_id,
        kind=kind,
        parallel=False,
        all_of=[],
        any_of=[],
        minor_too=False,
        outside=[],
        remind_days=3,
        escalate_days=10,
    )


def circuit_of(db: Session, organisation_id: int, kind: str) -> Circuit:
    """The school's way for this kind, or the house's own."""
    wanted = select(Circuit).where(Circuit.organisation_id == organisation_id, Circuit.kind == kind)
    return db.scalar(wanted) or usual(organisation_id, kind)


def line_up(document: Document, signers: Sequence[Wanted], circuit: Circuit) -> None:
    """Those of one party stand together; the parties one after the other, or all at once."""
    turns: dict[Party, int] = {}
    document.any_of = [each for each in circuit.any_of if sum(one.party == each for one in signers) > 1]
    for position, one in enumerate(signers, 1):
        turn = turns.setdefault(one.party, len(turns) + 1)
        document.signers.append(
            Signer(
                step=Step.WAITING,
                position=position,
                turn=1 if circuit.parallel else turn,
                party=one.party,
                person=one.person,
                organisation_id=one.organisation_id,
                capacity=one.capacity,
                outside=one.outside or one.party in circuit.outside,
            )
        )


def add_edition(db: Session, document: Document, template: str, values: dict[str, Any]) -> None:
    """Renders and stores a version. Signatures of an older one do not count for it; they are kept."""
    add_file(db, document, pdf(template, values), values, template)


def add_file(
    db: Session, document: Document, data: bytes, values: dict[str, Any], template: str = ""
) -> None:
    """A version as bytes; without a template it was written elsewhere."""
    document.editions.append(
        Edition(
            no=len(document.editions) + 1,
            sha256=store_of(db).put(data),
            size=len(data),
            template=template,
            values=values,
        )
    )
    for signer in document.signers:
        if signer.step in {Step.SIGNED, Step.ASKED, Step.SPARED}:
            signer.step, signer.asked_at, signer.opened_at = Step.WAITING, None, None
            signer.instead = ""
            signer.way = signer.signed_at = signer.signed_sha256 = signer.evidence_sha256 = None


def send_out(document: Document, sender: Person | None = None, note: str = "") -> None:
    """Asks those whose turn is first; the others are asked in turn."""
    document.state, document.sent_at = State.OUT, now()
    document.sender_id = sender.id if sender else document.sender_id
    document.note = note.strip()
    ask_next(document)


def ask_next(document: Document) -> list[Signer]:
    """Asks everybody of the first turn that still has somebody to sign; returns those newly asked."""
    pending = [signer for signer in document.signers if signer.pending]
    first = min((signer.turn for signer in pending), default=0)
    new = [signer for signer in pending if signer.turn == first and signer.step is Step.WAITING]
    for signer in new:
        signer.step, signer.asked_at = Step.ASKED, now()
    return new


def with_takers(signers: Sequence[Signer]) -> list[Person]:
    """These people, and those who sign in their stead today."""
    people = [signer.person for signer in signers]
    db = object_session(signers[0]) if signers else None
    if db is None:
        return people
    here = {(signer.person_id, signer.organisation_id) for signer in signers}
    held = db.scalars(Delegation.held_for([signer.person_id for signer in signers]))
    takers = [each.taker for each in held if (each.giver_id, each.organisation_id) in here]
    return list(dict.fromkeys([*people, *takers]))


def asked(document: Document) -> list[Person]:
    """Whose turn it is, and those who sign in their stead."""
    return with_takers([signer for signer in document.signers if signer.step is Step.ASKED])


def content(db: Session, edition: Edition) -> bytes:
    """The bytes as issued; a changed or lost file is never shown, and never signed."""
    return content_of(db, edition.sha256, f"edition {edition.no} of document {edition.document_id}")


def content_of(db: Session, sha256: str, what: str = "file") -> bytes:
    """The bytes of any stored file, by their hash."""
    try:
        return store_of(db).get(sha256)
    except (Damaged, FileNotFoundError) as found:
        if said := why_gone(db, sha256):
            raise Refused(said) from found
        log.error("%s %s: %r", what, sha256[:12], found)
        raise Refused(
            _("The stored file is not the one that was issued. Tell the administrator; do not sign.")
        ) from found


def why_gone(db: Session, sha256: str) -> Said | None:
    """In words, when a file was destroyed as it should be."""
    return next((said for why in explained if (said := why(db, sha256))), None)
