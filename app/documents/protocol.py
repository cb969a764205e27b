"""The protocol of a signed document, as it is printed: who signed, how, when, and what proves it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from app.documents.models import Document, Signature, Strength, Way
from app.kit.clock import riga
from app.kit.words import Words

LV = Words.of("lv")


def told(document: Document, proofs: Sequence[tuple[Signature, dict[str, Any]]]) -> dict[str, Any]:
    """Values of `protocol_v1.typ`."""
    edition = document.edition
    when = document.completed_at or document.created_at
    return {
        "iso": riga(when).date().isoformat(),
        "title": document.title,
        "number": document.number,
        "school": document.organisation.name,
        "issued": LV.moment(edition.created_at),
        "sent": LV.moment(document.sent_at) if document.sent_at else "",
        "completed": LV.moment(when),
        "edition": str(edition.no),
        "sha256": edition.sha256,
        "size": LV.number(edition.size),
        "signers": [_one(signature, proof) for signature, proof in proofs],
        "strengths": [
            {"name": LV.text(strength.label), "means": LV.text(strength.means)}
            for strength in Strength
            if any(signature.strength is strength for signature, _proof in proofs)
        ],
    }


def _one(signature: Signature, proof: dict[str, Any]) -> dict[str, Any]:
    signer, lent = signature.signer, proof.get("delegation")
    return {
        "name": signature.person.name,
        "for": signer.person.name if signature.person_id != signer.person_id else "",
        "basis": lent["basis"] if lent else "",
        "party": LV.text(signer.party.label),
        "capacity": signer.capacity,
        "way": LV.text(signature.way.label),
        "strength": LV.text(signature.strength.label),
        "when": LV.day(riga(signature.signed_at).date())
        if signature.way is Way.PAPER
        else LV.moment(signature.signed_at),
        "how": _how(signature, proof["proof"]),
        "evidence": signature.evidence_sha256,
        "file": signature.file_sha256 or "",
    }


def _how(signature: Signature, proof: dict[str, Any]) -> str:
    """In one line, by the way."""
    if signature.way is Way.PORTAL:
        return f"Kods nosūtīts uz {proof['sent_to']}."
    if signature.way is Way.PAPER:
        kept = f" Oriģināls: {proof['original']}." if proof["original"] else ""
        return f"Skenējumu ar oriģinālu salīdzināja {proof['compared_by']}.{kept}"
    return f"{proof['method']} {proof['level']}, sertifikātu izdeva {proof['issuer']}."
