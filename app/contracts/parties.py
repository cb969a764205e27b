"""Who signs a contract, in what capacity, and in which order."""

from __future__ import annotations

from sqlalchemy.orm import Session

from app.contracts.models import Contract
from app.documents.issuing import Wanted, circuit_of
from app.documents.models import Circuit, Party
from app.identity.models import Person
from app.placements.models import Kind, Placement
from app.placements.parties import company_signatories
from app.placements.signing import DIRECTOR, for_the_company, for_the_learner, for_the_school, relation

__all__ = ["DIRECTOR", "company_signatories", "kind_of", "relation", "signatory", "signers"]


def signatory(db: Session, contract: Contract) -> tuple[Person, str] | None:
    """The one chosen in the terms, else the first."""
    found = company_signatories(db, contract.placement)
    return next((one for one in found if one[0].id == contract.signatory_id), found[0] if found else None)


def kind_of(placement: Placement) -> str:
    """As what its contract is numbered, and by what its way is found."""
    if placement.kind is Kind.DVB:
        return "contract_484"
    return "decision_481" if placement.in_school else "contract_481"


def signers(db: Session, contract: Contract, kind: str = "") -> list[Wanted]:
    """The parties in the school's order, each with those whom the circuit of this kind of document asks."""
    placement = contract.placement
    circuit = circuit_of(db, contract.school_id, kind or kind_of(placement))
    outside = Party.SCHOOL in placement.outside
    school = for_the_school(db, placement.school, circuit, outside=outside)
    if placement.in_school:  # the school decides (481: 6.1.5)
        return school
    sides = {
        "learner": for_the_learner(placement, circuit),
        "company": _for_the_company(db, contract, circuit),
        "school": school,
    }
    order = [name for name in placement.school.signing_order if name in sides]
    return [one for name in [*order, *(n for n in sides if n not in order)] for one in sides[name]]


def _for_the_company(db: Session, contract: Contract, circuit: Circuit) -> list[Wanted]:
    found, chosen = company_signatories(db, contract.placement), contract.signatory_id
    found.sort(key=lambda one: one[0].id != chosen)  # the others keep their order
    return for_the_company(contract.placement, circuit, found)
