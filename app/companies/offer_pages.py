"""The places a company offers."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import Response

from app.companies import actions, verbs
from app.companies.forms import OfferForm
from app.companies.models import Branch, Company, Offer
from app.companies.queries import qualifications
from app.identity.door import Signed, room, seen
from app.kit.errors import Forbidden
from app.kit.forms import Sent, blank, sent
from app.kit.pages import Page
from app.kit.words import _

pages = room()
SeenCompany = Annotated[Company, seen(Company, "branches")]


def _offering(page: Page, company: Company) -> None:
    if not verbs.OFFER_PLACES.permits(page.actor, company):
        raise Forbidden(verbs.OFFER_PLACES.name)


def _known(page: Page, offer: Offer | None) -> list[str]:
    """What may be chosen; an offer keeps what it has."""
    found = qualifications(page.db, page.actor)
    return [offer.qualification, *found] if offer and offer.qualification not in found else found


def _offer_page(
    page: Page, form: Sent[OfferForm], company: Company, offer: Offer | None, status: int = 422
) -> Response:
    return page.again(
        "companies/offer_form.html",
        status=status if form.errors else 200,
        form=form,
        company=company,
        offer=offer,
        qualifications=_known(page, offer),
    )


def _values(page: Page, form: Sent[OfferForm], company: Company, offer: Offer | None) -> dict[str, Any]:
    """What the action needs; the lists are asked for the qualification and the branch."""
    if form.errors:
        return {}
    data = form.data
    branch: Branch | None = None
    if data.qualification not in _known(page, offer):
        form.refuse("qualification", _("Choose one from the list."))
    if data.branch is not None:
        branch = next((each for each in company.branches if each.id == data.branch), None)
        if branch is None:
            form.refuse("branch", _("Choose one from the list."))
    return data.model_dump(exclude={"version"}) | {"branch": branch}


@pages.get("/uznemumi/{company_id:int}/piedavajumi/jauns", name="companies.new_offer")
def new_offer(page: Signed, company: SeenCompany) -> Response:
    """The form for more places."""
    _offering(page, company)
    return _offer_page(page, blank(OfferForm, places=1), company, None)


@pages.post("/uznemumi/{company_id:int}/piedavajumi/jauns", name="companies.offer_places")
def offer_places(
    page: Signed, company: SeenCompany, form: Annotated[Sent[OfferForm], sent(OfferForm)]
) -> Response:
    """More places."""
    _offering(page, company)
    values = _values(page, form, company, None)
    if not form.errors:
        form.attempt(lambda: actions.offer_places(page.db, page.actor, company, **values))
    if form.errors:
        return _offer_page(page, form, company, None)
    notice = _("The offer is added.")
    return page.done(page.url("companies.show", company_id=company.id), notice=notice)


@pages.get("/uznemumi/piedavajumi/{offer_id:int}", name="companies.offer_form")
def offer_form(page: Signed, offer: Annotated[Offer, seen(Offer, "company")]) -> Response:
    """The form of an offer."""
    _offering(page, offer.company)
    names = ("qualification", "places", "starts", "ends", "tasks", "version")
    form = blank(OfferForm, branch=offer.branch_id, **{name: getattr(offer, name) for name in names})
    return _offer_page(page, form, offer.company, offer)


@pages.post("/uznemumi/piedavajumi/{offer_id:int}", name="companies.edit_offer")
def edit_offer(
    page: Signed,
    offer: Annotated[Offer, seen(Offer, "company")],
    form: Annotated[Sent[OfferForm], sent(OfferForm)],
) -> Response:
    """Saves it."""
    _offering(page, offer.company)
    status = 422
    if not form.errors and form.overtaken(version=offer.version):
        status = 409
    values = _values(page, form, offer.company, offer)
    if not form.errors:
        form.attempt(lambda: actions.edit_offer(page.db, page.actor, offer, **values))
    if form.errors:
        return _offer_page(page, form, offer.company, offer, status)
    return page.done(page.url("companies.show", company_id=offer.company_id), notice=_("Saved"))


@pages.post("/uznemumi/piedavajumi/{offer_id:int}/slegt", name="companies.close_offer")
def close_offer(page: Signed, offer: Annotated[Offer, seen(Offer, "company")]) -> Response:
    """No more learners are taken from it."""
    actions.close_offer(page.db, page.actor, offer)
    notice = _("The offer is closed.")
    return page.done(page.url("companies.show", company_id=offer.company_id), notice=notice)
