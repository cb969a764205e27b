"""How it stands with each person of a document: opened, signed, declined, and when; what is late, and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy.orm import Session

from app.documents.models import Document, Reader, Signer, State, Step
from app.identity.actor import Actor
from app.identity.roles import SCHOOL_STAFF
from app.kit.clock import riga, today
from app.kit.words import Said, _, _n
from app.notifications.queries import Delivery, deliveries
from app.notifications.reminders import Nudge, nudges

LATE: Final = timedelta(days=5)


@dataclass(frozen=True)
class Standing:
    """One person and where they stand; `late` when something has to be done about it."""

    name: str
    says: Said
    tone: str = ""
    why: Sequence[Said] = ()
    signer: Signer | None = None
    reader: Reader | None = None
    nudge: Nudge | None = None

    @property
    def about(self) -> str:
        """As a reminder names it."""
        thing = self.signer or self.reader
        return f"{thing.__tablename__}:{thing.id}" if thing else ""

    @property
    def stopped(self) -> str:
        """Why they are not reminded any more."""
        return self.signer.stopped if self.signer else ""

    @property
    def waits(self) -> bool:
        """Whether something is still asked of them."""
        if self.signer:
            return self.signer.step is Step.ASKED and self.signer.document.state is State.OUT
        return self.reader is not None and self.reader.opened_at is None


@dataclass
class Known:
    """What was sent and what became of it, of many documents, in two statements; for the school only."""

    reminded: Mapping[str, Nudge] = field(default_factory=dict)
    delivered: Mapping[tuple[str, int], Delivery] = field(default_factory=dict)
    inside: bool = False  # whether it is the school that looks

    @classmethod
    def of(cls, db: Session, actor: Actor, documents: Iterable[Document]) -> Known:
        """Of those who still have to sign or to read."""
        if not actor.roles & SCHOOL_STAFF:
            return cls()
        names, posted = [], []
        for document in documents:
            waiting = [f"signer:{s.id}" for s in document.signers if s.step is Step.ASKED]
            waiting += [f"reader:{r.id}" for r in document.readers if r.opened_at is None]
            names += waiting
            posted += [f"document:{document.id}"] if waiting else []
        return cls(nudges(db, names), deliveries(db, posted) if posted else {}, inside=True)

    def delivery(self, document: Document, person_id: int) -> Delivery | None:
        """Of the letters about this document to this person."""
        return self.delivered.get((f"document:{document.id}", person_id))


def days_since(moment: datetime | None) -> int:
    """By the calendar of Riga."""
    return (today() - riga(moment).date()).days if moment else 0


def of_signer(signer: Signer, known: Known | None = None) -> Standing:
    """Where somebody who signs stands."""
    known, name = known or Known(), signer.person.name
    if signer.step is Step.ASKED and signer.document.state is State.OUT:
        return _asked(signer, known)
    told: dict[Step, tuple[Said, str]] = {
        Step.SIGNED: (_signed(signer), "ok"),
        Step.DECLINED: (_("declined {when:moment}", when=signer.declined_at), "late"),
        Step.SPARED: (_("need not sign: another has signed for the same party"), ""),
        Step.VOID: (_("the signature is void") if signer.signed_at else _("was not signed"), ""),
    }
    says, tone = told.get(signer.step, (_("receives it after the one before"), ""))
    if signer.document.state in {State.DECLINED, State.WITHDRAWN} and signer.pending:
        says = _("was not signed")
    return Standing(name, says, tone, [Said(signer.reason)] if signer.reason else [], signer=signer)


def _signed(signer: Signer) -> Said:
    if signer.instead:
        return _("signed {when:moment} in their stead: {who}", when=signer.signed_at, who=signer.instead)
    return _("signed {when:moment}", when=signer.signed_at)


def _asked(signer: Signer, known: Known) -> Standing:
    days, late = days_since(signer.asked_at), days_since(signer.asked_at) >= LATE.days
    why = []
    if delivery := known.delivery(signer.document, signer.person_id):
        why += undelivered(delivery)
    if signer.opened_at:
        says = _("opened it {when:moment}, has not signed yet", when=signer.opened_at)
    elif signer.asked_at:
        says = _("has not opened it; asked {when:moment}", when=signer.asked_at)
    else:
        says = _("has not opened it")
    if late:
        why.insert(0, _n("waiting {n} day", "waiting {n} days", days))
    if signer.stopped and known.inside:
        why.append(_("not reminded any more: {reason}", reason=signer.stopped))
    nudge = known.reminded.get(f"signer:{signer.id}")
    tone = "late" if late or (why and not signer.stopped) else "wait"
    return Standing(signer.person.name, says, tone, why, signer=signer, nudge=nudge)


def undelivered(delivery: Delivery) -> list[Said]:
    """Why the newest letter has not arrived; nothing when it has."""
    if delivery.not_delivered_at is None or delivery.reason is None:
        return []
    return [_("the letter was not delivered: {reason}", reason=delivery.reason)]


def of_reader(reader: Reader, known: Known | None = None) -> Standing:
    """Where somebody to whom it was sent to be read stands."""
    name, known = reader.person.name, known or Known()
    if reader.opened_at:
        return Standing(name, _("opened it {when:moment}", when=reader.opened_at), "ok", reader=reader)
    delivery = known.delivery(reader.document, reader.person_id)
    why = undelivered(delivery) if delivery else []
    says = _("has not opened it; sent {when:moment}", when=reader.sent_at)
    nudge = known.reminded.get(f"reader:{reader.id}")
    return Standing(name, says, "late" if why else "wait", why, reader=reader, nudge=nudge)


def of_document(document: Document, known: Known | None = None, *, readers: bool) -> list[Standing]:
    """Everybody who counts; readers only for the school that sent it."""
    people = [of_signer(signer, known) for signer in document.signers if signer.step is not Step.REPLACED]
    return people + ([of_reader(reader, known) for reader in document.readers] if readers else [])
