"""A changed rule tried on live placements: what would be different, before anything is."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.identity.actor import Actor
from app.identity.roles import Role
from app.law.judging import Point, points
from app.law.models import LawChange
from app.law.queries import Law, cases, law, seen_ids
from app.placements.models import LIVE, Placement


@dataclass(frozen=True)
class Difference:
    """A placement for which the rule would say something else."""

    placement: Placement
    before: Point | None
    after: Point | None

    @property
    def more(self) -> bool:
        """It would be missed where it is not missed now."""
        return self.before is None


def tried(db: Session, actor: Actor, change: LawChange) -> list[Difference]:
    """For schools their own live placements; for the portal's administrator all, as a sum."""
    ids = _all(db) if actor.has(Role.PORTAL_ADMIN) else seen_ids(db, actor)
    now = _of(db, ids, law(db), change.code)
    then = _of(db, ids, law(db, trial=change), change.code)
    changed = [number for number in ids if _weight(now.get(number)) != _weight(then.get(number))]
    wanted = select(Placement).where(Placement.id.in_(changed)).order_by(Placement.sort_key)
    return [Difference(each, now.get(each.id), then.get(each.id)) for each in db.scalars(wanted)]


def _all(db: Session) -> list[int]:
    return list(db.scalars(select(Placement.id).where(Placement.state.in_(LIVE))))


def _of(db: Session, ids: list[int], held: Law, code: str) -> dict[int, Point]:
    provisions = [each for each in held.provisions if each.code == code]
    found = {number: points(case, provisions) for number, case in cases(db, ids, held).items()}
    return {number: told[0] for number, told in found.items() if told}


def _weight(point: Point | None) -> tuple[str, str] | None:
    return (point.level.value, point.standing.value) if point else None
