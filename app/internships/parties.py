"""Who signs what of an internship."""

from __future__ import annotations

from sqlalchemy.orm import Session

from app.documents.issuing import Wanted
from app.documents.models import Party
from app.kit.errors import Refused
from app.kit.words import _
from app.placements.models import Placement
from app.placements.parties import company_signatories, concludes


def settlement_signers(db: Session, placement: Placement) -> list[Wanted]:
    """The learner or, under 18, the guardian; then the place (481: 11)."""
    concluder = concludes(placement)
    if concluder is None:
        raise Refused(
            _("It is not known who signs for the learner: the birth date or a guardian is missing.")
        )
    found = company_signatories(db, placement)
    if not found or placement.company_id is None:
        raise Refused(_("The company has nobody yet who may sign for it."))
    own = concluder.id == placement.learner.person_id
    learner = Wanted(Party.LEARNER if own else Party.GUARDIAN, concluder, placement.school_id)
    signatory, capacity = found[0]
    return [learner, Wanted(Party.COMPANY, signatory, placement.company_id, capacity)]
