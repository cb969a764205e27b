"""Programmes of a whole group in one step: what can be done is done, the rest is named with its reason."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from app.identity.actor import Actor
from app.internships import actions, verbs
from app.internships.models import Outline, Practice, State
from app.internships.queries import internships_of, of_placements
from app.kit.errors import Reason, Refused
from app.placements.models import Placement
from app.schools.models import Group


@dataclass(frozen=True)
class Left:
    """An internship for which it was not possible, and why."""

    placement: Placement
    reasons: tuple[Reason, ...]


@dataclass
class Done:
    """What came of it."""

    done: list[Placement] = field(default_factory=list)
    left: list[Left] = field(default_factory=list)


def _each(practices: Iterable[Practice], deed: Callable[[Practice], object]) -> Done:
    result = Done()
    for practice in practices:
        try:
            deed(practice)
        except Refused as refused:
            result.left.append(Left(practice.placement, tuple(refused.reasons)))
        else:
            result.done.append(practice.placement)
    return result


def _drafts(db: Session, group: Group) -> list[Practice]:
    placements = internships_of(db, group)
    known = of_placements(db, [placement.id for placement in placements])
    found = [known[placement.id] for placement in placements if placement.id in known]
    return [practice for practice in found if practice.state is State.DRAFT]


def take_for_all(db: Session, actor: Actor, group: Group, outline: Outline) -> Done:
    """The same programme for everybody whose own is still a draft."""
    return _each(_drafts(db, group), lambda practice: actions.take_outline(db, actor, practice, outline))


def propose_all(db: Session, actor: Actor, group: Group) -> Done:
    """Asks every place."""
    return _each(_drafts(db, group), lambda practice: actions.propose(db, actor, practice))


def agree_all(db: Session, actor: Actor, practices: Iterable[Practice]) -> Done:
    """The place agrees to the same programme for several learners at once."""
    return _each(practices, lambda practice: actions.agree(db, actor, practice))


def twins(db: Session, actor: Actor, practice: Practice) -> list[Practice]:
    """This one and those of other learners at the same place that say the same and wait too."""
    placement = practice.placement
    wanted = Practice.visible_to(actor).where(
        Practice.state == State.PROPOSED,
        Practice.proposed_to_id == practice.proposed_to_id,
        Practice.aim == practice.aim,
        Practice.tasks == practice.tasks,
        Practice.criteria == practice.criteria,
        Practice.hours == practice.hours,
        Practice.weeks == practice.weeks,
    )
    return [
        each
        for each in db.scalars(wanted.order_by(Practice.id))
        if each.outcome_ids == practice.outcome_ids
        and each.placement.programme_id == placement.programme_id
        and verbs.AGREE.open_to(actor, each)
    ]
