"""What changes between two states of a contract, in plain words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from app.companies.models import Branch, Company, Mentor
from app.contracts.terms import Terms
from app.identity.models import Person
from app.kit.days import Week
from app.kit.words import Said, Words, _, _n
from app.pay.models import Instrument, Rate
from app.placements.schedule import COMPANY

NOTHING = _("not stated")


@dataclass(frozen=True)
class Change:
    """One thing that changes, as it was and as it will be."""

    label: Said
    before: Said
    after: Said

    def written(self, words: Words) -> dict[str, str]:
        """For a document in one language; contracts write out the currency."""
        told = {"what": self.label, "before": self.before, "after": self.after}
        return {name: words.text(said).replace("€", "EUR") for name, said in told.items()}


@dataclass(frozen=True)
class Names:
    """What the terms name only by number."""

    companies: dict[int, Company]
    branches: dict[int, Branch]
    mentors: dict[int, Mentor]
    people: dict[int, Person]


def names(db: Session, terms: Iterable[Terms]) -> Names:
    """At most one select of each kind."""
    known = list(terms)

    def rows(model: Any, field: str, *options: Any) -> dict[int, Any]:
        wanted = {getattr(each, field) for each in known} - {None}
        if not wanted:
            return {}
        found = db.scalars(select(model).where(model.id.in_(wanted)).options(*options))
        return {row.id: row for row in found}

    return Names(
        rows(Company, "company_id"),
        rows(Branch, "branch_id"),
        rows(Mentor, "mentor_id", joinedload(Mentor.person)),
        rows(Person, "coordinator_id"),
    )


def _plain(text: str) -> Said:
    """A name or an address: nothing to translate, and braces stay as they are."""
    return _("{text}", text=text)


def mentor_said(mentor: Mentor | None) -> Said:
    """With the occupation, as contracts name supervisors."""
    if mentor is None:
        return NOTHING
    parts = [mentor.person.name, *([mentor.occupation] if mentor.occupation else [])]
    return _plain(", ".join(parts))


def place_said(terms: Terms, known: Names) -> Said:
    """The branch, else the company's own address."""
    branch = known.branches.get(terms.branch_id or 0)
    if branch:
        return _plain(", ".join(part for part in (branch.name, branch.street_address) if part))
    company = known.companies.get(terms.company_id or 0)
    return _plain(company.organisation.address or company.name) if company else NOTHING


def period_said(terms: Terms) -> Said:
    """From and until."""
    if terms.starts is None or terms.ends is None:
        return NOTHING
    return _("{starts:day}–{ends:day}", starts=terms.starts, ends=terms.ends)


def days_said(terms: Terms) -> Said:
    """Which days, from and until when, how many hours."""
    return _(
        "{days} {start:time}–{end:time}, {hours:hours} a day",
        days=_days(terms.work_days),
        start=terms.work_from,
        end=terms.work_until,
        hours=terms.day_hours,
    )


def _days(numbers: str) -> Said:
    """One after another; a run of three or more by its ends."""
    days = sorted(int(number) for number in numbers)
    if len(days) > 2 and days[-1] - days[0] == len(days) - 1:
        return _("{first:weekday}–{last:weekday}", first=days[0], last=days[-1])
    return _joined([_("{day:weekday}", day=day) for day in days])


def _joined(parts: Sequence[Said]) -> Said:
    found = parts[0] if parts else NOTHING
    for part in parts[1:]:
        found = _("{before}, {next}", before=found, next=part)
    return found


def pay_said(terms: Terms) -> Said:
    """Which agreement, and how much."""
    if terms.pay is None:
        return NOTHING
    said = PAYS[terms.pay]
    if terms.pay_number:
        said = _("{pay} ({reference})", pay=said, reference=terms.pay_number)
    if terms.pay_amount is None:
        return said
    if terms.pay_rate is Rate.HOUR:
        return _("{pay}, {amount:money} an hour", pay=said, amount=terms.pay_amount)
    return _("{pay}, {amount:money} a month", pay=said, amount=terms.pay_amount)


PAYS = {Instrument.STIPEND: _("Stipend agreement"), Instrument.WAGE: _("Employment contract")}


def plan_said(terms: Terms) -> Said:
    """By its edition."""
    return _("edition {n}", n=terms.plan_edition) if terms.plan_edition else NOTHING


def company_weeks(terms: Terms) -> list[Week]:
    """Those at the company."""
    schedule = terms.schedule
    if schedule is None:
        return []
    first = schedule.starts - timedelta(days=schedule.starts.weekday())
    return [Week.of(first + timedelta(weeks=n)) for n, each in enumerate(terms.weeks) if each == COMPANY]


def _some(weeks: Sequence[Week]) -> Said:
    return _joined([_("{n:week} ({day:short_day})", n=week.number, day=week.monday) for week in weeks])


def weeks_change(before: Terms, after: Terms) -> Change | None:
    """Which weeks come and which go; nothing for those that only fall away with the period."""
    old, new = company_weeks(before), company_weeks(after)
    gone = [week for week in old if week not in new]
    come = [week for week in new if week not in old]
    if not gone and not come:
        return None
    said = _n("{n} week at the company", "{n} weeks at the company", len(old))
    now = _n("{n} week at the company", "{n} weeks at the company", len(new))
    if come:
        now = _("{count}; added: {weeks}", count=now, weeks=_some(come))
    if gone:
        now = _("{count}; no longer: {weeks}", count=now, weeks=_some(gone))
    return Change(_("Weeks at the company"), said, now)


def changes(before: Terms, after: Terms, known: Names) -> list[Change]:
    """Everything that differs, in the order of a contract."""
    different = before.differences(after).keys()
    found: list[Change | None] = []

    def told(fields: set[str], label: Said, old: Said, new: Said) -> None:
        if different & fields:
            found.append(Change(label, old, new))

    told(
        {"mentor_id"},
        _("Supervisor at the company"),
        mentor_said(known.mentors.get(before.mentor_id or 0)),
        mentor_said(known.mentors.get(after.mentor_id or 0)),
    )
    told({"starts", "ends"}, _("Period"), period_said(before), period_said(after))
    told({"branch_id"}, _("Place of work"), place_said(before, known), place_said(after, known))
    told(
        {"work_days", "work_from", "work_until", "day_hours"},
        _("Working time"),
        days_said(before),
        days_said(after),
    )
    if "weeks" in different or {"starts", "ends"} & different:
        found.append(weeks_change(before, after))
    told({"pay", "pay_number", "pay_amount", "pay_rate"}, _("Pay"), pay_said(before), pay_said(after))
    told({"plan_edition"}, _("Individual plan"), plan_said(before), plan_said(after))
    return [change for change in found if change]


def between(db: Session, before: Terms, after: Terms, known: Names | None = None) -> list[Change]:
    """The same; the names are read, unless they are known already."""
    return changes(before, after, known or names(db, (before, after)))
