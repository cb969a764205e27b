"""Groups and their alternation."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.identity.actor import Actor
from app.kit.days import Week
from app.kit.errors import Refused
from app.kit.names import sort_key
from app.kit.verbs import does
from app.kit.words import _
from app.schools import verbs
from app.schools.models import Group, Programme, School


def _free_name(db: Session, school_id: int, name: str, but: int | None = None) -> None:
    taken = db.scalar(select(Group.id).where(Group.school_id == school_id, Group.name == name))
    if taken is not None and taken != but:
        raise Refused(_("There is already a group “{name}”.", name=name))


def _weeks(company_weeks: Iterable[str]) -> list[str]:
    return [str(week) for week in sorted({Week.parse(text) for text in company_weeks})]


@does(verbs.ADD_GROUP)
def add_group(
    db: Session,
    actor: Actor,
    school: School,
    *,
    name: str,
    course: int,
    programme: Programme | None,
    company_weeks: Iterable[str] = (),
) -> Group:
    """A group; names are unique in the school."""
    _free_name(db, school.id, name)
    group = Group(
        school_id=school.id,
        name=name,
        course=course,
        programme=programme,
        company_weeks=_weeks(company_weeks),
        sort_key=sort_key(name),
    )
    db.add(group)
    return group


@does(verbs.EDIT_GROUP)
def edit_group(
    db: Session,
    actor: Actor,
    group: Group,
    *,
    name: str,
    course: int,
    programme: Programme | None,
    company_weeks: Iterable[str],
) -> None:
    """Placements that are under way keep their own weeks."""
    _free_name(db, group.school_id, name, group.id)
    group.name, group.sort_key, group.course = name, sort_key(name), course
    group.programme, group.company_weeks = programme, _weeks(company_weeks)


@does(verbs.REMOVE_GROUP)
def remove_group(db: Session, actor: Actor, group: Group) -> None:
    """An empty group."""
    db.delete(group)
