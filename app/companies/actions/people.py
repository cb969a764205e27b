"""The company's mentors and officers."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.companies import verbs
from app.companies.models import Company, Mentor, Officer
from app.identity.actions import join
from app.identity.actor import Actor
from app.identity.models import Person
from app.identity.people import Who, correct, known, leave, written
from app.identity.roles import COMPANY_OFFICE, Role
from app.kit.clock import today
from app.kit.errors import Refused
from app.kit.verbs import does
from app.kit.words import _


def _correct(db: Session, company_id: int, person: Person, who: Who) -> None:
    correct(
        db,
        person,
        company_id,
        given_name=who.given_name,
        family_name=who.family_name,
        email=who.email,
        phone=who.phone,
    )


@does(verbs.ADD_MENTOR)
def add_mentor(
    db: Session,
    actor: Actor,
    company: Company,
    *,
    given_name: str,
    family_name: str,
    email: str = "",
    phone: str = "",
    occupation: str = "",
) -> Mentor:
    """A DVB supervisor at the company (484: 9.1)."""
    who = Who.read(given_name, family_name, email, phone)
    person = known(db, who)
    mentor = next((each for each in company.mentors if person and each.person_id == person.id), None)
    if mentor is not None and mentor.active:
        raise Refused(_("{name} is already a DVB supervisor of this company.", name=mentor.person.name))
    person = written(db, person, who, company.id)
    join(db, person, company.id, Role.MENTOR)
    if mentor is None:
        mentor = Mentor(company=company, person=person)
        db.add(mentor)
    mentor.active, mentor.occupation = True, occupation
    return mentor


@does(verbs.EDIT_MENTOR)
def edit_mentor(
    db: Session,
    actor: Actor,
    mentor: Mentor,
    *,
    given_name: str,
    family_name: str,
    email: str = "",
    phone: str = "",
    occupation: str = "",
) -> None:
    """Corrects a mentor's data."""
    _correct(db, mentor.company_id, mentor.person, Who.read(given_name, family_name, email, phone))
    mentor.occupation = occupation


@does(verbs.DEACTIVATE_MENTOR)
def deactivate_mentor(db: Session, actor: Actor, mentor: Mentor) -> None:
    """Left the company: cannot be chosen, and comes in no more."""
    mentor.active = False
    leave(db, mentor.person_id, mentor.company_id, Role.MENTOR)


@does(verbs.RESTORE_MENTOR)
def restore_mentor(db: Session, actor: Actor, mentor: Mentor) -> None:
    """Is back."""
    mentor.active = True
    join(db, mentor.person, mentor.company_id, Role.MENTOR)


@does(verbs.ADD_OFFICER)
def add_officer(
    db: Session,
    actor: Actor,
    company: Company,
    *,
    given_name: str,
    family_name: str,
    email: str = "",
    phone: str = "",
    roles: Iterable[Role],
    capacity: str = "",
) -> Person:
    """Who acts for the company: administrator, signatory, or both."""
    wanted = _office_roles(roles)
    who = Who.read(given_name, family_name, email, phone)
    person = known(db, who)
    officer = None
    if person is not None:
        mine = select(Officer).where(Officer.company_id == company.id, Officer.person_id == person.id)
        officer = db.scalar(mine)
    if officer is not None and officer.ended_on is None:
        raise Refused(_("{name} already represents this company.", name=officer.person.name))
    person = written(db, person, who, company.id)
    for role in wanted:
        join(db, person, company.id, role)
    if officer is None:
        officer = Officer(company=company, person=person)
        db.add(officer)
    officer.capacity, officer.ended_on = capacity, None
    return person


def _office_roles(roles: Iterable[Role]) -> list[Role]:
    wanted = sorted(set(roles))
    if not wanted or not set(wanted) <= COMPANY_OFFICE:
        raise Refused(_("Choose whether they are an administrator, a signatory, or both."))
    return wanted


@does(verbs.EDIT_OFFICER)
def edit_officer(
    db: Session,
    actor: Actor,
    officer: Officer,
    *,
    given_name: str,
    family_name: str,
    email: str = "",
    phone: str = "",
    roles: Iterable[Role],
    capacity: str = "",
) -> None:
    """Corrects an officer's data and roles."""
    wanted = _office_roles(roles)
    _correct(db, officer.company_id, officer.person, Who.read(given_name, family_name, email, phone))
    officer.capacity = capacity
    for role in sorted(COMPANY_OFFICE):
        if role in wanted:
            join(db, officer.person, officer.company_id, role)
        else:
            leave(db, officer.person_id, officer.company_id, role)


@does(verbs.END_OFFICER)
def end_officer(db: Session, actor: Actor, officer: Officer) -> None:
    """From today they act for the company no more."""
    officer.ended_on = today()
    for role in sorted(COMPANY_OFFICE):
        leave(db, officer.person_id, officer.company_id, role)
