"""Gathers who can sign, and asks the law."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.contracts.models import Contract
from app.contracts.parties import signatory
from app.contracts.rules import SIGNABLE, Facts
from app.identity.models import Membership, Person
from app.identity.roles import Role
from app.kit.rules import Moment, Unmet, at, unmet


def _can_sign(db: Session, person: Person | None, organisation_id: int, role: Role) -> bool:
    """They can be reached, and hold the role in which they sign."""
    if person is None or not (person.email or person.phone):
        return False
    held = select(Membership.id).where(
        Membership.person_id == person.id,
        Membership.organisation_id == organisation_id,
        Membership.role == role,
        Membership.ended_at.is_(None),
    )
    return db.scalar(held) is not None


def facts(db: Session, contract: Contract) -> Facts:
    """Who would sign."""
    placement, company = contract.placement, signatory(db, contract)
    return Facts(
        mentor_named=placement.guide is not None,
        signatory_reachable=placement.in_school
        or (company is not None and bool(company[0].email or company[0].phone)),
        director_can_sign=_can_sign(db, placement.school.director, placement.school_id, Role.DIRECTOR),
        company_weeks=placement.weeks.count("C"),
    )


def _where(contract: Contract) -> dict[str, str]:
    placement = contract.placement
    return {
        "mentor": f"{placement.address}/vaditajs",
        "period": f"{placement.address}/periods",
        "office": f"/uznemumi/{placement.company_id}" if placement.company_id else "/uznemumi",
        "school": "/skola",
    }


def before_sending(db: Session, contract: Contract) -> list[Unmet]:
    """Every rule that is not kept yet, warnings too; what stops is what `contracts.send` refuses."""
    return at(Moment.SEND)(db, contract) + unmet(SIGNABLE, facts(db, contract), _where(contract))


def before_starting(db: Session, contract: Contract) -> list[Unmet]:
    """What will be wanted by the first working day: worth a look already now."""
    return at(Moment.START)(db, contract)
