"""Which doors a person may come in by, for a message that renews their links."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.identity.links import renewable
from app.identity.models import Membership, Person, PersonalLink


def organisations_of(db: Session, person: Person) -> list[int]:
    """Where the person may come in by link."""
    rows = db.execute(
        select(Membership.organisation_id, Membership.role).where(
            Membership.person_id == person.id, Membership.ended_at.is_(None)
        )
    )
    return sorted({organisation for organisation, role in rows if not role.needs_password})


def signs_in(db: Session, person: Person) -> bool:
    """Whether the person holds, anywhere, a role that needs a password."""
    roles = db.scalars(
        select(Membership.role).where(Membership.person_id == person.id, Membership.ended_at.is_(None))
    )
    return any(role.needs_password for role in roles)


def renewed(db: Session, payload: dict[str, Any]) -> tuple[Person, list[tuple[int, str]]]:
    """Whose links are renewed, and for each organisation where they lead."""
    person = db.get_one(Person, payload["person"])
    old = db.get(PersonalLink, payload["link"]) if payload.get("link") else None
    if old:
        return person, [(old.organisation_id, old.target)] if renewable(db, old) else []
    return person, [(organisation, "/") for organisation in organisations_of(db, person)]
