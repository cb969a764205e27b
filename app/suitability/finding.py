"""Where companies stand with a school: one company for its page, all of them for the list."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from math import ceil
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, contains_eager, joinedload

from app.companies.models import Company, Mentor
from app.companies.queries import named_like
from app.identity.actor import Actor
from app.identity.models import Organisation
from app.schools.models import Programme
from app.suitability.models import ANSWER_DAYS, CouncilTerms, Decision, Opinion
from app.suitability.stand import Stage, Stand

PAGE = 30
Scope = tuple[str, str]  # a programme's code and qualification; both empty: all programmes


def terms_of(db: Session, school_id: int) -> CouncilTerms:
    """The school's own, or the usual ones."""
    found = db.scalar(select(CouncilTerms).where(CouncilTerms.school_id == school_id))
    return found or CouncilTerms(
        school_id=school_id,
        council_name="",
        council_email="",
        answer_days=ANSWER_DAYS,
        coordinator_decides=False,
    )


def programmes_of(db: Session, school_id: int) -> dict[Scope, Programme]:
    """What the school teaches, by code and qualification."""
    wanted = select(Programme).where(Programme.school_id == school_id)
    found = db.scalars(wanted.order_by(Programme.qualification, Programme.id))
    return {(p.code, p.qualification): p for p in found}


def stands(db: Session, school_id: int, companies: Collection[Company]) -> dict[int, list[Stand]]:
    """Each company's stands: one for every programme that was asked about or decided on, at least one."""
    terms, taught = terms_of(db, school_id), programmes_of(db, school_id)
    ids = [company.id for company in companies]
    opinions = db.scalars(
        select(Opinion)
        .where(Opinion.company_id.in_(ids))
        .options(joinedload(Opinion.school, innerjoin=True), joinedload(Opinion.received_by))
        .order_by(Opinion.opinion_on.desc().nulls_first(), Opinion.id.desc())
    ).all()
    decisions = db.scalars(
        select(Decision)
        .where(Decision.company_id.in_(ids), Decision.school_id == school_id)
        .options(
            joinedload(Decision.decided_by, innerjoin=True), joinedload(Decision.opinion, innerjoin=True)
        )
        .order_by(Decision.decided_on.desc(), Decision.id.desc())
    ).all()
    by_id = {programme.id: scope for scope, programme in taught.items()}
    found = {}
    for company in companies:
        said = [o for o in opinions if o.company_id == company.id]
        decided = [d for d in decisions if d.company_id == company.id]
        scopes = {by_id.get(d.programme_id, ("", "")) if d.programme_id else ("", "") for d in decided}
        scopes |= {
            (o.code, o.qualification) for o in said if not o.code or (o.code, o.qualification) in taught
        }
        found[company.id] = [
            stand_of(company, school_id, taught.get(scope), terms, said, decided)
            for scope in sorted(scopes or {("", "")})
        ]
    return found


def stand_of(
    company: Company,
    school_id: int,
    programme: Programme | None,
    terms: CouncilTerms,
    opinions: Collection[Opinion],
    decisions: Collection[Decision],
) -> Stand:
    """Of one programme: the opinions that cover it, the decisions made for it alone or, as said, for all."""
    own = programme.id if programme else None
    return Stand(
        school_id,
        company,
        programme,
        terms,
        [o for o in opinions if o.covers(programme)],
        [d for d in decisions if d.programme_id == own],
    )


def stand(db: Session, school_id: int, company: Company, programme: Programme | None) -> Stand:
    """One of them, asked about or not."""
    for each in stands(db, school_id, [company])[company.id]:
        if each.programme is programme:
            return each
    opinions = db.scalars(
        select(Opinion)
        .where(Opinion.company_id == company.id)
        .order_by(Opinion.opinion_on.desc().nulls_first(), Opinion.id.desc())
    ).all()
    return stand_of(company, school_id, programme, terms_of(db, school_id), opinions, [])


def mentors_shown(db: Session, company: Company) -> list[Mentor]:
    """The active ones, in Latvian order."""
    wanted = select(Mentor).where(Mentor.company_id == company.id, Mentor.active)
    found = db.scalars(wanted.options(joinedload(Mentor.person, innerjoin=True)))
    return sorted(found, key=lambda mentor: (mentor.person.sort_key, mentor.id))


@dataclass(frozen=True)
class Wanted:
    """What the address of the list asks for."""

    q: str = ""
    stage: Stage | None = None
    page: int = 1

    @classmethod
    def read(cls, query: Mapping[str, str]) -> Wanted:
        """Anything unknown falls back to the usual."""
        number, view = query.get("lpp", "1"), query.get("skats", "")
        return cls(
            q=query.get("q", "").strip()[:100],
            stage=Stage(view) if view in set(Stage) else None,
            page=max(int(number), 1) if number.isdecimal() and len(number) < 6 else 1,
        )

    def query(self, **changes: Any) -> dict[str, Any]:
        """The address with some of it changed."""
        values: dict[str, Any] = {"q": self.q, "skats": self.stage.value if self.stage else ""} | changes
        return {name: value for name, value in values.items() if value not in ("", None)}


@dataclass(frozen=True)
class Table:
    """One page of the list, and how many there are of each stage."""

    wanted: Wanted
    rows: list[Stand]
    counts: dict[Stage, int]
    count: int
    all: int

    @property
    def pages(self) -> int:
        """At least one."""
        return max(1, ceil(self.count / PAGE))


def table(db: Session, actor: Actor, wanted: Wanted) -> Table:
    """Every company the school works with, one row for each programme; five selects."""
    found = Company.visible_to(actor).join(Company.organisation).options(contains_eager(Company.organisation))
    if wanted.q:
        found = found.where(named_like(wanted.q, Organisation.search_key, Organisation.reg_no))
    companies = db.scalars(found.order_by(Organisation.sort_key, Company.id)).all()
    by_company = stands(db, actor.organisation_id, companies)
    rows = [each for company in companies for each in by_company[company.id]]
    counts = {stage: sum(1 for row in rows if row.stage is stage) for stage in Stage}
    kept = [row for row in rows if wanted.stage is None or row.stage is wanted.stage]
    start = (wanted.page - 1) * PAGE
    return Table(wanted, kept[start : start + PAGE], counts, len(kept), len(rows))
