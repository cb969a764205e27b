"""Gathers what the rules ask, and says where each thing is mended."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.companies.models import Branch, Company
from app.companies.rules import MAY_TEACH, Undertaking
from app.contracts import clauses
from app.contracts.models import Contract
from app.contracts.parties import signatory
from app.contracts.rules import BEFORE_SENDING, Facts
from app.identity.models import Membership, Person
from app.identity.roles import Role
from app.kit.clock import today
from app.kit.days import is_minor
from app.kit.rules import Unmet, unmet
from app.pay.models import Risk
from app.pay.queries import covers, pay_of
from app.placements.models import Kind, Placement
from app.placements.parties import concludes
from app.plans.models import State as PlanState
from app.plans.queries import plan_of, share, totals
from app.schools.models import SchoolYear


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


def _may_teach(company: Company, branch: Branch | None) -> bool:
    place = branch.country if branch else "LV"
    return not unmet(MAY_TEACH, Undertaking(company.country, place, company.ended_on))


def _semesters(db: Session, placement: Placement) -> tuple[tuple[date, date], ...]:
    if not placement.starts or not placement.ends:
        return ()
    years = db.scalars(
        select(SchoolYear).where(
            SchoolYear.school_id == placement.school_id,
            SchoolYear.starts <= placement.ends,
            SchoolYear.ends >= placement.starts,
        )
    )
    return tuple((s.starts, s.ends) for year in years for s in year.semesters)


def facts(db: Session, contract: Contract) -> Facts:
    """Everything the rules before sending ask."""
    placement = contract.placement
    programme, company, born = placement.programme, placement.company, placement.learner.person.birth_date
    plan = plan_of(db, placement.id)
    hours = totals(plan) if plan else None
    concluder, company_signer = concludes(placement), signatory(db, contract)
    own = concluder is not None and concluder.id == placement.learner.person_id
    signs_as = Role.LEARNER if own else Role.GUARDIAN
    covered = covers(db, placement)
    return Facts(
        level=programme.level if programme else None,
        licensed_until=programme.licensed_until if programme else None,
        exempt=placement.school.exempt,
        company_chosen=company is not None,
        company_may_teach=company is not None and _may_teach(company, placement.branch),
        percent=share(plan).percent if plan and placement.kind is Kind.DVB else None,
        plan_agreed=plan is not None and plan.agreed_at is not None,
        plan_approved=plan is not None and plan.state is PlanState.APPROVED,
        plan_hours_school=hours.school_theory + hours.school_practice if hours else Decimal(0),
        plan_hours_company=hours.company if hours else Decimal(0),
        starts=placement.starts,
        ends=placement.ends,
        semesters=_semesters(db, placement),
        birth_known=born is not None,
        minor=born is not None and is_minor(born, today()),
        concluder_named=concluder is not None,
        concluder_reachable=_can_sign(db, concluder, placement.school_id, signs_as),
        empty_clauses=frozenset(clauses.empty(contract)),
        mentor_named=placement.mentor_id is not None,
        signatory_named=company_signer is not None,
        signatory_reachable=company_signer is not None
        and bool(company_signer[0].email or company_signer[0].phone),
        director_named=_can_sign(db, placement.school.director, placement.school_id, Role.DIRECTOR),
        coordinator_named=placement.coordinator_id is not None,
        pay_named=pay_of(db, placement) is not None,
        accident_covers=covered[Risk.ACCIDENT].whole,
        liability_covers=covered[Risk.LIABILITY].whole,
        company_weeks=placement.weeks.count("C"),
    )


def where_mended(contract: Contract) -> dict[str, str]:
    """The page on which each kind of condition is met."""
    placement = contract.placement
    here = f"/vietas/{placement.id}"
    return {
        "programme": f"/skola/programmas/{placement.programme_id}"
        if placement.programme_id
        else "/skola/programmas",
        "school": "/skola",
        "company": f"{here}/uznemums",
        "mentor": f"{here}/vaditajs",
        "period": f"{here}/periods",
        "office": f"/uznemumi/{placement.company_id}" if placement.company_id else "/uznemumi",
        "learner": f"/izglitojamie/{placement.learner_id}",
        "plan": f"{here}/plans",
        "terms": f"{here}/parbaudit#nosacijumi",
        "pay": f"{here}/samaksa",
        "insurance": f"{here}/samaksa#apdrosinasana",
    }


def before_sending(db: Session, contract: Contract) -> list[Unmet]:
    """Every rule that is not kept yet, warnings too; what stops is what `contracts.send` refuses."""
    return unmet(BEFORE_SENDING, facts(db, contract), where_mended(contract))
