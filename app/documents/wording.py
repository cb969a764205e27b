"""What a signer confirms, word for word."""

from __future__ import annotations

from app.documents.models import Signer
from app.kit.words import Said, _


def statement(signer: Signer) -> Said:
    """Shown before signing and kept with the signature."""
    return _(
        "I, {name} ({capacity}), have read the document “{document}”, agree to it and sign it.",
        name=signer.person.name,
        capacity=signer.capacity or signer.party.label,
        document=signer.document.named,
    )
