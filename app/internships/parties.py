"""Who signs what of an internship."""

from __future__ import annotations

from sqlalchemy.orm import Session

from app.documents.issuing import Wanted, circuit_of
from app.kit.errors import Refused
from app.kit.words import _
from app.placements.models import Placement
from app.placements.parties import company_signatories, concludes
from app.placements.signing import for_the_company, for_the_learner, for_the_school
from app.schools.models import School


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
    circuit = circuit_of(db, placement.school_id, "settlement")
    return [*for_the_learner(placement, circuit), *for_the_company(placement, circuit, found)]


def order_signers(db: Session, school: School) -> list[Wanted]:
    """The school (481: 6.1.6)."""
    return for_the_school(db, school, circuit_of(db, school.id, "practice_order"))
