"""Whom a placement concerns, as ids: for those who choose to whom something is sent."""

from __future__ import annotations

from typing import Any

from sqlalchemy import CompoundSelect, select, union

from app.companies.models import Mentor
from app.identity.models import Membership
from app.identity.roles import COMPANY_OFFICE, Role
from app.placements.models import Placement
from app.schools.models import Guardianship, Learner

LEADING = frozenset({Role.DIRECTOR, Role.COORDINATOR}) | COMPANY_OFFICE


def people_about(subject: str) -> CompoundSelect[Any]:
    """Of `placement:12`: who learns, represents, supervises, and leads at the school and the company."""
    number = subject.removeprefix("placement:")
    one = Placement.id == (int(number) if number.isdecimal() else 0)
    at = Membership.organisation_id
    return union(
        select(Learner.person_id).join(Placement, Placement.learner_id == Learner.id).where(one),
        select(Guardianship.person_id)
        .join(Placement, Placement.learner_id == Guardianship.learner_id)
        .where(one, Guardianship.ended_on.is_(None)),
        select(Mentor.person_id).join(Placement, Placement.mentor_id == Mentor.id).where(one),
        select(Membership.person_id)
        .join(Placement, (Placement.school_id == at) | (Placement.company_id == at))
        .where(one, Membership.role.in_(LEADING), Membership.ended_at.is_(None)),
    )
