"""Signatures that were not given in the portal: a company's .edoc and signed PDF, a parent's paper."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.demo.cast import actor_of
from app.documents.bringing import bring, examine
from app.documents.containers import name_of
from app.documents.issuing import content
from app.documents.models import Document, Party, Signer, State, Step
from app.documents.papers import record_paper
from app.documents.typeset import pdf
from app.esign.making.asice import sign_asice
from app.esign.making.pades import sign_pdf
from app.esign.testing.pki import TestPki
from app.identity.actor import Actor
from app.kit.clock import riga
from app.kit.uploads import PDF, Upload

NO_CODE: Final = "320000-00000"


def sign_elsewhere(db: Session, pki: TestPki, ilze: Actor) -> None:
    """One of each way, where the demo year has left documents waiting."""
    company, guardian = _asked(db, Party.COMPANY), _asked(db, Party.GUARDIAN)
    for ending in ("edoc", "pdf"):
        if signer := next(company, None):
            _bring(db, pki, signer, ending)
    if signer := next(guardian, None):
        _on_paper(db, ilze, signer)


def _asked(db: Session, party: Party) -> Iterator[Signer]:
    wanted = (
        select(Signer)
        .join(Document, Document.id == Signer.document_id)
        .where(Signer.party == party, Signer.step == Step.ASKED, Document.state == State.OUT)
    )
    return iter(list(db.scalars(wanted.order_by(Signer.id.desc()))))


def _bring(db: Session, pki: TestPki, signer: Signer, ending: str) -> None:
    document, person = signer.document, signer.person
    key = pki.person(person.given_name, person.family_name, person.personal_code or NO_CODE)
    issued = content(db, document.edition)
    if ending == "pdf":
        data = sign_pdf(issued, key, pki.tsa, pki.ocsp)
    else:
        data = sign_asice([(name_of(document, "pdf"), issued, PDF)], key, pki.tsa, pki.ocsp)
    name = name_of(document, ending)
    reading = examine(db, document, name, data)
    bring(db, actor_of(db, person), document, name=name, data=data, reading=reading)


def _on_paper(db: Session, ilze: Actor, signer: Signer) -> None:
    document = signer.document
    edition = document.edition
    scan = Upload(pdf(edition.template, edition.values), "skenejums.pdf", PDF)
    assert document.sent_at
    record_paper(
        db,
        ilze,
        document,
        signers=[signer],
        scan=scan,
        signed_on=riga(document.sent_at).date(),
        place="lieta 05-12, 214. kabinets",
    )
