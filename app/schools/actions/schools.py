"""The school itself, its staff and its years."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.identity.actions import join
from app.identity.actor import Actor
from app.identity.models import Membership, Person
from app.identity.people import Who, known, written
from app.identity.roles import SCHOOL_STAFF, Role
from app.jobs.work import later
from app.kit.clock import now
from app.kit.errors import Refused
from app.kit.verbs import does
from app.kit.words import _
from app.schools import verbs
from app.schools.models import School, SchoolYear, Span, SpanKind

OF_ORGANISATION = ("name", "address", "email", "phone")
OWN = ("short_name", "director", "series", "signing_order", "notice_days")


@does(verbs.EDIT_SCHOOL)
def edit_school(db: Session, actor: Actor, school: School, /, **changes: Any) -> None:
    """Changes what is named: name, contacts, director, series, signing order."""
    for name, value in changes.items():
        if name in OF_ORGANISATION:
            setattr(school.organisation, name, value)
        elif name in OWN:
            setattr(school, name, value)
        else:
            raise TypeError(name)


@does(verbs.ADD_STAFF)
def add_staff(
    db: Session,
    actor: Actor,
    school: School,
    *,
    given_name: str,
    family_name: str,
    email: str,
    roles: Iterable[Role],
) -> Person:
    """A colleague with their roles; the letter lets them choose a password."""
    wanted = set(roles)
    if not wanted or not wanted <= SCHOOL_STAFF:
        raise Refused(_("Choose at least one role at the school."))
    who = Who.read(given_name, family_name, email)
    person = written(db, known(db, who), who, school.id)
    for role in sorted(wanted):
        join(db, person, school.id, role)
    later(
        db,
        "identity.send_invitation",
        {"person": person.id, "organisation": school.id, "actor": actor.person_id},
    )
    return person


@does(verbs.END_ROLE)
def end_role(db: Session, actor: Actor, school: School, membership: Membership) -> None:
    """The last administrator stays: somebody must be able to let others in."""
    if membership.organisation_id != school.id or membership.role not in SCHOOL_STAFF:
        raise Refused(_("This is not a role of the school's staff."))
    if membership.role is Role.SCHOOL_ADMIN:
        others = select(func.count()).where(
            Membership.organisation_id == school.id,
            Membership.role == Role.SCHOOL_ADMIN,
            Membership.ended_at.is_(None),
            Membership.id != membership.id,
        )
        if not db.scalar(others):
            raise Refused(_("The school must keep at least one administrator. Add another one first."))
    membership.ended_at = now()
    if membership.role is Role.DIRECTOR and school.director_id == membership.person_id:
        school.director_id = None


@does(verbs.SET_YEAR)
def set_year(
    db: Session,
    actor: Actor,
    school: School,
    *,
    starts: date,
    ends: date,
    spans: Sequence[tuple[SpanKind, str, date, date]] = (),
    year: SchoolYear | None = None,
) -> SchoolYear:
    """A school year with its semesters and holidays; `year` is the one that is changed."""
    _check_dates(starts, ends, spans)
    overlapping = select(SchoolYear).where(
        SchoolYear.school_id == school.id, SchoolYear.starts <= ends, SchoolYear.ends >= starts
    )
    for other in db.scalars(overlapping):
        if year is None and other.starts == starts:
            year = other
        elif other is not year:
            said = _(
                "These dates overlap the school year {starts:day}–{ends:day}.",
                starts=other.starts,
                ends=other.ends,
            )
            raise Refused(said)
    if year is None:
        year = SchoolYear(school_id=school.id)
        db.add(year)
    year.starts, year.ends = starts, ends
    year.spans[:] = [Span(kind=kind, name=name, starts=a, ends=b) for kind, name, a, b in spans]
    return year


def _check_dates(starts: date, ends: date, spans: Sequence[tuple[SpanKind, str, date, date]]) -> None:
    if not starts < ends:
        raise Refused(_("The school year must end after it begins."))
    last: dict[SpanKind, date] = {}
    for kind, name, first, final in sorted(spans, key=lambda span: span[2]):
        if first > final:
            raise Refused(_("“{name}” must end after it begins.", name=name))
        if first < starts or final > ends:
            raise Refused(_("“{name}” lies outside the school year.", name=name))
        if kind in last and first <= last[kind]:
            raise Refused(_("“{name}” overlaps the one before.", name=name))
        last[kind] = final
