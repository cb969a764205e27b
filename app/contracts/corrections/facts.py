"""What stands in the data around a contract now."""

from __future__ import annotations

from app.contracts.corrections.models import What
from app.identity.models import Person
from app.placements.models import Placement
from app.placements.parties import guardians


def person_of(placement: Placement, what: What) -> Person | None:
    """Whose contact it is."""
    if what is What.LEARNER:
        return placement.learner.person
    if what is What.GUARDIAN:
        return next(iter(guardians(placement)), None)
    return placement.mentor.person if what is What.MENTOR and placement.mentor else None


def written_now(placement: Placement, what: What) -> tuple[str, str, str]:
    """E-mail, phone and address as they are."""
    if what is What.PLACE:
        branch, company = placement.branch, placement.company
        own = company.organisation.address if company else ""
        return "", "", branch.street_address if branch else own
    if what is What.COMPANY:
        office = placement.company.organisation if placement.company else None
        return (office.email, office.phone, "") if office else ("", "", "")
    person = person_of(placement, what)
    return (person.email, person.phone, "") if person else ("", "", "")
