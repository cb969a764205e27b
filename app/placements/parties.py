"""The people of a placement: who concludes the contract, who speaks for the company and the school."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session, object_session

from app.companies.queries import signatories
from app.identity.models import Membership, Person
from app.identity.roles import COMPANY_OFFICE, SCHOOL_STAFF, Role
from app.kit.clock import today
from app.kit.days import is_minor
from app.placements.models import Placement


def guardians(placement: Placement) -> list[Person]:
    """Those who represent the learner now, the first named first."""
    return [g.person for g in sorted(placement.learner.guardianships, key=lambda g: g.id) if not g.ended_on]


def minor(placement: Placement) -> bool:
    """Whether the learner is under 18 today."""
    born = placement.learner.person.birth_date
    return born is not None and is_minor(born, today())


def concludes(placement: Placement) -> Person | None:
    """The learner or, under 18 today, the guardian (484: 7); None without a birth date or a guardian."""
    born = placement.learner.person.birth_date
    if born is None:
        return None
    if is_minor(born, today()):
        return next(iter(guardians(placement)), None)
    return placement.learner.person


def _members(organisation_id: int | None, roles: frozenset[Role], placement: Placement) -> list[Person]:
    db = object_session(placement)
    return people_of(db, organisation_id, roles) if db and organisation_id else []


def people_of(db: Session, organisation_id: int, roles: frozenset[Role]) -> list[Person]:
    """Those who hold one of these roles there now."""
    wanted = (
        select(Person)
        .join(Membership, Membership.person_id == Person.id)
        .where(
            Membership.organisation_id == organisation_id,
            Membership.role.in_(roles),
            Membership.ended_at.is_(None),
        )
        .order_by(Person.id)
    )
    return list(dict.fromkeys(db.scalars(wanted)))


def office(placement: Placement) -> list[Person]:
    """The company's administrators and signatories."""
    return _members(placement.company_id, COMPANY_OFFICE, placement)


def school_staff(db: Session, school_id: int) -> list[Person]:
    """Everybody with a staff role at the school, in Latvian order."""
    wanted = (
        select(Person)
        .join(Membership, Membership.person_id == Person.id)
        .where(
            Membership.organisation_id == school_id,
            Membership.role.in_(SCHOOL_STAFF),
            Membership.ended_at.is_(None),
        )
        .order_by(Person.sort_key, Person.id)
    )
    return list(dict.fromkeys(db.scalars(wanted)))


def company_people(placement: Placement) -> list[Person]:
    """The supervisor at the place first, then the office."""
    guide = [placement.guide] if placement.guide else []
    return list(dict.fromkeys(guide + office(placement)))


def school_administrators(placement: Placement) -> list[Person]:
    """Who keeps the school's data."""
    return _members(placement.school_id, frozenset({Role.SCHOOL_ADMIN}), placement)


def directors(db: Session, school_id: int) -> list[Person]:
    """Everybody who signs for the school."""
    return people_of(db, school_id, frozenset({Role.DIRECTOR}))


def coordinators(placement: Placement) -> list[Person]:
    """The coordinator named for the placement, else all of the school."""
    if placement.coordinator:
        return [placement.coordinator]
    return _members(placement.school_id, frozenset({Role.COORDINATOR}), placement)


def company_signatories(db: Session, placement: Placement) -> list[tuple[Person, str]]:
    """Who may sign for the company, with the capacity that stands under the signature."""
    if placement.company_id is None:
        return []
    known = {officer.person_id: officer.capacity for officer in signatories(db, placement.company_id)}
    wanted = (
        select(Person, Membership.id)
        .join(Membership, Membership.person_id == Person.id)
        .where(
            Membership.organisation_id == placement.company_id,
            Membership.role == Role.SIGNATORY,
            Membership.ended_at.is_(None),
        )
        .order_by(Membership.id)
    )
    return [(person, known.get(person.id, "")) for person, _membership in db.execute(wanted)]
