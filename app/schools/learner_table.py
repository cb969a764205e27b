"""The list of learners: search, filters and pages, all of it in the address."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any

from sqlalchemy import Select, func
from sqlalchemy.orm import Session, contains_eager, selectinload

from app.identity.actor import Actor
from app.identity.models import Person
from app.kit.identifiers import Wrong, personal_code
from app.kit.names import search_words, sort_key
from app.schools.models import Group, Guardianship, Learner, Programme, Status

PAGE = 25
ANY = "visi"
STATUSES = {"macas": Status.STUDYING, "atvalinajuma": Status.LEAVE, "atskaititi": Status.LEFT}


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 9 else 0


def _code(text: str) -> str:
    try:
        return personal_code(text).code
    except Wrong:
        return ""


@dataclass(frozen=True)
class Wanted:
    """What the address asks for; anything unknown falls back to the usual."""

    q: str = ""
    group: int = 0
    course: int = 0
    programme: int = 0
    status: str = "macas"
    page: int = 1

    @classmethod
    def read(cls, query: Mapping[str, str]) -> Wanted:
        """From the query of the address."""
        status = query.get("statuss", "macas")
        return cls(
            q=query.get("q", "").strip()[:100],
            group=_number(query.get("grupa", "")),
            course=_number(query.get("kurss", "")),
            programme=_number(query.get("programma", "")),
            status=status if status in STATUSES or status == ANY else "macas",
            page=max(_number(query.get("lpp", "1")), 1),
        )

    def query(self, **changes: Any) -> dict[str, Any]:
        """The address with some of it changed; what is usual is left out."""
        values: dict[str, Any] = {
            "statuss": self.status,
            "q": self.q,
            "grupa": self.group or "",
            "kurss": self.course or "",
            "programma": self.programme or "",
            "lpp": self.page if "lpp" in changes else "",
        } | changes
        if values["statuss"] == "macas":
            values["statuss"] = ""
        return {name: value for name, value in values.items() if value not in ("", None, 1) or name != "lpp"}


@dataclass(frozen=True)
class Table:
    """One page of the list and what is around it."""

    wanted: Wanted
    rows: Sequence[Learner]
    count: int
    counts: Mapping[str, int]
    groups: Sequence[Group]
    programmes: Sequence[Programme]

    @property
    def pages(self) -> int:
        """How many pages there are, at least one."""
        return max(1, ceil(self.count / PAGE))

    @property
    def courses(self) -> list[int]:
        """The courses that there are groups of."""
        return sorted({group.course for group in self.groups})


def chosen(actor: Actor, wanted: Wanted) -> Select[Learner]:
    """The learners the address asks for, but for their status, in no order yet."""
    found: Select[Learner] = (
        Learner.visible_to(actor)
        .join(Learner.person)
        .outerjoin(Learner.group)
        .where(Learner.school_id == actor.organisation_id)
    )
    if code := _code(wanted.q):
        return found.where(Person.personal_code == code)
    for word in search_words(wanted.q):
        begins = (" " + Person.search_key).contains(f" {word}")
        found = found.where(begins | Group.name.icontains(word, autoescape=True))
    if wanted.group:
        found = found.where(Learner.group_id == wanted.group)
    if wanted.course:
        found = found.where(Group.course == wanted.course)
    if wanted.programme:
        found = found.where(Group.programme_id == wanted.programme)
    return found


def ordered(actor: Actor, wanted: Wanted) -> Select[Learner]:
    """All of them, in Latvian order, with person, group and programme."""
    found = chosen(actor, wanted)
    if wanted.status in STATUSES:
        found = found.where(Learner.status == STATUSES[wanted.status])
    return found.order_by(Learner.sort_key, Learner.id).options(
        contains_eager(Learner.person), contains_eager(Learner.group).joinedload(Group.programme)
    )


def with_guardians(found: Select[Learner]) -> Select[Learner]:
    """For the sheet."""
    return found.options(selectinload(Learner.guardianships).joinedload(Guardianship.person))


def table(db: Session, actor: Actor, wanted: Wanted) -> Table:
    """A page of the list; four statements whatever its length."""
    inside = chosen(actor, wanted).with_only_columns(Learner.status, func.count()).group_by(Learner.status)
    by_status: dict[Status, int] = {row[0]: row[1] for row in db.execute(inside)}
    counts = {name: by_status.get(status, 0) for name, status in STATUSES.items()}
    counts[ANY] = sum(by_status.values())
    page = ordered(actor, wanted).limit(PAGE).offset((wanted.page - 1) * PAGE)
    rows: Sequence[Learner] = db.scalars(page).all()
    groups = db.scalars(Group.visible_to(actor).order_by(Group.sort_key)).all()
    programmes = sorted(
        db.scalars(Programme.visible_to(actor)), key=lambda one: (sort_key(one.qualification), one.id)
    )
    return Table(wanted, rows, counts[wanted.status], counts, groups, programmes)
