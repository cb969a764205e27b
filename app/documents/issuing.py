"""Issuing a document: numbered, rendered once, stored by its hash, sent to its signers in order."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from app.documents.models import Document, Edition, Party, Series, Signer, State, Step
from app.documents.typeset import pdf
from app.identity.models import Person
from app.kit.clock import now
from app.kit.db import store_of
from app.kit.errors import Refused
from app.kit.names import search_key
from app.kit.store import Damaged
from app.kit.words import _

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Wanted:
    """Who is expected to sign, in whose name, and in what capacity."""

    party: Party
    person: Person
    organisation_id: int
    capacity: str = ""


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
    )
    db.add(document)
    for position, one in enumerate(signers, 1):
        document.signers.append(
            Signer(
                step=Step.WAITING,
                position=position,
                party=one.party,
                person=one.person,
                organisation_id=one.organisation_id,
                capacity=one.capacity,
            )
        )
    add_edition(db, document, template, values)
    return document


def add_edition(db: Session, document: Document, template: str, values: dict[str, Any]) -> None:
    """Renders and stores a version. Signatures of an older one become void; what proved them is kept."""
    data = pdf(template, values)
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
        if signer.step is Step.SIGNED:
            void = [*signer.evidence.get("void", []), signer.evidence]
            signer.evidence = {"void": void}
            signer.signed_at = signer.signed_sha256 = None
        if signer.step in (Step.SIGNED, Step.ASKED):
            signer.step, signer.asked_at = Step.WAITING, None


def send_out(document: Document) -> None:
    """Asks the first signer; the others are asked in turn."""
    document.state = State.OUT
    ask_next(document)


def ask_next(document: Document) -> Signer | None:
    """The first who has not signed; None when all have."""
    for signer in document.signers:
        if signer.step is Step.WAITING:
            signer.step, signer.asked_at = Step.ASKED, now()
            return signer
    return None


def asked(document: Document) -> list[Person]:
    """Whose turn it is."""
    return [signer.person for signer in document.signers if signer.step is Step.ASKED]


def content(db: Session, edition: Edition) -> bytes:
    """The bytes as issued; a changed or lost file is never shown, and never signed."""
    return content_of(db, edition.sha256, f"edition {edition.no} of document {edition.document_id}")


def content_of(db: Session, sha256: str, what: str = "file") -> bytes:
    """The bytes of any stored file, by their hash."""
    try:
        return store_of(db).get(sha256)
    except (Damaged, FileNotFoundError) as found:
        log.error("%s %s: %r", what, sha256[:12], found)
        raise Refused(
            _("The stored file is not the one that was issued. Tell the administrator; do not sign.")
        ) from found
