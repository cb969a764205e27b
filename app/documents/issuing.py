"""Issuing a document: numbered, rendered once, stored by its hash, sent to its signers in order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.documents.models import Document, Edition, Party, Series, Signer, State, Step
from app.documents.typeset import pdf
from app.identity.models import Person
from app.kit.clock import now
from app.kit.db import store_of


@dataclass(frozen=True)
class Wanted:
    """Who is expected to sign, in whose name, and in what capacity."""

    party: Party
    person: Person
    organisation_id: int
    capacity: str = ""


def next_number(db: Session, organisation_id: int, kind: str, year: int) -> int:
    """The next of the organisation's own series; whoever comes second waits for the first."""
    wanted = select(Series).where(
        Series.organisation_id == organisation_id, Series.kind == kind, Series.year == year
    )
    series = db.scalar(wanted.with_for_update())
    if series is None:
        series = Series(organisation_id=organisation_id, kind=kind, year=year, last=0)
        db.add(series)
    series.last += 1
    db.flush()  # a clash of two first numbers must show here
    return series.last


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
) -> Document:
    """A new document with its first edition; nobody is asked to sign yet."""
    document = Document(
        organisation_id=organisation_id, kind=kind, number=number, title=title, subject=subject
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


def add_edition(db: Session, document: Document, template: str, values: dict[str, Any]) -> list[Person]:
    """Renders and stores a version. Signatures of an older one become void; returns whose."""
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
    had_signed = [s.person for s in document.signers if s.step is Step.SIGNED]
    for signer in document.signers:
        if signer.step in (Step.SIGNED, Step.ASKED):
            signer.step = Step.WAITING
    return had_signed


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
    """The bytes as issued; a changed file is never shown (`Damaged`)."""
    return store_of(db).get(edition.sha256)
