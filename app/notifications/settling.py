"""What became of a message: it left, was refused, or came back; and who is told."""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from app.identity.models import Membership, Person
from app.identity.roles import COMPANY_OFFICE, SCHOOL_STAFF, Role
from app.kit.clock import now
from app.kit.verbs import Verb
from app.kit.words import Said, _
from app.notifications.models import Fate, Message, Notice
from app.notifications.reasons import dead

MOST: Final = 1000  # characters of what a server says
PAGE: Final = "/pazinojumi/nesanemti"


def nobody(_actor: Any, _thing: Any) -> bool:
    """A mail server does it, not a person."""
    return False


RETURNED = Verb("notifications.returned", _("did not receive the message"), who=(nobody,))


def leave(message: Message) -> None:
    """The mail server took it; an earlier refusal is past."""
    message.state, message.sent_at, message.undelivered_at = Fate.SENT, now(), None
    message.status = message.error = ""


def refuse(db: Session, message: Message, status: str, said: str) -> None:
    """It has not left, and no further try will be made."""
    _undelivered(db, message, Fate.REFUSED, status, said)


def bounce(db: Session, message: Message, status: str, said: str) -> None:
    """It left and came back. The same told twice is told once."""
    if not message.undelivered:
        _undelivered(db, message, Fate.BOUNCED, status, said)


def _undelivered(db: Session, message: Message, fate: Fate, status: str, said: str) -> None:
    message.state, message.undelivered_at = fate, now()
    message.status, message.error = status, said[:MOST]
    if dead(status):
        _mark(db, message)
    for person_id in _who_minds(db, message):
        _tell(db, message, person_id)


def _mark(db: Session, message: Message) -> None:
    """The next who writes there sees it first."""
    same = func.lower(Person.email) == message.recipient.casefold()
    db.execute(update(Person).where(same).values(email_fault=message.status))


def _who_minds(db: Session, message: Message) -> list[int]:
    """Whoever sent it; where that is no office (a signature asks the next signer), the coordinators of it."""
    held = select(Membership.person_id).where(Membership.ended_at.is_(None))
    offices = held.where(Membership.role.in_(SCHOOL_STAFF | COMPANY_OFFICE))
    found = list(db.scalars(offices.where(Membership.person_id == message.sender_id).limit(1)))
    if not found and message.office_id:
        mine = Membership.organisation_id == message.office_id
        found = list(db.scalars(held.where(mine, Membership.role == Role.COORDINATOR)))
    return [person_id for person_id in dict.fromkeys(found) if person_id != message.person_id]


def _tell(db: Session, message: Message, person_id: int) -> None:
    """On the bell: “Aigars Ozols did not receive the message: its subject”."""
    db.flush()  # the notice names the message
    db.add(
        Notice(
            person_id=person_id,
            organisation_id=message.office_id or message.organisation_id,
            actor_id=message.person_id,
            verb=RETURNED.name,
            thing_type=message.__tablename__,
            thing_id=message.id,
            about=Said("{subject}. {why}", {"subject": message.subject, "why": message.why}).to_json(),
            address=f"{PAGE}#m{message.id}",
        )
    )
