"""The contracts of a group in a few steps: what can go out goes out, the rest is named with reasons."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from app.contracts import actions, verbs
from app.contracts.models import Contract, State
from app.contracts.queries import latest, latest_of
from app.identity.actor import Actor
from app.kit.errors import Reason, Refused
from app.placements.models import LIVE, Placement
from app.placements.models import State as Stage
from app.schools.models import Group, Learner

AT_ONCE = 6  # documents rendered in one request


@dataclass(frozen=True)
class Row:
    """A placement of the group and its newest contract."""

    placement: Placement
    contract: Contract | None

    @property
    def sendable(self) -> bool:
        """Nothing has gone out yet."""
        return self.placement.state is Stage.DRAFT


@dataclass
class Result:
    """What one step has done."""

    sent: list[Placement] = field(default_factory=list)
    left: list[tuple[Placement, tuple[Reason, ...]]] = field(default_factory=list)


def rows_of(db: Session, group: Group) -> list[Row]:
    """The live placements of the group's learners, in Latvian order."""
    wanted = (
        select(Placement)
        .join(Learner, Learner.id == Placement.learner_id)
        .where(Learner.group_id == group.id, Placement.state.in_(LIVE))
        .options(
            joinedload(Placement.learner).joinedload(Learner.person),
            joinedload(Placement.company),
            joinedload(Placement.host),
        )
        .order_by(Placement.sort_key, Placement.id)
    )
    found = list(db.scalars(wanted).unique())
    contracts = latest_of(db, [placement.id for placement in found])
    return [Row(placement, contracts.get(placement.id)) for placement in found]


def send_next(
    db: Session, actor: Actor, placements: Sequence[Placement], tried: Collection[int] = ()
) -> Result:
    """A few of those that have not been tried; a draft is made where there is none."""
    result = Result()
    for placement in [each for each in placements if each.id not in tried][:AT_ONCE]:
        try:
            contract = latest(db, placement.id)
            if contract is None or contract.state in verbs.CORRECT.of:
                contract = actions.draft(db, actor, placement)
            if contract.state is State.DRAFT:
                db.flush()  # the law reads the draft from the database
                actions.send(db, actor, contract)
        except Refused as refused:
            result.left.append((placement, tuple(refused.reasons)))
        else:
            result.sent.append(placement)
    return result


def reasons(
    db: Session, actor: Actor, placements: Sequence[Placement]
) -> list[tuple[Placement, list[Reason]]]:
    """Why these could not be sent."""
    contracts = latest_of(db, [placement.id for placement in placements])
    found = []
    for placement in placements:
        contract = contracts.get(placement.id)
        found.append((placement, verbs.SEND.reasons(db, actor, contract) if contract else []))
    return found
