"""The list of policies: how many placements each serves, and whom it may name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session, joinedload

from app.companies.models import Company
from app.identity.actor import Actor
from app.kit.clock import today
from app.pay.models import Insured, Policy, insures
from app.pay.queries import serves
from app.placements.models import LIVE, Placement
from app.schools.models import Learner, School, Status


@dataclass(frozen=True)
class Row:
    """A policy and what hangs on it."""

    policy: Policy
    named: int
    placements: int  # running or in preparation, with days that it covers
    outlive: int  # of these, those that last longer than the policy

    @property
    def days_left(self) -> int:
        """Until its last day."""
        return (self.policy.ends - today()).days


def listed(db: Session, keeper: School | Company) -> list[Row]:
    """Those in force and coming first, then the past ones."""
    wanted = (
        select(Policy)
        .where(Policy.organisation_id == keeper.id, Policy.risk == insures(keeper.organisation))
        .order_by(Policy.cancelled_at.is_not(None), Policy.ends.desc(), Policy.id.desc())
    )
    policies = list(db.scalars(wanted))
    ids = [policy.id for policy in policies]
    served: dict[int, list[date]] = {number: [] for number in ids}
    overlap = and_(Placement.starts <= Policy.ends, Placement.ends >= Policy.starts)
    rows = (
        select(Policy.id, Placement.ends)
        .join(Placement, and_(serves(), overlap))
        .where(Policy.id.in_(ids), Placement.state.in_(LIVE))
    )
    for number, ends in db.execute(rows):
        served[number].append(ends or date.max)
    count = select(Insured.policy_id, func.count()).where(Insured.policy_id.in_(ids))
    named = {row[0]: row[1] for row in db.execute(count.group_by(Insured.policy_id))}
    return [
        Row(
            policy,
            named.get(policy.id, 0),
            len(served[policy.id]),
            sum(ends > policy.ends for ends in served[policy.id]),
        )
        for policy in policies
    ]


def can_be_named(db: Session, actor: Actor, keeper: School | Company) -> list[Learner]:
    """The school's learners, or those with a placement at the company; as far as the actor sees them."""
    if isinstance(keeper, School):
        wanted = select(Learner).where(Learner.school_id == keeper.id, Learner.status != Status.LEFT)
    else:
        placed = Placement.visible_to(actor).where(
            Placement.company_id == keeper.id, Placement.state.in_(LIVE)
        )
        wanted = select(Learner).where(Learner.id.in_(placed.with_only_columns(Placement.learner_id)))
    wanted = wanted.options(joinedload(Learner.person, innerjoin=True), joinedload(Learner.group))
    return list(db.scalars(wanted.order_by(Learner.sort_key, Learner.id)))
