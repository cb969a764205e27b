"""The school itself: its settings, its staff, its years."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from fastapi import Response
from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from app.identity.door import Signed, room, seen
from app.identity.models import Membership, Person
from app.identity.roles import SCHOOL_STAFF, Role
from app.kit.clock import today
from app.kit.errors import Forbidden, NotFound
from app.kit.forms import Sent, blank, sent
from app.kit.pages import Page
from app.kit.words import Said, _
from app.schools import actions, verbs
from app.schools.forms import SIGNERS, RoleForm, SchoolForm, StaffForm
from app.schools.models import School, SchoolYear
from app.schools.numbers import next_number
from app.schools.own import own_school

pages = room()
SIGNER_WORDS: dict[str, Said] = {
    "learner": _("learner or legal representative"),
    "company": _("company"),
    "school": _("director"),
}
STAFF_ROLES = (Role.SCHOOL_ADMIN, Role.COORDINATOR, Role.SUPERVISOR, Role.DIRECTOR)


def staff_of(page: Page, school: School) -> list[tuple[Person, list[Role]]]:
    """Everybody with a staff role, in Latvian order, with their roles."""
    wanted = (
        select(Membership)
        .where(
            Membership.organisation_id == school.id,
            Membership.ended_at.is_(None),
            Membership.role.in_(SCHOOL_STAFF),
        )
        .options(joinedload(Membership.person, innerjoin=True))
    )
    found: dict[Person, list[Role]] = {}
    for membership in page.db.scalars(wanted):
        found.setdefault(membership.person, []).append(membership.role)
    ordered = sorted(found.items(), key=lambda pair: (pair[0].sort_key, pair[0].id))
    return [(person, sorted(roles, key=STAFF_ROLES.index)) for person, roles in ordered]


@pages.get("/skola", name="schools.show")
def show(page: Signed) -> Response:
    """The school at a glance."""
    school = own_school(page)
    years = page.db.scalars(
        SchoolYear.visible_to(page.actor)
        .order_by(SchoolYear.starts.desc())
        .options(selectinload(SchoolYear.spans))
    ).all()
    return page.show(
        "schools/show.html",
        school=school,
        staff=staff_of(page, school),
        years=years,
        today_=today(),
        signers=[SIGNER_WORDS[name] for name in school.signing_order if name in SIGNER_WORDS],
        number=next_number(page.db, school),
        may_edit=verbs.EDIT_SCHOOL.permits(page.actor, school),
        may_set_year=verbs.SET_YEAR.permits(page.actor, school),
    )


def _administered(page: Page) -> School:
    school = own_school(page)
    if not verbs.EDIT_SCHOOL.permits(page.actor, school):
        raise Forbidden(verbs.EDIT_SCHOOL.name)
    return school


def _show_settings(page: Page, school: School, form: Sent[SchoolForm], status: int) -> Response:
    return page.again(
        "schools/school_form.html",
        status=status,
        form=form,
        school=school,
        staff=[person for person, _roles in staff_of(page, school)],
        signers=SIGNER_WORDS,
        number=next_number(page.db, school),
    )


@pages.get("/skola/dati", name="schools.school_form")
def school_form(page: Signed) -> Response:
    """The settings to be changed."""
    school = _administered(page)
    organisation, order = school.organisation, [*school.signing_order, *SIGNERS]
    form = blank(
        SchoolForm,
        name=organisation.name,
        short_name=school.short_name,
        address=organisation.address,
        email=organisation.email,
        phone=organisation.phone,
        director=school.director_id,
        series=school.series,
        notice_days=school.notice_days,
        first=order[0],
        second=order[1],
        third=order[2],
        version=school.version,
    )
    return _show_settings(page, school, form, 200)


@pages.post("/skola/dati", name="schools.edit_school")
def edit_school(page: Signed, form: Annotated[Sent[SchoolForm], sent(SchoolForm)]) -> Response:
    """Saves them."""
    school, status = _administered(page), 422
    director = None
    if not form.errors and form.data.director is not None:
        director = next((p for p, _r in staff_of(page, school) if p.id == form.data.director), None)
        if director is None:
            form.refuse("director", _("Choose one from the list."))
    if not form.errors and form.overtaken(version=school.version):
        status = 409
    if form.errors:
        return _show_settings(page, school, form, status)
    data = form.data
    actions.edit_school(
        page.db,
        page.actor,
        school,
        name=data.name,
        short_name=data.short_name,
        address=data.address,
        email=data.email,
        phone=data.phone,
        director=director,
        series=data.series,
        notice_days=data.notice_days,
        signing_order=[data.first, data.second, data.third],
    )
    return page.done(page.url("schools.show"), notice=_("Saved"))


@pages.get("/skola/darbinieki/jauns", name="schools.new_staff")
def new_staff(page: Signed) -> Response:
    """The form for a colleague."""
    _administered(page)
    return page.show("schools/staff_form.html", form=blank(StaffForm), roles=STAFF_ROLES)


@pages.post("/skola/darbinieki/jauns", name="schools.add_staff")
def add_staff(page: Signed, form: Annotated[Sent[StaffForm], sent(StaffForm)]) -> Response:
    """A colleague, and a letter to them."""
    school = _administered(page)
    if not form.errors:
        data = form.data
        form.attempt(
            lambda: actions.add_staff(
                page.db,
                page.actor,
                school,
                given_name=data.given_name,
                family_name=data.family_name,
                email=data.email,
                roles=data.roles,
            )
        )
    if form.errors:
        return page.again("schools/staff_form.html", form=form, roles=STAFF_ROLES)
    notice = _("The invitation is sent to {name}.", name=form.data.email)
    return page.done(page.url("schools.show"), notice=notice)


@pages.post("/skola/darbinieki/{person_id:int}/beigt", name="schools.end_role")
def end_role(
    page: Signed,
    person: Annotated[Person, seen(Person, "memberships")],
    form: Annotated[Sent[RoleForm], sent(RoleForm)],
) -> Response:
    """One of a colleague's roles ends."""
    school = own_school(page)
    held = _held(person.memberships, school, form)
    actions.end_role(page.db, page.actor, school, held)
    return page.done(page.url("schools.show"), notice=_("The role of {name} is ended.", name=person.name))


def _held(memberships: Sequence[Membership], school: School, form: Sent[RoleForm]) -> Membership:
    for each in memberships:
        here = each.organisation_id == school.id and each.ended_at is None
        if here and not form.errors and each.role is form.data.role:
            return each
    raise NotFound("role")
