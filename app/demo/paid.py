"""What is worth seeing about pay: a policy that ends too soon, placements that are funded."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.demo.cast import actor_of
from app.identity.models import Person
from app.kit.clock import today
from app.pay import actions
from app.pay.funding import Cost
from app.pay.models import Policy, Risk
from app.placements.models import Placement, State
from app.schools.models import School


def touch_up(db: Session, school_id: int, ilze_id: int) -> None:
    """The company with whom the first running placement is has paid for a part of the year only."""
    ilze, school = actor_of(db, db.get_one(Person, ilze_id)), db.get_one(School, school_id)
    wanted = select(Placement).where(Placement.school_id == school_id, Placement.state == State.ACTIVE)
    running = list(db.scalars(wanted.order_by(Placement.id).limit(5)))
    programme = actions.add_funding(
        db, ilze, school, name="Latvijas un Šveices sadarbības programma", costs=[Cost.MENTOR, Cost.EQUIPMENT]
    )
    for placement in running[1:]:
        actions.fund(db, ilze, placement, programmes=[programme])
    ends = today() + timedelta(days=20)
    short = select(Policy).where(
        Policy.risk == Risk.LIABILITY,
        Policy.organisation_id.in_([each.company_id for each in running[1:]]),
        Policy.starts <= today(),
        Policy.ends > ends,
    )
    if policy := db.scalar(short.order_by(Policy.id).limit(1)):
        actions.correct_policy(db, ilze, policy, ends=ends)
