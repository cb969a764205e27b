"""The side of the desk: signatures by party, this week, the groups' belts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy.orm import Session

from app.desk import steps
from app.desk.lines import Line
from app.diary.models import State as WeekState
from app.diary.queries import TITLES, Cell, state_of
from app.documents.models import Party
from app.identity.actor import Actor
from app.kit.clock import today
from app.kit.days import Week, holiday
from app.kit.names import sort_key
from app.kit.words import Said, _, _n
from app.placements.models import State
from app.schools.models import Group

WEEKS_SHOWN = 20
GROUPS_SHOWN = 4


@dataclass(frozen=True)
class Pipe:
    """How many signatures one party owes, and the longest wait."""

    party: Party
    count: int
    longest: int

    @property
    def late(self) -> bool:
        """Too long."""
        return self.longest >= steps.SLOW_SIGNATURE.days

    @property
    def words(self) -> Said:
        """Under the bar."""
        if not self.count:
            return _("nobody is waiting")
        if not self.longest:
            return _("all since today")
        return _n("the longest has waited {n} day", "the longest has waited {n} days", self.longest)


def pipes(found: Sequence[Line]) -> list[Pipe]:
    """By party, in the usual order of signing."""
    waits: dict[Party, list[int]] = defaultdict(list)
    for line in found:
        if line.state is State.SIGNING and line.waiting:
            waits[line.waiting[0].party].append(steps.waits(line))
    return [Pipe(party, len(waits[party]), max(waits[party], default=0)) for party in Party]


@dataclass(frozen=True)
class Event:
    """Something of this week."""

    day: date
    title: Said
    sub: Said


def agenda(found: Sequence[Line]) -> list[Event]:
    """Holidays, starts and ends from Monday to Sunday, at most two a day."""
    monday = today() - timedelta(days=today().weekday())
    events = []
    for day in (monday + timedelta(n) for n in range(7)):
        if name := holiday(day):
            events.append(Event(day, _("Public holiday"), Said(name)))
        starting = [line for line in found if line.starts == day and line.state is not State.DRAFT]
        ending = [line for line in found if line.ends == day and line.state is State.ACTIVE]
        if starting:
            title = _n("{n} placement starts", "{n} placements start", len(starting))
            events.append(Event(day, title, _names(starting)))
        if ending:
            title = _n("{n} placement ends", "{n} placements end", len(ending))
            events.append(Event(day, title, _names(ending)))
        if day.weekday() == 0 and (waiting := [line for line in found if steps.submitted(line)]):
            title = _n("{n} diary waits for a mentor", "{n} diaries wait for a mentor", len(waiting))
            events.append(
                Event(day, title, _("week {number} and earlier", number=Week.of(day).previous.number))
            )
    return events


def _names(group: Sequence[Line]) -> Said:
    if len(group) == 1:
        return Said(f"{group[0].learner} · {group[0].company}")
    return _n("{first} and {n} more", "{first} and {n} more", len(group) - 1, first=group[0].learner)


@dataclass(frozen=True)
class GroupBelt:
    """A group's alternation around now."""

    name: str
    words: Said
    cells: list[Cell]


def group_belts(db: Session, actor: Actor, found: Sequence[Line]) -> list[GroupBelt]:
    """The groups that change places soonest, each week in the worst state of its learners."""
    groups = [g for g in db.scalars(Group.visible_to(actor)) if g.company_weeks]
    live = {line.group for line in found}
    first = Week.now().shifted(-4)
    span = [first.shifted(n) for n in range(WEEKS_SHOWN)]
    worst = _worst(found)
    belts = [
        GroupBelt(g.name, _where(set(g.company_weeks)), [_cell(g, week, worst) for week in span])
        for g in sorted(groups, key=lambda g: (_change(set(g.company_weeks)), sort_key(g.name)))
        if g.name in live
    ]
    return belts[:GROUPS_SHOWN]


def _worst(found: Sequence[Line]) -> dict[tuple[str, date], WeekState]:
    order = (WeekState.APPROVED, WeekState.SUBMITTED, WeekState.RETURNED, WeekState.OPEN)
    worst: dict[tuple[str, date], WeekState] = {}
    for line in found:
        for week in line.diary:
            key = (line.group, week.monday)
            worst[key] = max(worst.get(key, WeekState.APPROVED), week.state, key=order.index)
    return worst


def _cell(group: Group, week: Week, worst: dict[tuple[str, date], WeekState]) -> Cell:
    letter = "C" if str(week) in group.company_weeks else "S"
    current = Week.now()
    state = state_of(letter, week, current, worst.get((group.name, week.monday)))
    return week.number, state, week == current, _("Week {n}: {what}", n=week.number, what=TITLES[state])


def _change(company: set[str]) -> int:
    """In how many weeks the group changes places."""
    here = str(Week.now()) in company
    return next((n for n in range(1, 30) if (str(Week.now().shifted(n)) in company) != here), 99)


def _where(company: set[str]) -> Said:
    weeks = _change(company)
    if weeks == 99:
        return _("at school")
    day = Week.now().shifted(weeks).monday
    if str(Week.now()) in company:
        return _("at companies until {day:until}", day=day - timedelta(3))
    return _("at companies from {day:since}", day=day)
