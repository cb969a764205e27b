"""Reminding those who sign: by itself after the days of the school's circuit, until somebody says why not.

When it does not help, the school is told once, on the bell and by mail.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, object_session

from app.documents.models import Circuit, Document, Signer, State, Step
from app.documents.verbs import issuer
from app.identity.actor import Actor, actor_for
from app.identity.models import Membership, Person
from app.identity.roles import SCHOOL_STAFF, Role
from app.jobs.rounds import daily_at, rounds
from app.jobs.work import After, Workshop, on
from app.kit.clock import aware, now, riga, today
from app.kit.days import is_working_day
from app.kit.errors import Refused
from app.kit.verbs import Verb, does
from app.kit.words import _
from app.notifications.models import Notice
from app.notifications.reminders import PAUSE, last_of, remind

ROUND: Final = "documents.remind_all"
TEMPLATE: Final = "remind.sign"
HOUSE: Final = Circuit(remind_days=3, escalate_days=10)  # of kinds without a circuit of their own
rounds[ROUND] = daily_at(9, 0)


def issuer_of_its_document(actor: Actor, signer: Signer) -> bool:
    """The staff of the school that issued it."""
    return issuer(actor, signer.document)


def by_itself(actor: Actor, signer: Signer) -> bool:
    """The portal, in the name of whoever has not signed."""
    return actor.via == "system" and actor.person_id == signer.person_id


def responsible(document: Document) -> list[Person]:
    """Who sent it, while they work at the school; else its coordinators, else its director."""
    db = object_session(document)
    wanted = select(Membership).where(
        Membership.organisation_id == document.organisation_id,
        Membership.role.in_(SCHOOL_STAFF),
        Membership.ended_at.is_(None),
    )
    wanted = wanted.options(joinedload(Membership.person)).order_by(Membership.id)
    staff = list(db.scalars(wanted)) if db else []
    for of_these in (
        [one for one in staff if one.person_id == document.sender_id],
        [one for one in staff if one.role is Role.COORDINATOR],
        [one for one in staff if one.role is Role.DIRECTOR],
    ):
        if of_these:
            return list(dict.fromkeys(one.person for one in of_these))
    return []


def those_responsible(signer: Signer) -> list[Person]:
    """For its document."""
    return responsible(signer.document)


STOP = Verb(
    "documents.stop_reminding",
    _("stopped the reminders to sign"),
    who=(issuer_of_its_document,),
    of=(Step.WAITING, Step.ASKED),
)
RESUME = Verb(
    "documents.resume_reminding",
    _("let the reminders to sign go on"),
    who=(issuer_of_its_document,),
    of=(Step.WAITING, Step.ASKED),
)
ESCALATE = Verb(
    "documents.escalate",
    _("has not signed in spite of reminders"),
    who=(by_itself,),
    of=(Step.ASKED,),
    tells=those_responsible,
)


@does(STOP)
def stop_reminding(db: Session, actor: Actor, signer: Signer, *, reason: str) -> None:
    """Agreed by telephone, on leave, signs on paper: whatever it is, it is said."""
    if len(reason.strip()) < 3:
        raise Refused(_("Write why they are not reminded any more."))
    signer.stopped = reason.strip()[:300]


@does(RESUME)
def resume_reminding(db: Session, actor: Actor, signer: Signer) -> None:
    """Reminded again, by themselves and by hand."""
    signer.stopped = ""


@does(ESCALATE)
def escalate(db: Session, actor: Actor, signer: Signer) -> None:
    """The school is told; nothing else changes."""


def waiting(db: Session) -> Sequence[Signer]:
    """Everybody whose turn it is and who may be reminded, of all schools."""
    wanted = select(Signer).join(Document, Document.id == Signer.document_id)
    wanted = wanted.where(Signer.step == Step.ASKED, Signer.stopped == "", Document.state == State.OUT)
    wanted = wanted.where(Document.restored_at.is_(None))
    return db.scalars(wanted.options(joinedload(Signer.document), joinedload(Signer.person))).all()


def circuits(db: Session, signers: Sequence[Signer]) -> dict[tuple[int, str], Circuit]:
    """Those of the schools, by school and kind."""
    schools = {signer.document.organisation_id for signer in signers}
    found = db.scalars(select(Circuit).where(Circuit.organisation_id.in_(schools)))
    return {(one.organisation_id, one.kind): one for one in found}


def told_since(db: Session, signers: Sequence[Signer]) -> dict[int, datetime]:
    """When the school was last told of each."""
    wanted = select(Notice.thing_id, Notice.created_at).where(
        Notice.verb == ESCALATE.name, Notice.thing_id.in_([signer.id for signer in signers])
    )
    return {row.thing_id: row.created_at for row in db.execute(wanted.order_by(Notice.id))}


def _days(since: datetime) -> int:
    return (today() - riga(since).date()).days


def remind_all(db: Session) -> None:
    """Who is due today; on days when nobody works nobody is reminded."""
    if not is_working_day(today()):
        return
    signers = waiting(db)
    ways, told = circuits(db, signers), told_since(db, signers)
    last = last_of(db, [f"signer:{signer.id}" for signer in signers])
    for signer in signers:
        document, asked = signer.document, signer.asked_at
        way = ways.get((document.organisation_id, document.kind), HOUSE)
        if asked is None:
            continue
        before = last.get(f"signer:{signer.id}") or asked
        if way.remind_days and _days(before) >= way.remind_days and now() - aware(before) >= PAUSE:
            _remind(db, signer)
        known = told.get(signer.id)
        again = known is None or aware(known) < aware(asked)
        if way.escalate_days and _days(asked) >= way.escalate_days and again:
            person = signer.person
            escalate(db, actor_for(person, person.memberships, signer.organisation_id, "system"), signer)


def _remind(db: Session, signer: Signer) -> None:
    """In the name of whoever at the school is responsible."""
    document = signer.document
    for person in responsible(document):
        if person.id != signer.person_id:
            actor = actor_for(person, person.memberships, document.organisation_id, "system")
            remind(db, actor, signer, signer.person, TEMPLATE)
            return


@on(ROUND)
def round_of_the_day(shop: Workshop, db: Session, payload: dict[str, Any]) -> After | None:
    """Each morning at nine."""
    remind_all(db)
    return None
