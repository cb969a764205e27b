"""Cases before the provisions: what is broken at a moment, and what is still ahead."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from app.kit.rules import Level, Moment, Unmet
from app.law.case import Case
from app.law.figures import figures_of
from app.law.provision import Provision
from app.law.rules import ALL
from app.law.where import address
from app.placements.models import State

BEFORE: Final = (Moment.SEND, Moment.START)
PASSED: Final[dict[State, tuple[Moment, ...]]] = {
    State.SIGNING: (Moment.SEND,),
    State.CONCLUDED: (Moment.SEND,),
    State.ACTIVE: (*BEFORE, Moment.WORK),
    State.SUSPENDED: (*BEFORE, Moment.WORK),
    State.COMPLETED: (*BEFORE, Moment.CLOSE, Moment.KEEP),
    State.TERMINATED: (*BEFORE, Moment.KEEP),
}
NEXT: Final[dict[State, Moment]] = {
    State.DRAFT: Moment.SEND,
    State.SIGNING: Moment.START,
    State.CONCLUDED: Moment.START,
    State.ACTIVE: Moment.CLOSE,
    State.SUSPENDED: Moment.CLOSE,
}
CLOSING: Final = timedelta(days=30)  # before the end, what closing will ask is shown as a task


class Standing(StrEnum):
    """How a provision stands for a case."""

    BROKEN = "broken"  # its moment has passed
    AHEAD = "ahead"  # its moment comes next


@dataclass(frozen=True)
class Point:
    """A provision that does not hold for a case."""

    provision: Provision
    standing: Standing
    level: Level
    unmet: Unmet


def day_of(case: Case, moment: Moment) -> date:
    """The day whose law judges it: a contract is judged by the rules of the day it was sent."""
    return (case.contract.sent_on or case.today) if moment in BEFORE else case.today


def _unmet(case: Case, provision: Provision, moment: Moment) -> Unmet | None:
    day = day_of(case, moment)
    if not provision.in_force(day) or not provision.asks(case):
        return None
    if day != case.today and figures_of(provision.code):
        case = replace(case, figures=case.figures_of(day))
    if provision.holds(case):
        return None
    level = provision.level_at(moment, case)
    if case.contract.outside and level is Level.STOP:
        level = Level.WARN  # the papers are elsewhere: the portal cannot know
    nudge = f"/vietas/{case.placement_id}/likums/{provision.code}/atgadinat"
    return Unmet(provision, address(case, provision.where), level, provision.because(case), nudge)


def broken(case: Case, moment: Moment, provisions: Iterable[Provision] = ALL) -> list[Unmet]:
    """What does not hold at this moment, in the order of the codes."""
    asked = (each for each in provisions if moment in each.moments)
    return [found for each in asked if (found := _unmet(case, each, moment))]


def points(case: Case, provisions: Sequence[Provision] = ALL) -> list[Point]:
    """Everything that does not hold now: broken first, then what comes next."""
    found = [point for each in provisions if (point := _point(case, each))]
    weight = {Level.STOP: 0, Level.WARN: 1, Level.INFO: 2}
    return sorted(found, key=lambda p: (p.standing is Standing.AHEAD, weight[p.level], p.provision.code))


def _point(case: Case, provision: Provision) -> Point | None:
    passed = [moment for moment in PASSED.get(case.state, ()) if moment in provision.moments]
    coming = NEXT.get(case.state)
    if passed:
        standing, moment = Standing.BROKEN, passed[-1]
    elif coming in provision.moments and _is_near(case, coming):
        standing, moment = Standing.AHEAD, coming
    else:
        return None
    unmet = _unmet(case, provision, moment)
    return Point(provision, standing, unmet.level or provision.level, unmet) if unmet else None


def _is_near(case: Case, moment: Moment) -> bool:
    return moment is not Moment.CLOSE or case.ends is None or case.today >= case.ends - CLOSING
