"""What the page of a company shows."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.companies import verbs
from app.companies.models import Company, Mentor, Offer, OfferState, Officer, Partnership
from app.companies.queries import in_register
from app.identity.models import Membership
from app.identity.roles import COMPANY_OFFICE, SCHOOL_STAFF, Role
from app.kit.pages import Page


def _mentors(page: Page, company: Company) -> list[Mentor]:
    found = page.db.scalars(
        select(Mentor)
        .where(Mentor.company_id == company.id)
        .options(joinedload(Mentor.person, innerjoin=True))
    )
    return sorted(found, key=lambda mentor: (not mentor.active, mentor.person.sort_key, mentor.id))


def _officers(page: Page, company: Company) -> list[tuple[Officer | None, Membership, list[Role]]]:
    """Everybody of the office with their roles; some have roles only, from before they were written down."""
    held = page.db.scalars(
        select(Membership)
        .where(
            Membership.organisation_id == company.id,
            Membership.ended_at.is_(None),
            Membership.role.in_(COMPANY_OFFICE),
        )
        .options(joinedload(Membership.person, innerjoin=True))
    )
    written = page.db.scalars(select(Officer).where(Officer.company_id == company.id))
    officers = {officer.person_id: officer for officer in written}
    roles: dict[int, list[Role]] = {}
    memberships: dict[int, Membership] = {}
    for membership in held:
        roles.setdefault(membership.person_id, []).append(membership.role)
        memberships[membership.person_id] = membership
    ordered = sorted(memberships.values(), key=lambda each: (each.person.sort_key, each.person_id))
    return [(officers.get(each.person_id), each, sorted(roles[each.person_id])) for each in ordered]


def company_values(page: Page, company: Company) -> dict[str, Any]:
    """Everything of one company that the person may see."""
    actor = page.actor
    offers = page.db.scalars(
        select(Offer)
        .where(Offer.company_id == company.id)
        .options(joinedload(Offer.branch))
        .order_by(Offer.state == OfferState.CLOSED, Offer.starts.desc(), Offer.id.desc())
        .limit(50)
    ).all()
    own = select(Partnership).where(Partnership.company_id == company.id)
    if actor.roles & SCHOOL_STAFF:
        own = own.where(Partnership.school_id == actor.organisation_id)
    partnerships = page.db.scalars(own.options(joinedload(Partnership.school))).all()
    entry = in_register(page.db, company.organisation.reg_no or "")
    return {
        "company": company,
        "staff": bool(actor.roles & SCHOOL_STAFF),
        "entry": entry,
        "ended_on": company.ended_on or (entry.ended_on if entry else None),
        "mentors": _mentors(page, company),
        "officers": _officers(page, company),
        "offers": offers,
        "partnerships": partnerships,
        "may_edit": verbs.EDIT_COMPANY.permits(actor, company),
        "may_officers": verbs.ADD_OFFICER.permits(actor, company),
        "may_invite": actor.has(Role.COORDINATOR, Role.SCHOOL_ADMIN, Role.COMPANY_ADMIN),
    }
