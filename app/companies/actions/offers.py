"""Places that companies offer."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from app.companies import verbs
from app.companies.models import Branch, Company, Offer
from app.identity.actor import Actor
from app.kit.errors import Refused
from app.kit.verbs import does
from app.kit.words import _

MOST_PLACES = 500


def _check(company_id: int, places: int, starts: date, ends: date, branch: Branch | None) -> None:
    if not 1 <= places <= MOST_PLACES:
        raise Refused(_("The number of places is from 1 to {most}.", most=MOST_PLACES))
    if ends < starts:
        raise Refused(_("The period must end after it begins."))
    if branch is not None and branch.company_id != company_id:
        raise Refused(_("Choose a place of work of this company."))


@does(verbs.OFFER_PLACES)
def offer_places(
    db: Session,
    actor: Actor,
    company: Company,
    *,
    qualification: str,
    places: int,
    starts: date,
    ends: date,
    tasks: str = "",
    branch: Branch | None = None,
) -> Offer:
    """How many places, for which qualification, from when to when."""
    _check(company.id, places, starts, ends, branch)
    offer = Offer(
        company=company,
        branch=branch,
        qualification=qualification,
        places=places,
        starts=starts,
        ends=ends,
        tasks=tasks,
    )
    db.add(offer)
    return offer


@does(verbs.EDIT_OFFER)
def edit_offer(
    db: Session,
    actor: Actor,
    offer: Offer,
    *,
    qualification: str,
    places: int,
    starts: date,
    ends: date,
    tasks: str = "",
    branch: Branch | None = None,
) -> None:
    """Changes an open offer; placements made from it stay."""
    _check(offer.company_id, places, starts, ends, branch)
    offer.qualification, offer.places = qualification, places
    offer.starts, offer.ends = starts, ends
    offer.tasks, offer.branch = tasks, branch


@does(verbs.CLOSE_OFFER)
def close_offer(db: Session, actor: Actor, offer: Offer) -> None:
    """No more learners are taken from this offer."""
