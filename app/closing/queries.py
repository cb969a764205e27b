"""Finding what is open at the end of placements."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from app.closing.models import Errand
from app.closing.needed import FILE, missing
from app.identity.actor import Actor
from app.kit.rules import Moment, Unmet
from app.law.queries import cases
from app.placements.models import Placement


def judge(db: Session, thing: object, moment: Moment) -> list[Unmet]:
    """A placement closes when every paper of its file is there, unless its contract is kept elsewhere."""
    if moment is not Moment.CLOSE or not isinstance(thing, Placement):
        return []
    case = cases(db, [thing.id])[thing.id]
    lacking = [] if case.contract.outside else missing(case)
    return [Unmet(FILE, f"{thing.address}/lieta", because=paper.says) for paper in lacking]


def errands_of(db: Session, placement: Placement) -> list[Errand]:
    """What was and is to be told about a placement."""
    wanted = select(Errand).where(Errand.placement_id == placement.id).order_by(Errand.due)
    return list(db.scalars(wanted))


def waiting(db: Session, actor: Actor) -> Sequence[Errand]:
    """Everything of the school that is not told yet, the most urgent first."""
    wanted = (
        Errand.visible_to(actor)
        .where(Errand.done_on.is_(None))
        .options(joinedload(Errand.placement).joinedload(Placement.learner))
        .order_by(Errand.due, Errand.id)
    )
    return db.scalars(wanted).all()
