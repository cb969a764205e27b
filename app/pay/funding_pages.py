"""Funding: the school's list of programmes, who funds a placement, the company's check."""

from __future__ import annotations

from typing import Annotated

from fastapi import Response

from app.companies.models import Company
from app.identity.door import Signed, room, seen
from app.kit.forms import Sent, blank, sent
from app.kit.pages import Page
from app.kit.words import _
from app.pay import actions, policy_pages, verbs
from app.pay.forms import CheckForm, FundForm, FundingForm
from app.pay.funding import Cost
from app.pay.models import FundingProgramme
from app.placements.models import Placement
from app.schools.models import School
from app.schools.own import own_school

pages = room()


def _known(page: Page) -> list[FundingProgramme]:
    return list(page.db.scalars(FundingProgramme.visible_to(page.actor).order_by(FundingProgramme.name)))


def _list(page: Page, school: School, form: Sent[FundingForm], status: int = 200) -> Response:
    return page.show(
        "pay/funding.html",
        status=status,
        school=school,
        programmes=_known(page),
        form=form,
        chosen=None,
        costs=[(each.value, page.words.text(each.label)) for each in Cost],
        labels={each.value: each.label for each in Cost},
        may_add=verbs.ADD_FUNDING.permits(page.actor, school),
    )


@pages.get("/skola/finansejums", name="pay.funding")
def funding(page: Signed) -> Response:
    """The programmes that pay for placements of the school."""
    return _list(page, own_school(page), blank(FundingForm, active=True))


@pages.post("/skola/finansejums", name="pay.add_funding")
def add(page: Signed, form: Annotated[Sent[FundingForm], sent(FundingForm)]) -> Response:
    """One more."""
    school = own_school(page)
    verbs.ADD_FUNDING.check(page.db, page.actor, school)
    if not form.errors:
        values = form.data.model_dump(exclude={"active"})
        form.attempt(lambda: actions.add_funding(page.db, page.actor, school, **values), "name")
    if form.errors:
        return _list(page, school, form, 422)
    return page.done(page.url("pay.funding"), notice=_("Saved"))


def _form(page: Page, programme: FundingProgramme, form: Sent[FundingForm], status: int = 200) -> Response:
    return page.show(
        "pay/funding_form.html",
        status=status,
        form=form,
        programme=programme,
        costs=[(each.value, page.words.text(each.label)) for each in Cost],
    )


@pages.get("/skola/finansejums/{funding_programme_id:int}", name="pay.funding_form")
def form_of(page: Signed, programme: Annotated[FundingProgramme, seen(FundingProgramme)]) -> Response:
    """The form of a programme."""
    verbs.EDIT_FUNDING.check(page.db, page.actor, programme)
    names = FundingForm.model_fields
    return _form(page, programme, blank(FundingForm, **{name: getattr(programme, name) for name in names}))


@pages.post("/skola/finansejums/{funding_programme_id:int}", name="pay.edit_funding")
def edit(
    page: Signed,
    programme: Annotated[FundingProgramme, seen(FundingProgramme)],
    form: Annotated[Sent[FundingForm], sent(FundingForm)],
) -> Response:
    """Saves it."""
    verbs.EDIT_FUNDING.check(page.db, page.actor, programme)
    if not form.errors:
        values = form.data.model_dump()
        form.attempt(lambda: actions.edit_funding(page.db, page.actor, programme, **values), "name")
    if form.errors:
        return _form(page, programme, form, 422)
    return page.done(page.url("pay.funding"), notice=_("Saved"))


@pages.post("/vietas/{placement_id:int}/finansejums", name="pay.fund")
def fund(
    page: Signed,
    placement: Annotated[Placement, seen(Placement)],
    form: Annotated[Sent[FundForm], sent(FundForm)],
) -> Response:
    """Who funds the placement."""
    verbs.FUND.check(page.db, page.actor, placement)
    wanted = set(form.data.programmes) if form.clean else set()
    chosen = [programme for programme in _known(page) if programme.id in wanted]
    actions.fund(page.db, page.actor, placement, programmes=chosen)
    return page.done(page.url("pay.show", placement_id=placement.id), notice=_("Saved"))


@pages.post("/uznemumi/{company_id:int}/parbaude", name="pay.note_check")
def note_check(
    page: Signed,
    company: Annotated[Company, seen(Company)],
    form: Annotated[Sent[CheckForm], sent(CheckForm)],
) -> Response:
    """The day of the check for undeclared work."""
    verbs.NOTE_CHECK.check(page.db, page.actor, company)
    if not form.errors:
        form.attempt(lambda: actions.note_check(page.db, page.actor, company, on=form.data.on), "on")
    if form.errors:
        return policy_pages.company_list(page, company, form, 422)
    return page.done(page.url("pay.company_policies", company_id=company.id), notice=_("Saved"))
