"""The list of companies a school works with: search and pages, all of it in the address."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, contains_eager

from app.companies.models import Company, Mentor, Offer, OfferState
from app.companies.queries import named_like
from app.identity.actor import Actor
from app.identity.models import Organisation

PAGE = 25
MENTORS = (
    select(func.count())
    .where(Mentor.company_id == Company.id, Mentor.active)
    .correlate(Company)
    .scalar_subquery()
)
PLACES = (
    select(func.coalesce(func.sum(Offer.places), 0))
    .where(Offer.company_id == Company.id, Offer.state == OfferState.OPEN)
    .correlate(Company)
    .scalar_subquery()
)


@dataclass(frozen=True)
class Wanted:
    """What the address asks for."""

    q: str = ""
    offering: bool = False
    page: int = 1

    @classmethod
    def read(cls, query: Mapping[str, str]) -> Wanted:
        """From the query of the address; anything unknown falls back to the usual."""
        number = query.get("lpp", "1")
        return cls(
            q=query.get("q", "").strip()[:100],
            offering=query.get("skats") == "piedava",
            page=max(int(number), 1) if number.isdecimal() and len(number) < 6 else 1,
        )

    def query(self, **changes: Any) -> dict[str, Any]:
        """The address with some of it changed."""
        values: dict[str, Any] = {"q": self.q, "skats": "piedava" if self.offering else ""} | changes
        return {name: value for name, value in values.items() if value not in ("", None)}


@dataclass(frozen=True)
class Row:
    """A company with its counts."""

    company: Company
    mentors: int
    places: int


@dataclass(frozen=True)
class Table:
    """One page of the list."""

    wanted: Wanted
    rows: Sequence[Row]
    all: int
    offering: int

    @property
    def count(self) -> int:
        """How many the address asks for."""
        return self.offering if self.wanted.offering else self.all

    @property
    def pages(self) -> int:
        """How many pages there are, at least one."""
        return max(1, ceil(self.count / PAGE))


def _found(actor: Actor, wanted: Wanted) -> Select[Company]:
    found: Select[Company] = Company.visible_to(actor).join(Company.organisation)
    if wanted.q:
        found = found.where(named_like(wanted.q, Organisation.search_key, Organisation.reg_no))
    return found


def listed(db: Session, actor: Actor, wanted: Wanted, size: int | None = PAGE) -> list[Row]:
    """The rows, in Latvian order; `size` None is all of them."""
    found = _found(actor, wanted).options(contains_eager(Company.organisation))
    if wanted.offering:
        found = found.where(PLACES > 0)
    ordered = found.add_columns(MENTORS, PLACES).order_by(Organisation.sort_key, Company.id)
    if size is not None:
        ordered = ordered.limit(size).offset((wanted.page - 1) * size)
    return [Row(company, mentors, places) for company, mentors, places in db.execute(ordered)]


def table(db: Session, actor: Actor, wanted: Wanted) -> Table:
    """A page of it; two statements whatever its length."""
    inside = _found(actor, wanted).with_only_columns(PLACES.label("places")).subquery()
    counted = select(func.count(), func.count().filter(inside.c.places > 0)).select_from(inside)
    everything, offering = db.execute(counted).one()
    return Table(wanted, listed(db, actor, wanted), everything, offering)
