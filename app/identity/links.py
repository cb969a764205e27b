"""Personal links and other tokens: made, stored hashed, checked."""

from __future__ import annotations

import secrets
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from app.identity.door import token_hash
from app.identity.models import Membership, Person, PersonalLink
from app.kit.clock import now

LINK_LIFE = timedelta(days=14)


def passwordless(db: Session, person: Person, organisation_id: int) -> bool:
    """Whether the person holds a role there that may come in by link."""
    roles = db.scalars(
        select(Membership.role).where(
            Membership.person_id == person.id,
            Membership.organisation_id == organisation_id,
            Membership.ended_at.is_(None),
        )
    )
    return any(not role.needs_password for role in roles)


def make_link(db: Session, person: Person, organisation_id: int, target: str) -> str:
    """A new personal link's token, for the message that is about to leave; only its hash stays."""
    token = secrets.token_urlsafe(24)
    db.add(
        PersonalLink(
            token_hash=token_hash(token),
            person_id=person.id,
            organisation_id=organisation_id,
            target=target,
            expires_at=now() + LINK_LIFE,
        )
    )
    return token


def link_of(db: Session, token: str) -> PersonalLink | None:
    """The link of a token, open or not."""
    return db.scalar(
        select(PersonalLink)
        .where(PersonalLink.token_hash == token_hash(token))
        .options(joinedload(PersonalLink.person), joinedload(PersonalLink.organisation))
    )


def opens(db: Session, link: PersonalLink) -> bool:
    """Whether it lets its owner in now: not ended, not withdrawn, and they still have a role there."""
    return link.open_at(now()) and passwordless(db, link.person, link.organisation_id)


def renewable(db: Session, link: PersonalLink) -> bool:
    """Whether its owner may have a new one: what the school has withdrawn only the school gives again."""
    return link.withdrawn_at is None and passwordless(db, link.person, link.organisation_id)


def masked_contact(person: Person) -> str:
    """Where a new link will go, so that its owner knows and nobody else learns it."""
    if person.email and not (person.email_fault and person.phone):
        name, _at, host = person.email.partition("@")
        return f"{name[:1]}•••@{host}"
    return f"•••• {person.phone[-3:]}" if person.phone else ""


def way_in(db: Session, person: Person, organisation_id: int | None, target: str) -> str:
    """The path to put into a message: a personal link, or the plain address for those with a password."""
    if organisation_id and passwordless(db, person, organisation_id):
        return f"/s/{make_link(db, person, organisation_id, target)}"
    return target
