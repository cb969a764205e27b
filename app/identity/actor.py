"""Who acts: a person, the organisation they act for now, and their roles there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from app.identity.models import Membership, Organisation, Person
from app.identity.roles import SCHOOL_STAFF, Role


@dataclass(frozen=True)
class Context:
    """An organisation and the roles there."""

    organisation: Organisation
    roles: frozenset[Role]


@dataclass(frozen=True)
class Actor:
    """One person in one organisation. `via` says how they came in: password, link, demo, reset or system."""

    person: Person
    organisation: Organisation | None
    roles: frozenset[Role]
    via: str = "password"
    ip: str = field(default="", repr=False)
    agent: str = field(default="", repr=False)

    @property
    def person_id(self) -> int:
        """The person's id."""
        return self.person.id

    @property
    def organisation_id(self) -> int:
        """The organisation's id; 0 when there is none, which no row has."""
        return self.organisation.id if self.organisation else 0

    def has(self, *roles: Role) -> bool:
        """Any of these roles, here and now."""
        return not self.roles.isdisjoint(roles)

    @property
    def may_remind(self) -> bool:
        """The school's staff ask others for what is missing."""
        return bool(self.roles & SCHOOL_STAFF)

    @property
    def contexts(self) -> list[Context]:
        """Every organisation this person may act for, as they have come in."""
        return contexts(self.person.memberships, self.via)


def contexts(memberships: Iterable[Membership], via: str) -> list[Context]:
    """Open memberships by organisation. A link gives no role that needs a password."""
    found: dict[int, tuple[Organisation, set[Role]]] = {}
    for membership in memberships:
        if membership.ended_at is None and not (via == "link" and membership.role.needs_password):
            _organisation, roles = found.setdefault(
                membership.organisation_id, (membership.organisation, set())
            )
            roles.add(membership.role)
    return [Context(organisation, frozenset(roles)) for organisation, roles in found.values()]


def actor_for(
    person: Person,
    memberships: Iterable[Membership],
    organisation_id: int | None,
    via: str,
    ip: str = "",
    agent: str = "",
) -> Actor:
    """The actor in the organisation wanted, or the first."""
    known = contexts(memberships, via)
    wanted = [c for c in known if c.organisation.id == organisation_id] or known[:1]
    if not wanted:
        return Actor(person, None, frozenset(), via, ip, agent)
    return Actor(person, wanted[0].organisation, wanted[0].roles, via, ip, agent)
