"""Bringing people in: the school's invitation, a fresh link, a new password, each sent by a job."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy.orm import Session

from app.identity import verbs
from app.identity.actor import Actor
from app.identity.models import Membership, Person, PersonalLink
from app.identity.passwords import too_often
from app.jobs.work import later
from app.kit.clock import now
from app.kit.errors import Reason, Refused
from app.kit.verbs import does
from app.kit.words import _
from app.notifications.models import Channel, Notice
from app.notifications.reasons import check_reachable

MOST_INVITATIONS = 3
DAY = timedelta(days=1)


@does(verbs.INVITE)
def invite(db: Session, actor: Actor, person: Person) -> None:
    """Sends a personal link, or to staff a link to their first password; at most three a day."""
    if not person.email and not person.phone:
        raise Refused(
            Reason(
                _("{name} has neither an e-mail nor a phone.", name=person.name),
                fix=_("Enter one of them first."),
            )
        )
    check_reachable(person)
    organisation_id = inviting_organisation(db, actor, person)
    if organisation_id is None:
        raise Refused(_("{name} has no role for which to be invited.", name=person.name))
    if too_often(db, "invite", str(person.id), MOST_INVITATIONS, DAY):
        raise Refused(_("Three invitations have been sent today. Call instead, or try again tomorrow."))
    payload = {"person": person.id, "organisation": organisation_id, "actor": actor.person_id}
    later(db, "identity.send_invitation", payload)


def inviting_organisation(db: Session, actor: Actor, person: Person) -> int | None:
    """In whose name: among those that the actor sees, first where a link is enough, then their own."""
    found = list(db.scalars(Membership.visible_to(actor).where(Membership.person_id == person.id)))
    found.sort(key=lambda m: (m.role.needs_password, m.organisation_id != actor.organisation_id, m.id))
    return found[0].organisation_id if found else None


@does(verbs.RENEW_LINK)
def renew(
    db: Session, actor: Actor, person: Person, old: PersonalLink | None, by_phone: bool = False
) -> None:
    """A fresh link instead of an old one, or to all open work; to whatever reaches the person for certain.

    Who gives a number gets a text message; and an e-mail besides, because a number may be read by others.
    """
    ways = [Channel.EMAIL] if person.email else []
    if person.phone and (by_phone or person.email_fault or not ways):
        ways.append(Channel.SMS)
    for way in ways:
        payload = {"person": person.id, "link": old.id if old else None, "by": way.value}
        later(db, "identity.send_ways_in", payload)


def want_reset(db: Session, person: Person) -> None:
    """The right to a new password is made, and written in the trail, when the mail leaves."""
    later(db, "identity.send_reset", {"person": person.id})


def mark_read(db: Session, actor: Actor) -> None:
    """The bell falls silent; what one has read is nobody else's matter, so the trail does not tell."""
    for notice in db.scalars(Notice.visible_to(actor).where(Notice.read_at.is_(None))):
        notice.read_at = now()
