"""What a signer confirms, word for word."""

from __future__ import annotations

from app.documents.models import Signer
from app.identity.models import Person
from app.kit.words import Said, _


def statement(signer: Signer, person: Person | None = None) -> Said:
    """Shown before signing and kept with the signature; `person` when it is not the signer who signs."""
    capacity = signer.capacity or signer.party.label
    if person is None or person.id == signer.person_id:
        return _(
            "I, {name} ({capacity}), have read the document “{document}”, agree to it and sign it.",
            name=signer.person.name,
            capacity=capacity,
            document=signer.document.named,
        )
    return _(
        "I, {name}, authorised to sign for {giver} ({capacity}), have read the document “{document}”,"
        " agree to it and sign it.",
        name=person.name,
        giver=signer.person.name,
        capacity=capacity,
        document=signer.document.named,
    )
