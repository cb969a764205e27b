"""Asking whoever can mend what is missing."""

from __future__ import annotations

from sqlalchemy.orm import Session

from app.identity.actor import Actor
from app.identity.models import Person
from app.kit.errors import Refused
from app.kit.words import _
from app.law.provision import Fixer, Provision
from app.notifications.models import Reminder
from app.notifications.reminders import remind
from app.placements import parties
from app.placements.models import Placement


def fixers(placement: Placement, provision: Provision) -> list[Person]:
    """The people who can mend it."""
    mentor = [placement.mentor.person] if placement.mentor else []
    director = [placement.school.director] if placement.school.director else []
    people = {
        Fixer.COORDINATOR: lambda: parties.coordinators(placement),
        Fixer.SCHOOL_ADMIN: lambda: parties.school_administrators(placement),
        Fixer.DIRECTOR: lambda: director,
        Fixer.OFFICE: lambda: parties.office(placement),
        Fixer.MENTOR: lambda: mentor,
        Fixer.LEARNER: lambda: [placement.learner.person],
        Fixer.GUARDIAN: lambda: parties.guardians(placement),
    }
    return list(dict.fromkeys(person for fixer in provision.fixers for person in people[fixer]()))


def ask(db: Session, actor: Actor, placement: Placement, provision: Provision, address: str) -> Reminder:
    """Asks the first of those who can mend it; each rule of a placement at most once in 24 hours."""
    asked = [person for person in fixers(placement, provision) if person.id != actor.person_id]
    if not asked:
        raise Refused(_("Nobody else can be asked."))
    values = {"rule": {"said": provision.says.to_json()}, "clause": provision.clause}
    about = f"placement:{placement.id}:{provision.code}"
    where = address or placement.address
    return remind(db, actor, placement, asked[0], "remind.rule", named=about, address=where, values=values)
