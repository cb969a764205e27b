"""Many placements at once from one group: what is complete is made, the rest is named."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from app.companies.models import Company, Mentor
from app.identity.actor import Actor
from app.kit.words import Said, _
from app.placements import actions, defaults, verbs
from app.placements.finding import live_by_learner
from app.placements.models import Kind, Placement
from app.placements.queries import clash_of
from app.schools.models import Group, Learner, Status


@dataclass(frozen=True)
class Skipped:
    """A learner for whom nothing was made, and why."""

    learner: Learner
    why: Said
    url: str = ""


@dataclass
class Result:
    """What came of a group."""

    made: list[Placement] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)


def learners_of(db: Session, group: Group) -> list[Learner]:
    """Everybody in the group who has not left, in Latvian order."""
    wanted = (
        select(Learner)
        .where(Learner.group_id == group.id, Learner.status != Status.LEFT)
        .options(joinedload(Learner.person), joinedload(Learner.group))
        .order_by(Learner.sort_key, Learner.id)
    )
    return list(db.scalars(wanted))


def mentors(db: Session, actor: Actor) -> list[tuple[Company, list[Mentor]]]:
    """The active mentors of every company that the school works with."""
    wanted = (
        Mentor.visible_to(actor)
        .where(Mentor.active)
        .options(joinedload(Mentor.person), joinedload(Mentor.company))
        .order_by(Mentor.company_id, Mentor.id)
    )
    found: dict[int, tuple[Company, list[Mentor]]] = {}
    for mentor in db.scalars(wanted).unique():
        if mentor.company.ended_on is None:
            found.setdefault(mentor.company_id, (mentor.company, []))[1].append(mentor)
    return sorted(found.values(), key=lambda pair: pair[0].organisation.sort_key)


def _why_not(
    learner: Learner, mentor: Mentor | None, live: Sequence[Placement], like: Placement
) -> tuple[Said, str] | None:
    if learner.status is not Status.STUDYING:
        return learner.status.label, ""
    if mentor is None:
        return _("No company and supervisor chosen."), ""
    like.company_id, like.company = mentor.company_id, mentor.company
    for other in live:
        if clash := clash_of(like, other):
            return clash.text, clash.url
    return None


def make(
    db: Session,
    actor: Actor,
    group: Group,
    chosen: Mapping[int, Mentor],
    *,
    starts: date,
    ends: date,
    kind: Kind = Kind.DVB,
) -> Result:
    """One placement for each learner with a mentor; nobody gets half a placement."""
    learners = learners_of(db, group)
    live = live_by_learner(db, learners)
    weeks = defaults.letters(db, group.school_id, group, starts, ends)
    result = Result()
    for learner in learners:
        mentor = chosen.get(learner.id)
        like = Placement(starts=starts, ends=ends)  # to compare with; never stored
        if reason := _why_not(learner, mentor, live.get(learner.id, []), like):
            result.skipped.append(Skipped(learner, *reason))
            continue
        assert mentor is not None
        placement = actions.create(db, actor, learner, kind=kind)
        actions.choose_company(db, actor, placement, mentor.company)
        actions.choose_mentor(db, actor, placement, mentor)
        usual = defaults.schedule(db, placement)
        actions.set_period(
            db,
            actor,
            placement,
            starts=starts,
            ends=ends,
            weeks=weeks,
            work_days=usual.work_days,
            work_from=usual.work_from,
            work_until=usual.work_until,
            day_hours=usual.day_hours,
        )
        result.made.append(placement)
    return result


def may(actor: Actor, group: Group) -> bool:
    """Whoever may begin one placement of the school."""
    return verbs.coordinator(actor, group)
