"""The move itself, through a ledger: tried out in a savepoint or done for good, the same way."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from app.kit.ledger import Ledger
from app.kit.names import sort_key
from app.kit.words import Said, _, _n
from app.placements.models import LIVE, Placement
from app.rollover.dates import NextYear, moved_weeks
from app.rollover.naming import LONGEST, finished_name, last_course, next_name
from app.schools.models import Group, Learner, School, SchoolYear, Span, Status

_ABOUT = {
    "name": _("Name of the group"),
    "course": _("Course"),
    "weeks": _("Weeks at the company"),
    "status": _("Standing"),
}


@dataclass
class Item:
    """One thing that is moved, or cannot be: `key` is its tick, empty when there is nothing to choose."""

    key: str
    kind: str  # year, group, finish, learner, placement
    title: str
    says: list[Said] = field(default_factory=list)
    taken: bool = True
    doubts: list[Said] = field(default_factory=list)
    name: str = ""  # of a group in the next year

    def to_json(self) -> dict[str, Any]:
        """As it is kept."""
        told = [said.to_json() for said in self.says], [said.to_json() for said in self.doubts]
        return {**vars(self), "says": told[0], "doubts": told[1]}


@dataclass
class Choices:
    """What the coordinator has said; `ticked` is None before the first look."""

    year: NextYear
    names: Mapping[str, str] = field(default_factory=dict)
    ticked: Collection[str] | None = None

    def wants(self, key: str, usual: bool = True) -> bool:
        """As ticked; before anybody has ticked, what is usual."""
        return usual if self.ticked is None else key in self.ticked

    def to_json(self) -> dict[str, Any]:
        """As it is kept."""
        ticked = sorted(self.ticked) if self.ticked is not None else None
        return {"year": self.year.to_json(), "names": dict(self.names), "ticked": ticked}

    @classmethod
    def from_json(cls, told: Mapping[str, Any]) -> Choices:
        return cls(NextYear.from_json(told["year"]), told["names"], told["ticked"])


@dataclass
class Move:
    """Everything on the way; rooms of the move add to `items`."""

    ledger: Ledger
    school: School
    before: SchoolYear | None
    choices: Choices
    items: list[Item] = field(default_factory=list)
    year: SchoolYear | None = None
    finishing: set[int] = field(default_factory=set)  # groups
    moved: dict[int, Group] = field(default_factory=dict)

    @property
    def db(self) -> Session:
        """The session of the ledger."""
        return self.ledger.db


def move_year(move: Move) -> None:
    """The next school year; one that is there already stays as it is."""
    wanted, school = move.choices.year, move.school
    found = move.db.scalars(
        select(SchoolYear).where(
            SchoolYear.school_id == school.id,
            SchoolYear.starts <= wanted.ends,
            SchoolYear.ends >= wanted.starts,
        )
    ).first()
    title = f"{wanted.starts.year}/{wanted.ends.year}"
    item = Item("", "year", title)
    move.items.append(item)
    if found is not None:
        move.year = found
        item.says.append(_("The school year is there already: {starts:day}–{ends:day}.", **_ends(found)))
        return
    year = SchoolYear(school_id=school.id, starts=wanted.starts, ends=wanted.ends)
    for part in wanted.parts:
        year.spans.append(Span(kind=part.kind, name=part.name, starts=part.starts, ends=part.ends))
    for span in move.ledger.make(year).spans:
        move.ledger.make(span)
    move.year = year
    item.says.append(_("New school year: {starts:day}–{ends:day}.", **_ends(year)))


def _ends(year: SchoolYear) -> dict[str, date]:
    return {"starts": year.starts, "ends": year.ends}


def move_groups(move: Move) -> None:
    """The highest course first, so that each name is free when the next one takes it."""
    groups = move.db.scalars(
        select(Group)
        .where(Group.school_id == move.school.id)
        .options(joinedload(Group.programme))
        .order_by(Group.course.desc(), Group.sort_key)
    ).all()
    learners = _learners(move)
    names = {group.name for group in groups}
    for group in groups:
        if not learners.get(group.id):
            continue  # nobody is in it: finished long ago, or not begun
        if group.course >= last_course(group):
            _finish(move, group, names, learners[group.id])
        else:
            _promote(move, group, names, len(learners[group.id]))


def _learners(move: Move) -> dict[int, list[Learner]]:
    found: dict[int, list[Learner]] = {}
    wanted = (
        select(Learner)
        .where(Learner.school_id == move.school.id, Learner.status != Status.LEFT)
        .options(joinedload(Learner.person))
        .order_by(Learner.sort_key)
    )
    for learner in move.db.scalars(wanted):
        if learner.group_id is not None:
            found.setdefault(learner.group_id, []).append(learner)
        else:
            doubt = _("Is in no group, so nothing is moved. Choose the group.")
            move.items.append(Item("", "learner", learner.person.name, doubts=[doubt]))
    return found


def _promote(move: Move, group: Group, names: set[str], count: int) -> None:
    key, ledger = f"group:{group.id}", move.ledger
    usual = next_name(group.name, group.course)
    wanted = (move.choices.names.get(str(group.id)) or usual).strip()[:LONGEST]
    item = Item(key, "group", f"{group.name} → {wanted}", name=wanted)
    item.says.append(_("Course {n} becomes {m}.", n=group.course, m=group.course + 1))
    item.says.append(_n("{n} learner stays in it.", "{n} learners stay in it.", count))
    move.items.append(item)
    if wanted == group.name and usual == group.name:
        item.doubts.append(_("The name does not show the course, so it stays."))
    taken = wanted != group.name and wanted in names
    if taken:
        item.doubts.append(_("There is another group called {name}. Type another name.", name=wanted))
    item.taken = move.choices.wants(key) and not taken
    if not item.taken:
        return
    names.discard(group.name)
    names.add(wanted)
    ledger.change(group, "course", group.course + 1, _ABOUT["course"])
    _rename(move, group, wanted)
    if move.before is not None and move.year is not None and group.company_weeks:
        weeks = moved_weeks(group.company_weeks, move.before.starts, move.year.starts)
        ledger.change(group, "company_weeks", weeks, _ABOUT["weeks"])
    move.moved[group.id] = group


def _rename(move: Move, group: Group, name: str) -> None:
    if name == group.name:
        return
    move.ledger.change(group, "name", name, _ABOUT["name"])
    move.ledger.change(group, "sort_key", sort_key(name)[:100], _ABOUT["name"])
    move.db.flush()  # the name is free for the next group


def _finish(move: Move, group: Group, names: set[str], learners: Sequence[Learner]) -> None:
    """Leaves the school; whoever still has a placement is left for the coordinator."""
    key = f"finish:{group.id}"
    year = move.before.ends.year if move.before is not None else move.choices.year.starts.year
    wanted = finished_name(group.name, year)
    busy = _busy(move, [learner.id for learner in learners])
    item = Item(key, "finish", f"{group.name} → {wanted}", name=wanted)
    leaving = len(learners) - len(busy)
    item.says.append(
        _n(
            "Finishing course {m}: {n} learner leaves the list.",
            "Finishing course {m}: {n} learners leave the list.",
            leaving,
            m=group.course,
        )
    )
    move.items.append(item)
    item.taken = move.choices.wants(key) and wanted not in names
    if busy:
        named = ", ".join(one.person.name for one in learners if one.id in busy)
        item.doubts.append(_("Not closed yet, so they stay in the list: {names}.", names=named))
    if not item.taken:
        return
    move.finishing.add(group.id)
    names.discard(group.name)
    names.add(wanted)
    _rename(move, group, wanted)
    for learner in learners:
        if learner.id not in busy:
            move.ledger.change(learner, "status", Status.LEFT, _ABOUT["status"])


def _busy(move: Move, learner_ids: Sequence[int]) -> set[int]:
    wanted = select(Placement.learner_id).where(
        Placement.learner_id.in_(learner_ids), Placement.state.in_(LIVE)
    )
    return set(move.db.scalars(wanted))
