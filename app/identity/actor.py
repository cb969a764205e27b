"""Who acts: a person, the organisation they act for now, and their roles there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from app.identity.models import Membership, Organisation, Person
from app.identity.roles import Role


@dataclass(frozen=True)
class Actor:
    """One person in one organisation. `via` says how they came in: password, link, demo or system."""

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


def actor_for(
    person: Person,
    memberships: Iterable[Membership],
    organisation_id: int | None,
    via: str,
    ip: str = "",
    agent: str = "",
) -> Actor:
    """The actor in the organisation wanted, or the first. A link gives no role that needs a password."""
    open_ones = [m for m in memberships if m.ended_at is None]
    if via == "link":
        open_ones = [m for m in open_ones if not m.role.needs_password]
    chosen = [m for m in open_ones if m.organisation_id == organisation_id]
    if not chosen and open_ones:
        chosen = [m for m in open_ones if m.organisation_id == open_ones[0].organisation_id]
    organisation = chosen[0].organisation if chosen else None
    return Actor(person, organisation, frozenset(m.role for m in chosen), via, ip, agent)
