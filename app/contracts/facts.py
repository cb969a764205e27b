"""Gathers what the rules ask, and says where each thing is mended."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.contracts import clauses
from app.contracts.models import Contract
from app.contracts.rules import BEFORE_SENDING, Facts
from app.identity.models import Membership, Person
from app.identity.roles import Role
from app.kit.clock import today
from app.kit.days import is_minor
from app.kit.rules import Unmet, unmet
from app.placements.models import Kind, Placement
from app.placements.parties import concludes
from app.plans.models import State as PlanState
from app.plans.queries import plan_of, share, totals
from app.schools.models import SchoolYear


def signatory(db: Session, placement: Placement) -> Person | None:
    """Who signs for the company: the first of its signatories."""
    wanted = (
        select(Person)
        .join(Membership, Membership.person_id == Person.id)
        .where(
            Membership.organisation_id == placement.company_id,
            Membership.role == Role.SIGNATORY,
            Membership.ended_at.is_(None),
        )
        .order_by(Membership.id)
    )
    return db.scalars(wanted).first()


def _reachable(person: Person | None) -> bool:
    return person is not None and bool(person.email or person.phone)


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
    concluder, signer = concludes(placement), signatory(db, placement)
    return Facts(
        level=programme.level if programme else None,
        licensed_until=programme.licensed_until if programme else None,
        exempt=placement.school.exempt,
        company_chosen=company is not None,
        company_country=company.country if company else "",
        company_ended=company is not None and company.ended_on is not None,
        percent=share(plan).percent if plan and placement.kind is Kind.DVB else None,
        plan_approved=plan is not None and plan.state is PlanState.APPROVED,
        plan_hours_school=hours.school_theory + hours.school_practice if hours else Decimal(0),
        plan_hours_company=hours.company if hours else Decimal(0),
        starts=placement.starts,
        ends=placement.ends,
        semesters=_semesters(db, placement),
        birth_known=born is not None,
        minor=born is not None and is_minor(born, today()),
        concluder_named=concluder is not None,
        concluder_reachable=_reachable(concluder),
        empty_clauses=frozenset(clauses.empty(contract)),
        mentor_named=placement.mentor_id is not None,
        signatory_named=signer is not None,
        signatory_reachable=_reachable(signer),
        director_named=placement.school.director_id is not None,
        coordinator_named=placement.coordinator_id is not None,
        pay_named=contract.pay is not None,
        accident_until=contract.accident_until,
        liability_until=contract.liability_until,
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
        "company": f"{here}/sagatavot/uznemums",
        "mentor": f"{here}/sagatavot/vaditajs",
        "period": f"{here}/sagatavot/periods",
        "office": f"/uznemumi/{placement.company_id}" if placement.company_id else "/uznemumi",
        "learner": f"/izglitojamie/{placement.learner_id}",
        "plan": f"{here}/plans",
        "terms": f"{here}/parbaudit#nosacijumi",
    }


def before_sending(db: Session, contract: Contract) -> list[Unmet]:
    """Every rule that is not kept yet, warnings too; what stops is what `contracts.send` refuses."""
    return unmet(BEFORE_SENDING, facts(db, contract), where_mended(contract))
