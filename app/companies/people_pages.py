"""Mentors and officers of a company."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import Response
from sqlalchemy import select

from app.companies import actions, verbs
from app.companies.forms import MentorForm, OfficerForm
from app.companies.models import Company, Mentor, Officer
from app.identity.door import Signed, room, seen
from app.identity.models import Membership
from app.identity.roles import COMPANY_OFFICE, Role
from app.kit.errors import Forbidden
from app.kit.forms import Sent, blank, sent
from app.kit.pages import Page
from app.kit.words import _

pages = room()
SeenCompany = Annotated[Company, seen(Company)]
OFFICE_ROLES = (Role.COMPANY_ADMIN, Role.SIGNATORY)
VERSIONS = {"version", "person_version"}


def _values(form: Sent[Any]) -> dict[str, Any]:
    values: dict[str, Any] = form.data.model_dump(exclude=VERSIONS)
    return values


def _mentors(page: Page, company: Company) -> None:
    if not verbs.ADD_MENTOR.permits(page.actor, company):
        raise Forbidden(verbs.ADD_MENTOR.name)


def _mentor_page(
    page: Page, form: Sent[MentorForm], company: Company, mentor: Mentor | None, status: int = 422
) -> Response:
    status = status if form.errors else 200
    return page.again("companies/mentor_form.html", status=status, form=form, company=company, mentor=mentor)


@pages.get("/uznemumi/{company_id:int}/vaditaji/jauns", name="companies.new_mentor")
def new_mentor(page: Signed, company: SeenCompany) -> Response:
    """The form for one more mentor."""
    _mentors(page, company)
    return _mentor_page(page, blank(MentorForm), company, None)


@pages.post("/uznemumi/{company_id:int}/vaditaji/jauns", name="companies.add_mentor")
def add_mentor(
    page: Signed, company: SeenCompany, form: Annotated[Sent[MentorForm], sent(MentorForm)]
) -> Response:
    """One more mentor."""
    _mentors(page, company)
    if not form.errors:
        form.attempt(lambda: actions.add_mentor(page.db, page.actor, company, **_values(form)))
    if form.errors:
        return _mentor_page(page, form, company, None)
    notice = _("The DVB supervisor is added.")
    return page.done(page.url("companies.show", company_id=company.id), notice=notice)


@pages.get("/uznemumi/vaditaji/{mentor_id:int}", name="companies.mentor_form")
def mentor_form(page: Signed, mentor: Annotated[Mentor, seen(Mentor, "company")]) -> Response:
    """The form of a mentor's data."""
    _mentors(page, mentor.company)
    person = mentor.person
    form = blank(
        MentorForm,
        given_name=person.given_name,
        family_name=person.family_name,
        email=person.email,
        phone=person.phone,
        occupation=mentor.occupation,
        version=mentor.version,
        person_version=person.version,
    )
    return _mentor_page(page, form, mentor.company, mentor)


@pages.post("/uznemumi/vaditaji/{mentor_id:int}", name="companies.edit_mentor")
def edit_mentor(
    page: Signed,
    mentor: Annotated[Mentor, seen(Mentor, "company")],
    form: Annotated[Sent[MentorForm], sent(MentorForm)],
) -> Response:
    """Saves them."""
    _mentors(page, mentor.company)
    status = 422
    if not form.errors and form.overtaken(version=mentor.version, person_version=mentor.person.version):
        status = 409
    if not form.errors:
        form.attempt(lambda: actions.edit_mentor(page.db, page.actor, mentor, **_values(form)))
    if form.errors:
        return _mentor_page(page, form, mentor.company, mentor, status)
    return page.done(page.url("companies.show", company_id=mentor.company_id), notice=_("Saved"))


@pages.post("/uznemumi/vaditaji/{mentor_id:int}/atslegt", name="companies.deactivate_mentor")
def deactivate_mentor(page: Signed, mentor: Annotated[Mentor, seen(Mentor, "company")]) -> Response:
    """Cannot be chosen any more, and comes in no more."""
    actions.deactivate_mentor(page.db, page.actor, mentor)
    return page.done(
        page.url("companies.show", company_id=mentor.company_id),
        notice=_("{name} is deactivated.", name=mentor.person.name),
        undo=page.url("companies.restore_mentor", mentor_id=mentor.id),
    )


@pages.post("/uznemumi/vaditaji/{mentor_id:int}/atjaunot", name="companies.restore_mentor")
def restore_mentor(page: Signed, mentor: Annotated[Mentor, seen(Mentor, "company")]) -> Response:
    """Is back."""
    actions.restore_mentor(page.db, page.actor, mentor)
    notice = _("{name} is restored.", name=mentor.person.name)
    return page.done(page.url("companies.show", company_id=mentor.company_id), notice=notice)


def _officers(page: Page, company: Company) -> None:
    if not verbs.ADD_OFFICER.permits(page.actor, company):
        raise Forbidden(verbs.ADD_OFFICER.name)


def _officer_page(
    page: Page, form: Sent[OfficerForm], company: Company, officer: Officer | None, status: int = 422
) -> Response:
    return page.again(
        "companies/officer_form.html",
        status=status if form.errors else 200,
        form=form,
        company=company,
        officer=officer,
        roles=OFFICE_ROLES,
    )


@pages.get("/uznemumi/{company_id:int}/parstavji/jauns", name="companies.new_officer")
def new_officer(page: Signed, company: SeenCompany) -> Response:
    """The form for one more representative."""
    _officers(page, company)
    return _officer_page(page, blank(OfficerForm), company, None)


@pages.post("/uznemumi/{company_id:int}/parstavji/jauns", name="companies.add_officer")
def add_officer(
    page: Signed, company: SeenCompany, form: Annotated[Sent[OfficerForm], sent(OfficerForm)]
) -> Response:
    """One more representative."""
    _officers(page, company)
    if not form.errors:
        form.attempt(lambda: actions.add_officer(page.db, page.actor, company, **_values(form)))
    if form.errors:
        return _officer_page(page, form, company, None)
    notice = _("The company representative is added.")
    return page.done(page.url("companies.show", company_id=company.id), notice=notice)


@pages.get("/uznemumi/parstavji/{officer_id:int}", name="companies.officer_form")
def officer_form(page: Signed, officer: Annotated[Officer, seen(Officer, "company")]) -> Response:
    """The form of a representative."""
    _officers(page, officer.company)
    person = officer.person
    held = select(Membership.role).where(
        Membership.person_id == person.id,
        Membership.organisation_id == officer.company_id,
        Membership.ended_at.is_(None),
        Membership.role.in_(COMPANY_OFFICE),
    )
    form = blank(
        OfficerForm,
        given_name=person.given_name,
        family_name=person.family_name,
        email=person.email,
        phone=person.phone,
        capacity=officer.capacity,
        roles=list(page.db.scalars(held)),
        version=officer.version,
        person_version=person.version,
    )
    return _officer_page(page, form, officer.company, officer)


@pages.post("/uznemumi/parstavji/{officer_id:int}", name="companies.edit_officer")
def edit_officer(
    page: Signed,
    officer: Annotated[Officer, seen(Officer, "company")],
    form: Annotated[Sent[OfficerForm], sent(OfficerForm)],
) -> Response:
    """Saves them."""
    _officers(page, officer.company)
    status = 422
    if not form.errors and form.overtaken(version=officer.version, person_version=officer.person.version):
        status = 409
    if not form.errors:
        form.attempt(lambda: actions.edit_officer(page.db, page.actor, officer, **_values(form)))
    if form.errors:
        return _officer_page(page, form, officer.company, officer, status)
    return page.done(page.url("companies.show", company_id=officer.company_id), notice=_("Saved"))


@pages.post("/uznemumi/parstavji/{officer_id:int}/beigt", name="companies.end_officer")
def end_officer(page: Signed, officer: Annotated[Officer, seen(Officer, "company")]) -> Response:
    """Acts for the company no more."""
    actions.end_officer(page.db, page.actor, officer)
    notice = _("{name} no longer represents the company.", name=officer.person.name)
    return page.done(page.url("companies.show", company_id=officer.company_id), notice=notice)
