"""Companies: the list, a new one out of the register, the page of each."""

from __future__ import annotations

from typing import Annotated

from fastapi import Response

from app.companies import actions, offer_pages, people_pages, verbs
from app.companies.countries import ELSEWHERE, countries
from app.companies.forms import BranchForm, CompanyForm, ContactsForm
from app.companies.models import Branch, Company
from app.companies.queries import find_in_register, in_register, number_of, partners_among
from app.companies.rules import MAY_TEACH, Undertaking
from app.companies.showing import company_values
from app.companies.table import Wanted, listed, table
from app.identity.door import Signed, room, seen
from app.identity.roles import COMPANY_OFFICE
from app.kit import identifiers
from app.kit.clock import today
from app.kit.errors import Forbidden
from app.kit.forms import Sent, blank, sent
from app.kit.identifiers import Wrong
from app.kit.pages import Page
from app.kit.rules import unmet
from app.kit.sheets import Column, write_xlsx
from app.kit.words import _
from app.schools.models import School
from app.schools.own import own_school

pages = room()
pages.include_router(people_pages.pages)
pages.include_router(offer_pages.pages)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pages.get("/uznemumi", name="companies.list")
def show_list(page: Signed) -> Response:
    """The companies the school works with."""
    school, wanted = own_school(page), Wanted.read(page.request.query_params)
    return page.show(
        "companies/list.html",
        block="rows" if page.request.headers.get("hx-target") == "rows" else None,
        table=table(page.db, page.actor, wanted),
        wanted=wanted,
        may_add=verbs.ADD_COMPANY.permits(page.actor, school),
    )


@pages.get("/uznemumi/xlsx", name="companies.xlsx")
def xlsx(page: Signed) -> Response:
    """What the address asks for, as a workbook."""
    own_school(page)
    heads = [
        _("Company"),
        _("Register number"),
        _("Address"),
        _("E-mail"),
        _("Phone"),
        _("DVB supervisors"),
        _("Places"),
    ]
    rows = [
        (
            row.company.name,
            row.company.organisation.reg_no,
            row.company.organisation.address,
            row.company.organisation.email,
            row.company.organisation.phone,
            row.mentors,
            row.places,
        )
        for row in listed(page.db, page.actor, Wanted.read(page.request.query_params), None)
    ]
    title = page.words.text(_("Companies"))
    data = write_xlsx([Column(page.words.text(head)) for head in heads], rows, title)
    return page.download(data, f"{title}_{today():%Y-%m-%d}.xlsx", XLSX)


def _adding(page: Page) -> School:
    school = own_school(page)
    if not verbs.ADD_COMPANY.permits(page.actor, school):
        raise Forbidden(verbs.ADD_COMPANY.name)
    return school


@pages.get("/uznemumi/jauns", name="companies.new")
def new(page: Signed) -> Response:
    """Finding it in the register, then confirming it; or typing it by hand."""
    _adding(page)
    query = page.request.query_params
    q, number = query.get("q", "").strip()[:100], number_of(query.get("nr", ""))
    entry = in_register(page.db, number) if number else None
    found = find_in_register(page.db, q) if q else []
    by_hand = bool(query.get("rokam")) or bool(number and entry is None)
    return page.show(
        "companies/new.html",
        block="found" if page.request.headers.get("hx-target") == "found" else None,
        q=q,
        found=found,
        partners=partners_among(page.db, page.actor, found) if found else {},
        entry=entry,
        by_hand=by_hand,
        form=blank(CompanyForm, reg_no=number or number_of(q), country="LV"),
        warning=False,
        countries=[*countries(page.lang), (ELSEWHERE, page.words.text(_("another country")))],
    )


def _check_new(page: Page, form: Sent[CompanyForm]) -> bool:
    """What needs the register or the law; says whether the number looks mistaken."""
    if form.errors:
        return False
    data = form.data
    if broken := unmet(MAY_TEACH, Undertaking(data.country, "LV")):
        form.refuse("country", broken[0].rule.says)
        return False
    try:
        read = identifiers.register_number(data.reg_no)
    except Wrong as unread:
        form.refuse("reg_no", unread.said)
        return False
    if in_register(page.db, read.number) is not None:
        return False
    if not data.name:
        form.refuse("name", _("The register does not have this number. Write the name."))
    if read.warning and not data.anyway:
        form.refuse("reg_no", read.warning)
    return read.warning is not None


@pages.post("/uznemumi/jauns", name="companies.add_company")
def add_company(page: Signed, form: Annotated[Sent[CompanyForm], sent(CompanyForm)]) -> Response:
    """The school begins to work with a company."""
    school = _adding(page)
    warning = _check_new(page, form)
    made = None
    if not form.errors:
        values = form.data.model_dump(exclude={"anyway"})
        made = form.attempt(lambda: actions.add_company(page.db, page.actor, school, **values), "reg_no")
    if made is None:
        entry = in_register(page.db, number_of(form.value("reg_no")))
        return page.again(
            "companies/new.html",
            form=form,
            q="",
            found=[],
            partners={},
            entry=entry,
            by_hand=entry is None,
            warning=warning,
            countries=[*countries(page.lang), (ELSEWHERE, page.words.text(_("another country")))],
        )
    notice = _("The school now works with {name}.", name=made.name)
    return page.done(page.url("companies.show", company_id=made.id), notice=notice)


@pages.get("/uznemumi/{company_id:int}", name="companies.show")
def show(page: Signed, company: Annotated[Company, seen(Company)]) -> Response:
    """One company."""
    return page.show("companies/show.html", **company_values(page, company))


@pages.get("/mans-uznemums", name="companies.mine")
def mine(page: Signed) -> Response:
    """The office's own company."""
    if not page.actor.roles & COMPANY_OFFICE:
        raise Forbidden("companies.mine")
    company = page.db.scalars(Company.visible_to(page.actor)).one()
    return page.show("companies/show.html", **company_values(page, company))


def _editing(page: Page, company: Company) -> None:
    if not verbs.EDIT_COMPANY.permits(page.actor, company):
        raise Forbidden(verbs.EDIT_COMPANY.name)


@pages.get("/uznemumi/{company_id:int}/labot", name="companies.company_form")
def company_form(page: Signed, company: Annotated[Company, seen(Company)]) -> Response:
    """The form of its data."""
    _editing(page, company)
    organisation = company.organisation
    form = blank(
        ContactsForm,
        name=organisation.name,
        legal_form=company.legal_form,
        address=organisation.address,
        email=organisation.email,
        phone=organisation.phone,
        learners_per_mentor=company.learners_per_mentor,
        limit_blocks=company.limit_blocks,
        crewing_licence=company.crewing_licence,
        version=company.version,
    )
    entry = in_register(page.db, organisation.reg_no or "")
    return page.show("companies/company_form.html", form=form, company=company, entry=entry)


@pages.post("/uznemumi/{company_id:int}/labot", name="companies.edit_company")
def edit_company(
    page: Signed,
    company: Annotated[Company, seen(Company)],
    form: Annotated[Sent[ContactsForm], sent(ContactsForm)],
) -> Response:
    """Saves them; what comes from the register stays."""
    _editing(page, company)
    status, entry = 422, in_register(page.db, company.organisation.reg_no or "")
    if not form.errors and entry is None and not form.data.name:
        form.refuse("name", _("Fill in this field."))
    if not form.errors and form.overtaken(version=company.version):
        status = 409
    if form.errors:
        return page.again(
            "companies/company_form.html", status=status, form=form, company=company, entry=entry
        )
    left_out = {"version"} | ({"name", "legal_form", "address"} if entry else set())
    changes = form.data.model_dump(exclude=left_out)
    actions.edit_company(page.db, page.actor, company, **changes)
    return page.done(page.url("companies.show", company_id=company.id), notice=_("Saved"))


@pages.get("/uznemumi/{company_id:int}/vietas/jauna", name="companies.new_branch")
def new_branch(page: Signed, company: Annotated[Company, seen(Company)]) -> Response:
    """The form for one more place of work."""
    _editing(page, company)
    form = blank(BranchForm, country="LV")
    return _branch_page(page, form, company, None)


def _branch_page(page: Page, form: Sent[BranchForm], company: Company, branch: Branch | None) -> Response:
    return page.again(
        "companies/branch_form.html",
        status=422 if form.errors else 200,
        form=form,
        company=company,
        branch=branch,
        countries=countries(page.lang),
    )


@pages.post("/uznemumi/{company_id:int}/vietas/jauna", name="companies.add_branch")
def add_branch(
    page: Signed,
    company: Annotated[Company, seen(Company)],
    form: Annotated[Sent[BranchForm], sent(BranchForm)],
) -> Response:
    """One more place of work."""
    _editing(page, company)
    if form.errors:
        return _branch_page(page, form, company, None)
    actions.add_branch(page.db, page.actor, company, **form.data.model_dump())
    notice = _("The place of work is added.")
    return page.done(page.url("companies.show", company_id=company.id), notice=notice)


@pages.get("/uznemumi/vietas/{branch_id:int}", name="companies.branch_form")
def branch_form(page: Signed, branch: Annotated[Branch, seen(Branch)]) -> Response:
    """The form of a place of work."""
    _editing(page, branch.company)
    form = blank(BranchForm, name=branch.name, street_address=branch.street_address, country=branch.country)
    return _branch_page(page, form, branch.company, branch)


@pages.post("/uznemumi/vietas/{branch_id:int}", name="companies.edit_branch")
def edit_branch(
    page: Signed,
    branch: Annotated[Branch, seen(Branch)],
    form: Annotated[Sent[BranchForm], sent(BranchForm)],
) -> Response:
    """Saves it."""
    _editing(page, branch.company)
    if form.errors:
        return _branch_page(page, form, branch.company, branch)
    actions.edit_branch(page.db, page.actor, branch, **form.data.model_dump())
    return page.done(page.url("companies.show", company_id=branch.company_id), notice=_("Saved"))
