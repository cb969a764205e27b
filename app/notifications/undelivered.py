"""What is done about a message that was not delivered: another address, once more, or told in another way."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from app.identity.actor import Actor
from app.identity.models import Person
from app.identity.people import correct
from app.identity.roles import COMPANY_OFFICE, SCHOOL_STAFF, Role
from app.jobs.models import Job
from app.jobs.work import later
from app.kit.clock import now
from app.kit.errors import Reason, Refused
from app.kit.verbs import Verb, does
from app.kit.words import _
from app.notifications.invitations import inviting_organisation
from app.notifications.models import Message


def office_of_letters(actor: Actor, _message: Any) -> bool:
    """The staff of the school, or the company's office; which messages, `visible_to` says."""
    return bool(actor.roles & (SCHOOL_STAFF | COMPANY_OFFICE)) or actor.has(Role.PORTAL_ADMIN)


def corrector(actor: Actor, _message: Any) -> bool:
    """Who also brings people in."""
    return actor.has(Role.COORDINATOR, Role.SCHOOL_ADMIN, Role.COMPANY_ADMIN)


SEND_AGAIN = Verb("notifications.send_again", _("sent the message again"), who=(office_of_letters,))
READDRESS = Verb("notifications.readdress", _("corrected the address and sent again"), who=(corrector,))
HANDLE = Verb("notifications.handle", _("told it in another way"), who=(office_of_letters,))


def _waiting(message: Message) -> None:
    if not message.undelivered or message.handled_at:
        raise Refused(_("This message has been seen to already."))


def _written_by(db: Session, message: Message) -> Job:
    """The work that wrote it can be done anew, with a fresh link; its text is kept nowhere."""
    job = db.get(Job, message.job_id) if message.job_id else None
    if job is None:
        raise Refused(
            Reason(
                _("This message is too old to be sent again."),
                fix=_("Do again what sent it: an invitation, a reminder."),
            )
        )
    return job


def _again(db: Session, message: Message, job: Job) -> None:
    later(db, job.kind, job.payload)
    message.handled_at = now()


@does(SEND_AGAIN)
def send_again(db: Session, actor: Actor, message: Message) -> None:
    """To the same address; whoever sends it vouches that it is right."""
    _waiting(message)
    _again(db, message, _written_by(db, message))
    message.person.email_fault = ""


@does(READDRESS)
def readdress(db: Session, actor: Actor, message: Message, email: str) -> None:
    """Where the actor keeps this person's data; who keeps their own, corrects them in the profile."""
    _waiting(message)
    job = _written_by(db, message)
    person: Person = message.person
    organisation_id = inviting_organisation(db, actor, person)
    if organisation_id is None:
        raise Refused(_("{name} keeps the contacts in the profile. Telephone instead.", name=person.name))
    correct(db, person, organisation_id, email=email)
    _again(db, message, job)


@does(HANDLE)
def handle(db: Session, actor: Actor, message: Message) -> None:
    """By telephone, or in person."""
    _waiting(message)
    message.handled_at = now()
