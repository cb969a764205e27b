"""What a signer confirms, word for word."""

from __future__ import annotations

from app.documents.models import Signer
from app.kit.words import Said, _


def statement(signer: Signer) -> Said:
    """Shown before signing and kept with the signature."""
    edition = signer.document.edition
    return _(
        "I, {name} ({capacity}), have read the document “{document}” and agree to it. "
        "I sign it. SHA-256: {sha256}",
        name=signer.person.name,
        capacity=signer.capacity or signer.party.label,
        document=signer.document.named,
        sha256=edition.sha256,
    )
