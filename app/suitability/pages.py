"""Which companies are suitable: all of them in a list, one with its story; and how the council is asked."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import Response

from app.companies.models import Company
from app.identity.door import Signed, room, seen
from app.identity.models import Organisation
from app.identity.roles import COMPANY_OFFICE, SCHOOL_STAFF
from app.kit.clock import today
from app.kit.errors import Forbidden
from app.kit.forms import Sent, blank, sent
from app.kit.pages import Page
from app.kit.words import _
from app.schools.own import own_school
from app.suitability import actions, decision_pages, mentor_pages, opinion_pages, verbs
from app.suitability.finding import Wanted, mentors_shown, stands, table, terms_of
from app.suitability.forms import TermsForm
from app.suitability.queries import mentors_of
from app.suitability.stand import Stage

pages = room()
pages.include_router(opinion_pages.pages)
pages.include_router(decision_pages.pages)
pages.include_router(mentor_pages.pages)
SHOWN = (Stage.NONE, Stage.WAITING, Stage.READY, Stage.VALID, Stage.ENDING, Stage.ENDED, Stage.REFUSED)


@pages.get("/piemeriba", name="suitability.list")
def show_list(page: Signed) -> Response:
    """Every company the school works with, and what comes next with each."""
    school, wanted = own_school(page), Wanted.read(page.request.query_params)
    return page.show(
        "suitability/list.html",
        block="rows" if page.request.headers.get("hx-target") == "rows" else None,
        table=table(page.db, page.actor, wanted),
        wanted=wanted,
        stages=SHOWN,
        may_set=verbs.SET_TERMS.permits(page.actor, school),
    )


@pages.get("/uznemumi/{company_id:int}/piemeriba", name="suitability.company")
def company(page: Signed, company: Annotated[Company, seen(Company, "partnerships")]) -> Response:
    """One company: for a school its own decisions, for the company what each school has decided."""
    actor = page.actor
    if not actor.roles & (SCHOOL_STAFF | COMPANY_OFFICE):
        raise Forbidden("suitability.company")
    staff = bool(actor.roles & SCHOOL_STAFF)
    mentors = mentors_shown(page.db, company)
    ready = mentors_of(page.db, [mentor.id for mentor in mentors], today())
    own = [p.school for p in company.partnerships if not staff or p.school_id == actor.organisation_id]
    return page.show(
        "suitability/company.html",
        company=company,
        staff=staff,
        schools=[(school, _stands(page, school, company)) for school in own],
        mentors=[(mentor, ready[mentor.id]) for mentor in mentors],
        may_ask=verbs.ASK_OPINION.permits(actor, company),
    )


def _stands(page: Page, school: Organisation, company: Company) -> list[dict[str, Any]]:
    """Each stand with its deeds; a company only looks."""
    return [
        {
            "stand": each,
            "may_decide": verbs.DECIDE.permits(page.actor, each),
            "reasons": verbs.DECIDE.reasons(page.db, page.actor, each),
            "may_withdraw": each.decision is not None
            and verbs.WITHDRAW_DECISION.open_to(page.actor, each.decision),
        }
        for each in stands(page.db, school.id, [company])[company.id]
    ]


@pages.get("/piemeriba/iestatijumi", name="suitability.terms")
def terms(page: Signed) -> Response:
    """How the school asks its council."""
    school = own_school(page)
    if not verbs.SET_TERMS.permits(page.actor, school):
        raise Forbidden(verbs.SET_TERMS.name)
    found = terms_of(page.db, school.id)
    form = blank(
        TermsForm,
        council_name=found.council_name,
        council_email=found.council_email,
        answer_days=found.answer_days,
        coordinator_decides=found.coordinator_decides,
    )
    return page.show("suitability/terms.html", form=form)


@pages.post("/piemeriba/iestatijumi", name="suitability.set_terms")
def set_terms(page: Signed, form: Annotated[Sent[TermsForm], sent(TermsForm)]) -> Response:
    """Saves it."""
    school = own_school(page)
    verbs.SET_TERMS.check(page.db, page.actor, school)
    if form.errors:
        return page.again("suitability/terms.html", form=form)
    actions.set_terms(page.db, page.actor, school, **form.data.model_dump())
    return page.done(page.url("suitability.list"), notice=_("Saved"))
