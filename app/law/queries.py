"""Gathering cases: the law's own sections first, then each room fills what it knows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.identity.actor import Actor
from app.kit.clock import today
from app.kit.rules import Moment, Unmet
from app.law import beginning
from app.law.case import SECTIONS, Case
from app.law.figures import figures_on
from app.law.judging import Point, Standing, broken, points
from app.law.models import LawChange, State
from app.law.provision import Provision
from app.law.rules import ALL
from app.placements.models import LIVE, Placement
from app.placements.models import State as PlacementState

Filler = Callable[[Session, dict[int, Case]], None]
fillers: Final[list[tuple[frozenset[str], Filler]]] = []  # of the rooms, with the sections they fill
inquiries: Final[list[Callable[[Case, Moment], list[Unmet]]]] = []  # of the rooms above too


@dataclass(frozen=True)
class Law:
    """What holds today: the provisions, and the figures they speak of."""

    provisions: tuple[Provision, ...]
    moved: tuple[tuple[str, date, Decimal], ...] = ()

    def figures(self, day: date) -> Mapping[str, Decimal]:
        """As they held on a day."""
        return figures_on(day, self.moved)


def law(db: Session, trial: LawChange | None = None) -> Law:
    """The law as it holds; with `trial`, as if that change held from today."""
    wanted = select(LawChange).where(LawChange.state == State.ON, LawChange.since <= today())
    changes = [(each, each.since) for each in db.scalars(wanted.order_by(LawChange.since, LawChange.id))]
    if trial is not None:
        changes.append((trial, today()))
    moved = [(c.figure, since, c.value) for c, since in changes if c.figure and c.value is not None]
    return Law(tuple(_changed(each, changes) for each in ALL), tuple(moved))


def _changed(provision: Provision, changes: Iterable[tuple[LawChange, date]]) -> Provision:
    for change, since in changes:
        if change.code == provision.code:
            if change.level:
                provision = replace(provision, level=change.level)
            if change.repealed:
                provision = replace(provision, until=since - timedelta(days=1))
    return provision


def cases(
    db: Session, ids: Iterable[int], held: Law | None = None, about: frozenset[str] = SECTIONS
) -> dict[int, Case]:
    """The cases of these placements, however many in the same number of selects."""
    loaded = beginning.load(db, ids)
    found = beginning.begun(db, loaded, (held or law(db)).figures)
    if found:
        fill(db, found, about)
    return found


def fill(db: Session, found: dict[int, Case], about: frozenset[str]) -> None:
    """Each room that knows something of these sections says it."""
    for sections, filler in fillers:
        if sections & about:
            filler(db, found)


def about_at(moment: Moment, placement: Placement, held: Law) -> frozenset[str]:
    """The sections that are asked about at a moment; closing looks at the whole file."""
    if moment is Moment.CLOSE:
        return SECTIONS
    asked = (each for each in held.provisions if moment in each.moments and placement.kind in each.kinds)
    return frozenset(section for each in asked for section in each.about)


def judge(db: Session, thing: Any, moment: Moment) -> list[Unmet]:
    """What is broken for a placement, or for a thing of a placement, at this moment."""
    placement: Placement = thing if isinstance(thing, Placement) else thing.placement
    db.flush()  # cases are read from the database
    held = law(db)
    case = cases(db, [placement.id], held, about_at(moment, placement, held))[placement.id]
    return judged(case, moment, held)


def judge_supposed(
    db: Session, placement: Placement, suppose: Callable[[Case], None], moment: Moment
) -> list[Unmet]:
    """What would be broken if the case were different: `suppose` changes it before the rooms fill it."""
    db.flush()  # cases are read from the database
    held = law(db)
    found = beginning.begun(db, beginning.load(db, [placement.id]), held.figures)
    suppose(found[placement.id])
    fill(db, found, about_at(moment, placement, held))
    return judged(found[placement.id], moment, held)


def judged(case: Case, moment: Moment, held: Law) -> list[Unmet]:
    """The provisions, and what the rooms above ask of the same case."""
    return broken(case, moment, held.provisions) + [each for ask in inquiries for each in ask(case, moment)]


def points_of(db: Session, placement: Placement) -> list[Point]:
    """The task list of a placement: all that is missing, by whom it is mended and where."""
    held = law(db)
    return points(cases(db, [placement.id], held)[placement.id], held.provisions)


@dataclass(frozen=True)
class Count:
    """How many placements break a provision, and for how many it is still ahead."""

    broken: int = 0
    ahead: int = 0


def seen_ids(db: Session, actor: Actor, states: Sequence[PlacementState] = LIVE) -> list[int]:
    """The live placements that the actor sees."""
    visible = Placement.visible_to(actor).with_only_columns(Placement.id)
    return list(db.scalars(visible.where(Placement.state.in_(states), Placement.restored_at.is_(None))))


def all_points(db: Session, actor: Actor, held: Law | None = None) -> dict[int, list[Point]]:
    """What is missing in each live placement that the actor sees."""
    held = held or law(db)
    found = cases(db, seen_ids(db, actor), held)
    return {number: points(case, held.provisions) for number, case in found.items()}


def counts(found: dict[int, list[Point]]) -> dict[str, Count]:
    """By the code of the provision."""
    tally = Counter((point.provision.code, point.standing) for each in found.values() for point in each)
    codes = {code for code, _standing in tally}
    return {code: Count(tally[code, Standing.BROKEN], tally[code, Standing.AHEAD]) for code in codes}
