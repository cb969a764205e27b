"""What holds for a placement: the agreement about pay, the policies and the gaps between them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import ColumnElement, Select, and_, exists, or_, select
from sqlalchemy.orm import Session, joinedload

from app.identity.actor import Actor
from app.kit.clock import today
from app.kit.days import is_minor
from app.kit.words import Said, _
from app.pay.models import ConcludedBy, Insured, PayAgreement, PlacementFunding, Policy, Risk, UndeclaredCheck
from app.pay.spans import Span, cover, gaps
from app.placements.models import Kind, Placement, State


def agreements(db: Session, placement_id: int) -> list[PayAgreement]:
    """All of a placement, in their order."""
    wanted = select(PayAgreement).where(PayAgreement.placement_id == placement_id)
    return list(db.scalars(wanted.order_by(PayAgreement.starts, PayAgreement.id)))


def looked_at(starts: date | None, ends: date | None) -> date:
    """Today, but not before a placement begins nor after it ends."""
    day = today()
    if starts and day < starts:
        return starts
    return min(day, ends) if ends else day


def in_force(known: Sequence[PayAgreement], day: date) -> PayAgreement | None:
    """The one that holds on that day."""
    return next((each for each in reversed(known) if each.in_force(day)), None)


def pay_of(db: Session, placement: Placement) -> PayAgreement | None:
    """What holds now, or on the first day of a placement that has not begun."""
    return in_force(agreements(db, placement.id), looked_at(placement.starts, placement.ends))


def pay_seen(db: Session, actor: Actor, placement: Placement) -> PayAgreement | None:
    """The same, for whoever may know it."""
    wanted = PayAgreement.visible_to(actor).where(PayAgreement.placement_id == placement.id)
    known = list(db.scalars(wanted.order_by(PayAgreement.starts, PayAgreement.id)))
    return in_force(known, looked_at(placement.starts, placement.ends))


def usual_party(placement: Placement, on: date) -> ConcludedBy:
    """A minor signs together with the legal representative."""
    born = placement.learner.person.birth_date
    return ConcludedBy.BOTH if born and is_minor(born, on) else ConcludedBy.LEARNER


def serves() -> ColumnElement[bool]:
    """A policy serves a placement: of its school or company, for everybody or for this learner."""
    named = exists().where(Insured.policy_id == Policy.id, Insured.learner_id == Placement.learner_id)
    return and_(
        Policy.cancelled_at.is_(None),
        or_(
            and_(Policy.risk == Risk.ACCIDENT, Policy.organisation_id == Placement.school_id),
            and_(Policy.risk == Risk.LIABILITY, Policy.organisation_id == Placement.company_id),
        ),
        or_(Policy.everybody, named),
    )


@dataclass
class Cover:
    """What the policies of one kind cover of a placement's period."""

    risk: Risk
    policies: list[Policy] = field(default_factory=list)
    span: Span | None = None
    gaps: list[Span] = field(default_factory=list)

    @property
    def whole(self) -> bool:
        """Whether every day of a known period is covered."""
        return bool(self.policies) and not self.gaps


def covers(db: Session, placement: Placement) -> dict[Risk, Cover]:
    """Both insurances of a placement, with the days that are covered and those that are not."""
    wanted = (
        select(Policy)
        .join(Placement, serves())
        .where(Placement.id == placement.id)
        .order_by(Policy.starts, Policy.id)
    )
    found = {risk: Cover(risk) for risk in Risk}
    starts, ends = placement.starts, placement.ends
    for policy in db.scalars(wanted):
        if (ends is None or policy.starts <= ends) and (starts is None or policy.ends >= starts):
            found[policy.risk].policies.append(policy)
    for each in found.values():
        spans = [(policy.starts, policy.ends) for policy in each.policies]
        each.span = cover(spans, starts)
        each.gaps = gaps(spans, starts, ends) if starts and ends else []
    return found


def placements_served(policy: Policy, states: Collection[State]) -> Select[Placement]:
    """The placements in these states that the policy is for."""
    return select(Placement).join(Policy, serves()).where(Policy.id == policy.id, Placement.state.in_(states))


@dataclass(frozen=True)
class Missing:
    """Something that has to be there before the first working day, and who brings it."""

    says: Said
    clause: str
    by_company: bool
    part: str  # "pay", or the risk


def missing(placement: Placement, pay: PayAgreement | None, covered: dict[Risk, Cover]) -> list[Missing]:
    """What a placement under 484 still needs; an internship may do without (481: 11)."""
    if placement.kind is not Kind.DVB:
        return []
    found = []
    if pay is None:
        says = _("Neither an employment contract nor a stipend agreement is entered")
        found.append(Missing(says, "484: 9.8", True, "pay"))
    for risk, cover_ in covered.items():
        if cover_.whole:
            continue
        by_company = risk is Risk.LIABILITY
        if not placement.starts:
            continue
        if not cover_.policies:
            says = _("{risk}: no policy", risk=risk.label)
        else:
            says = _("{risk}: not the whole period is covered", risk=risk.label)
        found.append(Missing(says, risk.clause, by_company, risk.value))
    return found


def funding_of(db: Session, placement_id: int) -> list[PlacementFunding]:
    """From which programmes a placement is paid."""
    wanted = select(PlacementFunding).where(PlacementFunding.placement_id == placement_id)
    return list(db.scalars(wanted.options(joinedload(PlacementFunding.programme))))


def check_of(db: Session, company_id: int) -> UndeclaredCheck | None:
    """The company's last check for undeclared work."""
    return db.scalar(select(UndeclaredCheck).where(UndeclaredCheck.company_id == company_id))
