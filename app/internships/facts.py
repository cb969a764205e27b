"""Gathers what the rules of this room ask, and says where each thing is mended."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.identity.models import Membership
from app.identity.roles import Role
from app.internships import rules
from app.internships.models import OrderRow, Practice, PracticeOrder
from app.internships.queries import of_placements, supervisor_line
from app.kit.rules import Unmet, unmet
from app.kit.words import Said
from app.placements.models import State


def facts(practice: Practice) -> rules.Facts:
    """A programme as it stands."""
    return rules.Facts(
        place_chosen=practice.placement.in_school or practice.placement.company_id is not None,
        aim=bool(practice.aim.strip()),
        tasks=bool(practice.tasks.strip()),
        outcomes=len(practice.outcome_ids),
        criteria=bool(practice.criteria.strip()),
        hours=practice.hours,
        weeks=practice.weeks,
    )


def _urls(practice: Practice) -> dict[str, str]:
    placement = practice.placement.address
    return {
        "practice": practice.address,
        "company": f"{placement}/uznemums",
        "contract": f"{placement}/dokumenti",
    }


def before_proposing(_db: Session, practice: Practice) -> list[Unmet]:
    """What the place could not agree to yet."""
    return unmet(rules.BEFORE_PROPOSING, facts(practice), _urls(practice))


def complete(practice: Practice) -> bool:
    """Every field that 481: 6.1.1 names."""
    return not unmet(rules.FIELDS, facts(practice))


def not_out_for_signature(_db: Session, practice: Practice) -> list[Unmet]:
    """The contract that is being signed has the programme attached."""
    signing = practice.placement.state is State.SIGNING
    return unmet([rules.NOT_OUT_FOR_SIGNATURE], signing, _urls(practice))


def _of_row(row: OrderRow, practice: Practice | None) -> list[Unmet]:
    placement = row.placement
    known = rules.RowFacts(
        personal_code=bool(placement.learner.person.personal_code),
        period=placement.starts is not None and placement.ends is not None,
        supervisor=bool(practice and supervisor_line(practice)),
    )
    urls = {
        "learner": placement.learner.address,
        "period": f"{placement.address}/periods",
        "order": f"{row.order.address}#vaditajs",
    }
    name = placement.learner.person.name
    return [
        Unmet(broken.rule, broken.url, because=Said(name)) for broken in unmet(rules.ORDER_ROW, known, urls)
    ]


def _director_can_sign(db: Session, order: PracticeOrder) -> bool:
    if order.school.director_id is None:
        return False
    held = select(Membership.id).where(
        Membership.person_id == order.school.director_id,
        Membership.organisation_id == order.school_id,
        Membership.role == Role.DIRECTOR,
        Membership.ended_at.is_(None),
    )
    return db.scalar(held) is not None


def before_sending_order(db: Session, order: PracticeOrder) -> list[Unmet]:
    """What the director could not sign yet, learner by learner; who is struck out needs nothing."""
    whole = rules.OrderFacts(rows=len(order.rows), director=_director_can_sign(db, order))
    found = unmet(rules.ORDER_WHOLE, whole, {"order": order.address, "school": "/skola"})
    practices = of_placements(db, [row.placement_id for row in order.rows])
    for row in order.rows:
        if not row.struck:
            found += _of_row(row, practices.get(row.placement_id))
    return found
