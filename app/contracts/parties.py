"""Who signs a contract, in what capacity, and in which order."""

from __future__ import annotations

from sqlalchemy.orm import Session

from app.contracts.models import Contract
from app.documents.issuing import Wanted
from app.documents.models import Party
from app.identity.models import Person
from app.placements.models import Placement
from app.placements.parties import company_signatories, concludes

__all__ = ["DIRECTOR", "company_signatories", "relation", "signatory", "signers"]

DIRECTOR = "direktors"


def signatory(db: Session, contract: Contract) -> tuple[Person, str] | None:
    """The one chosen in the terms, else the first."""
    found = company_signatories(db, contract.placement)
    return next((one for one in found if one[0].id == contract.signatory_id), found[0] if found else None)


def relation(placement: Placement, person: Person) -> str:
    """Mother, father, guardian: as the school has written it."""
    for guardianship in placement.learner.guardianships:
        if guardianship.person_id == person.id:
            return guardianship.relation
    return ""


def signers(db: Session, contract: Contract) -> list[Wanted]:
    """The parties in the school's order; for a minor the guardian takes the learner's place (484: 7)."""
    placement = contract.placement
    school, company = placement.school, signatory(db, contract)
    wanted: dict[str, Wanted] = {}
    if placement.in_school:  # the school decides (481: 6.1.5)
        director = school.director
        return [Wanted(Party.SCHOOL, director, school.id, DIRECTOR)] if director else []
    if concluder := concludes(placement):
        own = concluder.id == placement.learner.person_id
        party = Party.LEARNER if own else Party.GUARDIAN
        wanted["learner"] = Wanted(party, concluder, school.id, relation(placement, concluder))
    if company and placement.company_id:
        wanted["company"] = Wanted(Party.COMPANY, company[0], placement.company_id, company[1])
    if school.director:
        wanted["school"] = Wanted(Party.SCHOOL, school.director, school.id, DIRECTOR)
    order = [name for name in school.signing_order if name in wanted]
    return [wanted[name] for name in [*order, *(n for n in wanted if n not in order)]]
