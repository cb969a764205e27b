"""Changing the law in the portal, and asking whoever can mend what is missing."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from sqlalchemy.orm import Session

from app.identity.actor import Actor
from app.identity.models import Organisation, Person
from app.kit.clock import now
from app.kit.errors import Refused
from app.kit.rules import Level
from app.kit.verbs import does
from app.kit.words import _
from app.law import verbs
from app.law.figures import FIGURES
from app.law.models import LawChange
from app.law.provision import Fixer, Provision
from app.notifications.models import Reminder
from app.notifications.reminders import remind
from app.placements import parties
from app.placements.models import Placement


@does(verbs.PROPOSE)
def propose(
    db: Session,
    actor: Actor,
    organisation: Organisation,
    *,
    code: str,
    since: date,
    figure: str = "",
    value: Decimal | None = None,
    level: Level | None = None,
    repealed: bool = False,
    source: str = "",
) -> LawChange:
    """Kept for trial; nothing changes for anybody until it is switched on."""
    if figure and (figure not in FIGURES or value is None):
        raise Refused(_("Write the new value of the figure."))
    if not (figure or level or repealed):
        raise Refused(_("Choose what changes: a figure, the level, or that the rule ends."))
    change = LawChange(
        code=code,
        since=since,
        figure=figure,
        value=value if figure else None,
        level=level,
        repealed=repealed,
        source=source,
        made_by_id=actor.person_id,
    )
    db.add(change)
    return change


@does(verbs.SWITCH_ON)
def switch_on(db: Session, actor: Actor, change: LawChange) -> None:
    """From its day every placement is judged by it; contracts sent before that day by the old rule."""
    change.switched_at = now()


@does(verbs.WITHDRAW)
def withdraw(db: Session, actor: Actor, change: LawChange) -> None:
    """Everything is judged as before."""


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


def nudge(db: Session, actor: Actor, placement: Placement, provision: Provision, address: str) -> Reminder:
    """Asks the first of those who can mend it; each rule of a placement at most once in 24 hours."""
    asked = [person for person in fixers(placement, provision) if person.id != actor.person_id]
    if not asked:
        raise Refused(_("Nobody else can be asked."))
    values = {"rule": {"said": provision.says.to_json()}, "clause": provision.clause}
    about = f"placement:{placement.id}:{provision.code}"
    where = address or placement.address
    return remind(db, actor, placement, asked[0], "remind.rule", named=about, address=where, values=values)
