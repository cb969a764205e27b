"""Recording a signature: its evidence is written first, then the row, then where the signer stands.

Nothing else in the portal makes a signer stand as signed.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.documents.issuing import ask_next, content_of
from app.documents.models import Delegation, Document, Signature, Signer, Step, Strength, Way
from app.identity.actor import Actor
from app.identity.models import Person
from app.kit.clock import now
from app.kit.db import store_of
from app.kit.words import Words


@dataclass(frozen=True)
class Given:
    """A signature as it was proved: by whom, when, in which way, and the files that prove it."""

    person: Person
    way: Way
    strength: Strength
    signed_at: datetime
    proof: dict[str, Any]
    file_sha256: str | None = None
    report_sha256: str | None = None
    delegation: Delegation | None = None


def record(db: Session, actor: Actor, signer: Signer, given: Given) -> Signature:
    """Keeps the evidence in the store and lets the signer stand as signed on the newest edition."""
    edition = signer.document.edition
    kept = store_of(db).put(canonical(_evidence(actor, signer, given)))
    signature = Signature(
        signer=signer,
        edition=edition,
        person=given.person,
        recorder=actor.person,
        delegation=given.delegation,
        way=given.way,
        strength=given.strength,
        signed_at=given.signed_at,
        recorded_at=now(),
        evidence_sha256=kept,
        file_sha256=given.file_sha256,
        report_sha256=given.report_sha256,
    )
    db.add(signature)
    signer.evidence_sha256, signer.signed_sha256 = kept, edition.sha256
    signer.signed_at, signer.way, signer.step = given.signed_at, given.way, Step.SIGNED
    signer.instead = f"{given.person.name}, {given.delegation.basis}" if given.delegation else ""
    _spare(signer)
    ask_next(signer.document)
    return signature


def _spare(signed: Signer) -> None:
    """Where one of a party is enough the others need not sign any more."""
    if signed.party not in signed.document.any_of:
        return
    for other in signed.document.signers:
        if other.party is signed.party and other.pending:
            other.step = Step.SPARED


def _evidence(actor: Actor, signer: Signer, given: Given) -> dict[str, Any]:
    document, lv = signer.document, Words.of("lv")
    return {
        "document": {"number": document.number, "title": document.title, "subject": document.subject},
        "edition": {
            "no": document.edition.no,
            "sha256": document.edition.sha256,
            "size": document.edition.size,
        },
        "signer": {
            "name": signer.person.name,
            "party": signer.party.value,
            "capacity": signer.capacity,
            "organisation": signer.organisation_id,
        },
        "signed_by": given.person.name,
        "delegation": _basis(given.delegation),
        "way": given.way.value,
        "strength": {"is": given.strength.value, "lv": lv.text(given.strength.label)},
        "signed_at": given.signed_at.isoformat(),
        "recorded_at": now().isoformat(),
        "recorded_by": actor.person.name,
        "file_sha256": given.file_sha256,
        "report_sha256": given.report_sha256,
        "proof": given.proof,
    }


def _basis(delegation: Delegation | None) -> dict[str, Any] | None:
    if delegation is None:
        return None
    return {
        "basis": delegation.basis,
        "giver": delegation.giver.name,
        "from": delegation.starts.isoformat(),
        "until": delegation.ends.isoformat(),
        "proof_sha256": delegation.proof_sha256,
    }


def canonical(evidence: dict[str, Any]) -> bytes:
    """The same evidence gives the same bytes."""
    return json.dumps(evidence, ensure_ascii=False, sort_keys=True, indent=1).encode()


def evidence(db: Session, signature: Signature) -> dict[str, Any]:
    """What proves a signature, read from the store and checked against its hash."""
    kept: dict[str, Any] = json.loads(content_of(db, signature.evidence_sha256, "evidence"))
    return kept


def signatures_of(db: Session, document: Document) -> list[Signature]:
    """All that were ever given on any edition, in the order in which they were recorded."""
    wanted = select(Signature).join(Signature.signer).where(Signer.document_id == document.id)
    return list(db.scalars(wanted.order_by(Signature.id)))
