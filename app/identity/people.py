"""One row for one person: finding somebody who is known already, and never taking two people for one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from app.identity.models import Membership, Person
from app.identity.roles import Role
from app.kit import identifiers
from app.kit.clock import now
from app.kit.errors import Reason, Refused
from app.kit.identifiers import Wrong
from app.kit.names import search_key
from app.kit.words import _


@dataclass(frozen=True)
class Who:
    """Somebody as written on a form or in a list, in the one way of writing."""

    given_name: str
    family_name: str
    email: str = ""
    phone: str = ""
    personal_code: str | None = None
    birth_date: date | None = None

    @classmethod
    def read(
        cls,
        given_name: str,
        family_name: str,
        email: str = "",
        phone: str = "",
        personal_code: str | None = None,
        birth_date: date | None = None,
    ) -> Who:
        """Raises `Refused` for what cannot be an address, a number or a code."""
        try:
            code = identifiers.personal_code(personal_code) if personal_code else None
            return cls(
                " ".join(given_name.split()),
                " ".join(family_name.split()),
                identifiers.email(email).address if email else "",
                identifiers.phone(phone).e164 if phone else "",
                code.code if code else None,
                birth_date or (code.born if code else None),
            )
        except Wrong as unread:
            raise Refused(unread.said) from None

    @property
    def key(self) -> str:
        """The name, folded."""
        return search_key(f"{self.given_name} {self.family_name}")


def known(db: Session, who: Who, but: int | None = None) -> Person | None:
    """The same person: by personal code, else by e-mail or phone together with the same name.

    A shared address is not enough, and neither is the name when the codes or the dates of birth differ.
    `but` is somebody this person cannot be: a learner is not their own guardian.
    """
    if who.personal_code:
        found = db.scalar(select(Person).where(Person.personal_code == who.personal_code))
        if found is not None:
            if not set(who.key.split()) & set(found.search_key.split()):
                said = _("This personal code belongs to somebody with another name. Check the code.")
                raise Refused(Reason(said, code="R55"))
            return found
    reached = []
    if who.email:
        reached.append(Person.email == who.email)
    if who.phone:
        reached.append(Person.phone == who.phone)
    if not reached:
        return None
    same_name = select(Person).where(or_(*reached), Person.search_key == who.key, Person.id != (but or 0))
    found_all = db.scalars(same_name.order_by(Person.id))
    return next((person for person in found_all if not _contradicts(person, who)), None)


def _contradicts(person: Person, who: Who) -> bool:
    codes = {person.personal_code, who.personal_code} - {None}
    births = {person.birth_date, who.birth_date} - {None}
    return len(codes) > 1 or len(births) > 1


def written(db: Session, person: Person | None, who: Who, organisation_id: int) -> Person:
    """Writes down a new person, or fills in the blanks of the known one where nobody else relies on them."""
    if person is None:
        person = Person(
            given_name=who.given_name,
            family_name=who.family_name,
            email=who.email,
            phone=who.phone,
            personal_code=who.personal_code,
            birth_date=who.birth_date,
        )
        person.fill_keys()
        db.add(person)
    elif kept_by(db, person, organisation_id):
        person.email = person.email or who.email
        person.phone = person.phone or who.phone
        person.personal_code = person.personal_code or who.personal_code
        person.birth_date = person.birth_date or who.birth_date
    return person


def kept_by(db: Session, person: Person, organisation_id: int) -> bool:
    """Whether this organisation keeps the person's data: no password of their own, no other organisation.

    An address is the way in, so nobody may change it for a person whom others let in by it.
    """
    if person.password_hash:
        return False
    elsewhere = select(Membership.id).where(
        Membership.person_id == person.id,
        Membership.organisation_id != organisation_id,
        Membership.ended_at.is_(None),
    )
    return db.scalar(elsewhere.limit(1)) is None


def correct(db: Session, person: Person, organisation_id: int, **changes: Any) -> None:
    """Changes a person's data for the organisation that keeps it; raises `Refused` for anybody else's."""
    different = {name: value for name, value in changes.items() if getattr(person, name) != value}
    if not different:
        return
    if not kept_by(db, person, organisation_id):
        raise Refused(
            _("{name} also acts elsewhere and changes these data in the profile.", name=person.name)
        )
    if code := different.get("personal_code"):
        taken = select(Person.id).where(Person.personal_code == code, Person.id != person.id)
        if db.scalar(taken) is not None:
            raise Refused(Reason(_("Somebody else has this personal code. Check the code."), code="R55"))
    for name, value in different.items():
        setattr(person, name, value)
    person.fill_keys()


def leave(db: Session, person_id: int, organisation_id: int, role: Role) -> None:
    """Ends a role; the row stays for the history."""
    held = select(Membership).where(
        Membership.person_id == person_id,
        Membership.organisation_id == organisation_id,
        Membership.role == role,
        Membership.ended_at.is_(None),
    )
    for membership in db.scalars(held):
        membership.ended_at = now()
