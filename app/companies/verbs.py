"""What is done with a company, its people and its places."""

from __future__ import annotations

from typing import Any

from app.companies.models import Company, OfferState
from app.identity.actor import Actor
from app.identity.roles import COMPANY_OFFICE, Role
from app.kit.verbs import Verb
from app.kit.words import _
from app.schools.verbs import office as school_office


def _company(thing: Any) -> Company:
    return thing if isinstance(thing, Company) else thing.company


def partner(actor: Actor, thing: Any) -> bool:
    """The coordinator or administrator of a school that works with the company."""
    if not actor.has(Role.COORDINATOR, Role.SCHOOL_ADMIN):
        return False
    return any(p.school_id == actor.organisation_id for p in _company(thing).partnerships)


def own_office(actor: Actor, thing: Any) -> bool:
    """The company's administrator or signatory."""
    return bool(actor.roles & COMPANY_OFFICE) and actor.organisation_id == _company(thing).id


def own_administrator(actor: Actor, thing: Any) -> bool:
    """The company's administrator."""
    return actor.has(Role.COMPANY_ADMIN) and actor.organisation_id == _company(thing).id


OFFICES = (partner, own_office)

ADD_COMPANY = Verb("companies.add_company", _("added a company"), who=(school_office,))
EDIT_COMPANY = Verb("companies.edit_company", _("changed the company's data"), who=OFFICES)
ADD_BRANCH = Verb("companies.add_branch", _("added a place of work"), who=OFFICES)
EDIT_BRANCH = Verb("companies.edit_branch", _("changed a place of work"), who=OFFICES)
ADD_MENTOR = Verb("companies.add_mentor", _("added a DVB supervisor"), who=OFFICES)
EDIT_MENTOR = Verb("companies.edit_mentor", _("changed the DVB supervisor's data"), who=OFFICES)
DEACTIVATE_MENTOR = Verb("companies.deactivate_mentor", _("deactivated the DVB supervisor"), who=OFFICES)
RESTORE_MENTOR = Verb("companies.restore_mentor", _("restored the DVB supervisor"), who=OFFICES)
ADD_OFFICER = Verb(
    "companies.add_officer", _("added a company representative"), who=(partner, own_administrator)
)
EDIT_OFFICER = Verb(
    "companies.edit_officer", _("changed the company representative"), who=(partner, own_administrator)
)
END_OFFICER = Verb(
    "companies.end_officer", _("ended the company representative's roles"), who=(partner, own_administrator)
)
OFFER_PLACES = Verb("companies.offer_places", _("offered places"), who=OFFICES)
EDIT_OFFER = Verb("companies.edit_offer", _("changed an offer"), who=OFFICES, of=(OfferState.OPEN,))
CLOSE_OFFER = Verb(
    "companies.close_offer", _("closed an offer"), who=OFFICES, of=(OfferState.OPEN,), to=OfferState.CLOSED
)
