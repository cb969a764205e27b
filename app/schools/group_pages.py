"""Groups: course, programme and the weeks at companies."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Annotated, Any

from fastapi import Response
from sqlalchemy import func, select

from app.identity.door import Signed, room, seen
from app.kit.clock import today
from app.kit.errors import Forbidden
from app.kit.forms import Sent, blank, sent
from app.kit.names import sort_key
from app.kit.pages import Page
from app.kit.words import _
from app.schools import actions, verbs
from app.schools.belts import belt, months
from app.schools.forms import GroupForm
from app.schools.models import Group, Learner, Programme, SchoolYear, Status
from app.schools.own import own_school
from app.schools.queries import year_at

pages = room()


def programmes_of(page: Page) -> list[Programme]:
    """The school's programmes by qualification."""
    found = page.db.scalars(Programme.visible_to(page.actor))
    return sorted(found, key=lambda one: (sort_key(one.qualification), one.id))


@pages.get("/skola/grupas", name="schools.groups")
def groups(page: Signed) -> Response:
    """All groups with their belts."""
    school = own_school(page)
    found = sorted(
        page.db.scalars(Group.visible_to(page.actor)), key=lambda group: (sort_key(group.name), group.id)
    )
    programmes = {programme.id: programme for programme in programmes_of(page)}
    counted = (
        select(Learner.group_id, func.count())
        .where(Learner.school_id == school.id, Learner.status == Status.STUDYING)
        .group_by(Learner.group_id)
    )
    year = year_at(page.db, school.id, today())
    return page.show(
        "schools/groups.html",
        school=school,
        groups=found,
        programmes=programmes,
        learners={row[0]: row[1] for row in page.db.execute(counted)},
        year=year,
        belts={group.id: belt(year, group.company_weeks) for group in found} if year else {},
        may_add=verbs.ADD_GROUP.permits(page.actor, school),
    )


def _form_page(
    page: Page,
    form: Sent[GroupForm],
    group: Group | None,
    programmes: Sequence[Programme],
    year: SchoolYear | None,
) -> dict[str, Any]:
    chosen = form.values("company_weeks")
    return {
        "form": form,
        "may_edit": True,
        "removing": None,
        "group": group,
        "programmes": programmes,
        "year": year,
        "months": months(year) if year else [],
        "belt": belt(year, chosen) if year else [],
        "outside": _outside(year, chosen),
    }


def _outside(year: SchoolYear | None, chosen: Iterable[str]) -> list[str]:
    """Weeks of other years: kept by the form, not drawn."""
    inside = {str(week) for _month, weeks in months(year) for week, _free in weeks} if year else set()
    return [text for text in chosen if text not in inside]


@pages.get("/skola/grupas/jauna", name="schools.new_group")
def new_group(page: Signed) -> Response:
    """The form for one more."""
    school = own_school(page)
    if not verbs.ADD_GROUP.permits(page.actor, school):
        raise Forbidden(verbs.ADD_GROUP.name)
    values = _form_page(
        page, blank(GroupForm, course=1), None, programmes_of(page), year_at(page.db, school.id, today())
    )
    return page.show("schools/group_form.html", **values)


@pages.post("/skola/grupas/jauna", name="schools.add_group")
def add_group(page: Signed, form: Annotated[Sent[GroupForm], sent(GroupForm)]) -> Response:
    """One more group."""
    school, programmes = own_school(page), programmes_of(page)
    if not verbs.ADD_GROUP.permits(page.actor, school):
        raise Forbidden(verbs.ADD_GROUP.name)
    programme = _programme(form, programmes)
    if not form.errors:
        data = form.data
        form.attempt(
            lambda: actions.add_group(
                page.db,
                page.actor,
                school,
                name=data.name,
                course=data.course,
                programme=programme,
                company_weeks=data.company_weeks,
            ),
            "name",
        )
    if form.errors:
        values = _form_page(page, form, None, programmes, year_at(page.db, school.id, today()))
        return page.again("schools/group_form.html", **values)
    return page.done(page.url("schools.groups"), notice=_("The group is added."))


def _programme(form: Sent[GroupForm], programmes: Sequence[Programme]) -> Programme | None:
    if form.errors or form.data.programme is None:
        return None
    found = next((one for one in programmes if one.id == form.data.programme), None)
    if found is None:
        form.refuse("programme", _("Choose one from the list."))
    return found


@pages.get("/skola/grupas/{group_id:int}", name="schools.group")
def group(page: Signed, group: Annotated[Group, seen(Group)]) -> Response:
    """One group, to be changed by the office and seen by the rest."""
    form = blank(
        GroupForm,
        name=group.name,
        course=group.course,
        programme=group.programme_id,
        company_weeks=group.company_weeks,
    )
    year = year_at(page.db, group.school_id, today())
    values = _form_page(page, form, group, programmes_of(page), year)
    values["may_edit"] = verbs.EDIT_GROUP.permits(page.actor, group)
    values["removing"] = verbs.REMOVE_GROUP.reasons(page.db, page.actor, group)
    return page.show("schools/group_form.html", **values)


@pages.post("/skola/grupas/{group_id:int}", name="schools.edit_group")
def edit_group(
    page: Signed, group: Annotated[Group, seen(Group)], form: Annotated[Sent[GroupForm], sent(GroupForm)]
) -> Response:
    """Saves it."""
    if not verbs.EDIT_GROUP.permits(page.actor, group):
        raise Forbidden(verbs.EDIT_GROUP.name)
    programmes = programmes_of(page)
    programme = _programme(form, programmes)
    if not form.errors:
        data = form.data
        form.attempt(
            lambda: actions.edit_group(
                page.db,
                page.actor,
                group,
                name=data.name,
                course=data.course,
                programme=programme,
                company_weeks=data.company_weeks,
            ),
            "name",
        )
    if form.errors:
        values = _form_page(page, form, group, programmes, year_at(page.db, group.school_id, today()))
        return page.again("schools/group_form.html", **values)
    return page.done(page.url("schools.groups"), notice=_("Saved"))


@pages.post("/skola/grupas/{group_id:int}/dzest", name="schools.remove_group")
def remove_group(page: Signed, group: Annotated[Group, seen(Group)]) -> Response:
    """Removes an empty one."""
    name = group.name
    actions.remove_group(page.db, page.actor, group)
    return page.done(page.url("schools.groups"), notice=_("The group {name} is removed.", name=name))
