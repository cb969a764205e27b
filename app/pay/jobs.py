"""Placements that a policy lets begin, and the renewal of policies that end too early."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.identity.actor import actor_for
from app.identity.models import Membership, Person
from app.identity.roles import COMPANY_OFFICE, Role
from app.jobs.work import Workshop, daily, on
from app.kit.clock import today
from app.law.followers import start_when_ready
from app.notifications.actions import write_to
from app.pay.models import Policy
from app.pay.queries import covers, placements_served
from app.placements.models import RUNNING, Placement, State
from app.placements.parties import coordinators

WARNINGS: Final = (30, 7)  # days before the last day of a policy


@on("pay.let_start")
def let_start(shop: Workshop, db: Session, payload: dict[str, Any]) -> None:
    """As whoever entered the policy; a placement that still waits for something else stays as it is."""
    policy, person = db.get_one(Policy, payload["policy"]), db.get_one(Person, payload["person"])
    actor = actor_for(person, person.memberships, payload["organisation"], "system")
    for placement in db.scalars(placements_served(policy, [State.CONCLUDED])).all():
        start_when_ready(db, actor, placement)


def warn_of_ends(db: Session) -> None:
    """Once 30 and once 7 days before a policy ends that placements still need; bears repeating."""
    soon = select(Policy).where(
        Policy.cancelled_at.is_(None),
        Policy.ends >= today(),
        Policy.ends <= today() + timedelta(days=max(WARNINGS)),
    )
    for policy in db.scalars(soon.order_by(Policy.id)).all():
        days = min(step for step in WARNINGS if (policy.ends - today()).days <= step)
        if policy.reminded_days is not None and policy.reminded_days <= days:
            continue
        if needing := [each for each in _outliving(db, policy) if _uncovered(db, each, policy)]:
            policy.reminded_days = days
            _warn(db, policy, needing, days)


def _outliving(db: Session, policy: Policy) -> list[Placement]:
    """Those that last longer than the policy."""
    wanted = placements_served(policy, [State.SIGNING, *RUNNING])
    return list(db.scalars(wanted.where(Placement.ends > policy.ends)))


def _uncovered(db: Session, placement: Placement, policy: Policy) -> bool:
    """No other policy takes over on the next day."""
    after = policy.ends + timedelta(days=1)
    return any(since <= after <= until for since, until in covers(db, placement)[policy.risk].gaps)


def _warn(db: Session, policy: Policy, needing: list[Placement], days: int) -> None:
    """The office that insures; in the last week the coordinators of the placements too."""
    told = {person.id: (person, policy.organisation_id) for person in _office(db, policy)}
    if days == min(WARNINGS) or not told:
        for placement in needing:
            told |= {
                person.id: (person, placement.school_id)
                for person in coordinators(placement)
                if person.id not in told
            }
    values = {"count": len(needing)}
    for person, organisation_id in told.values():
        write_to(db, person, "remind.policy", organisation_id, policy.address, thing=policy, values=values)


def _office(db: Session, policy: Policy) -> list[Person]:
    roles = COMPANY_OFFICE if policy.of_company else {Role.COORDINATOR, Role.SCHOOL_ADMIN}
    wanted = (
        select(Person)
        .join(Membership, Membership.person_id == Person.id)
        .where(
            Membership.organisation_id == policy.organisation_id,
            Membership.role.in_(roles),
            Membership.ended_at.is_(None),
        )
    )
    return list(dict.fromkeys(db.scalars(wanted.order_by(Person.id))))


if warn_of_ends not in daily:
    daily.append(warn_of_ends)
