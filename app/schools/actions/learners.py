"""Learners and those who represent them."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.identity.actions import join
from app.identity.actor import Actor
from app.identity.models import Person
from app.identity.people import Who, correct, known, leave, written
from app.identity.roles import Role
from app.kit.clock import today
from app.kit.errors import Reason, Refused
from app.kit.verbs import does
from app.kit.words import _
from app.schools import verbs
from app.schools.models import Group, Guardianship, Learner, School, Status

OF_PERSON = ("given_name", "family_name", "personal_code", "birth_date", "email", "phone")


@does(verbs.ADD_LEARNER)
def add_learner(
    db: Session,
    actor: Actor,
    school: School,
    *,
    given_name: str,
    family_name: str,
    personal_code: str | None = None,
    birth_date: date | None = None,
    email: str = "",
    phone: str = "",
    group: Group | None = None,
    status: Status = Status.STUDYING,
) -> Learner:
    """Somebody new in the school's list; a person who is known keeps their one row."""
    who = Who.read(given_name, family_name, email, phone, personal_code, birth_date)
    person = known(db, who)
    if person is not None:
        mine = select(Learner).where(Learner.school_id == school.id, Learner.person_id == person.id)
        if (already := db.scalar(mine)) is not None:
            said = _("{name} is already in the list of learners.", name=person.name)
            raise Refused(Reason(said, url=already.address))
    person = written(db, person, who, school.id)
    join(db, person, school.id, Role.LEARNER)
    learner = Learner(school=school, person=person, group=group, status=status, sort_key=person.sort_key)
    db.add(learner)
    return learner


@does(verbs.EDIT_LEARNER)
def edit_learner(db: Session, actor: Actor, learner: Learner, /, **changes: Any) -> None:
    """Changes what is named: data of the person, `group`, `status`."""
    if personal := {name: changes[name] for name in OF_PERSON if name in changes}:
        correct(db, learner.person, learner.school_id, **_read(learner.person, personal))
        learner.sort_key = learner.person.sort_key
    if "group" in changes:
        learner.group = changes["group"]
    if "status" in changes:
        learner.status = changes["status"]


def _read(person: Person, changes: dict[str, Any]) -> dict[str, Any]:
    """The changes in the one way of writing; blanks stay as they are."""
    merged: dict[str, Any] = {name: getattr(person, name) for name in OF_PERSON} | changes
    who = Who.read(
        merged["given_name"],
        merged["family_name"],
        merged["email"],
        merged["phone"],
        merged["personal_code"],
    )
    read = {name: getattr(who, name) for name in changes if name != "birth_date"}
    if "birth_date" in changes:
        read["birth_date"] = changes["birth_date"] or who.birth_date
    return read


@does(verbs.ADD_GUARDIAN)
def add_guardian(
    db: Session,
    actor: Actor,
    learner: Learner,
    *,
    given_name: str,
    family_name: str,
    email: str = "",
    phone: str = "",
    personal_code: str | None = None,
    relation: str = "",
) -> Guardianship:
    """Who represents the learner; a parent of two learners is one person."""
    who = Who.read(given_name, family_name, email, phone, personal_code)
    person = known(db, who, but=learner.person_id)
    found = next((each for each in learner.guardianships if person and each.person_id == person.id), None)
    if found is not None and found.ended_on is None:
        raise Refused(_("{name} already represents this learner.", name=found.person.name))
    person = written(db, person, who, learner.school_id)
    join(db, person, learner.school_id, Role.GUARDIAN)
    if found is None:
        found = Guardianship(learner=learner, person=person)
        db.add(found)
    found.relation, found.ended_on = relation, None
    return found


@does(verbs.EDIT_GUARDIAN)
def edit_guardian(
    db: Session,
    actor: Actor,
    guardianship: Guardianship,
    *,
    given_name: str,
    family_name: str,
    email: str = "",
    phone: str = "",
    relation: str = "",
) -> None:
    """Corrects a legal representative's data."""
    who = Who.read(given_name, family_name, email, phone)
    correct(
        db,
        guardianship.person,
        guardianship.learner.school_id,
        given_name=who.given_name,
        family_name=who.family_name,
        email=who.email,
        phone=who.phone,
    )
    guardianship.relation = relation


@does(verbs.END_GUARDIAN)
def end_guardian(db: Session, actor: Actor, guardianship: Guardianship) -> None:
    """From today the person represents this learner no more; without other wards the role ends too."""
    school_id = guardianship.learner.school_id
    guardianship.ended_on = today()
    others = (
        select(Guardianship.id)
        .join(Guardianship.learner)
        .where(
            Guardianship.person_id == guardianship.person_id,
            Guardianship.id != guardianship.id,
            Guardianship.ended_on.is_(None),
            Learner.school_id == school_id,
        )
    )
    if db.scalar(others.limit(1)) is None:
        leave(db, guardianship.person_id, school_id, Role.GUARDIAN)
