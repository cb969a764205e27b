"""Documents in four views: to sign, to read, sent, all; found by words, kind, state and period."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import ColumnElement, ScalarSelect, Select, func, literal, select
from sqlalchemy.orm import Session, selectinload

from app.documents.kinds import KINDS
from app.documents.models import Brought, Delegation, Document, Reader, Signer, State, Step
from app.documents.verbs import SIGNS_AS
from app.identity.actor import Actor
from app.identity.roles import COMPANY_OFFICE, SCHOOL_STAFF
from app.kit.clock import RIGA
from app.kit.names import search_words
from app.kit.words import Said, _

DONE: Final = (Step.SIGNED, Step.DECLINED)


class View(StrEnum):
    """What the list shows; the address says which."""

    TO_SIGN = "japaraksta"
    TO_READ = "jaizlasa"
    SENT = "nosutitie"
    ALL = "visi"

    @property
    def label(self) -> Said:
        """As shown."""
        return VIEWS[self]


VIEWS: Final = {
    View.TO_SIGN: _("To sign"),
    View.TO_READ: _("To read"),
    View.SENT: _("Sent documents"),
    View.ALL: _("All"),
}
STATES: Final[dict[str, tuple[Said, tuple[State, ...]]]] = {
    "parakstisanai": (_("Waiting for signatures"), (State.OUT,)),
    "parakstiti": (_("Signed"), (State.COMPLETE,)),
    "atteikti": (_("Declined or withdrawn"), (State.DECLINED, State.WITHDRAWN)),
    "izdoti": (_("Issued, not to be signed"), (State.ISSUED,)),
}


@dataclass(frozen=True)
class Search:
    """What was asked for; what makes no sense is left out."""

    words: str = ""
    kind: str = ""
    state: str = ""
    since: date | None = None
    until: date | None = None

    @classmethod
    def of(cls, query: Any) -> Search:
        """From the address."""
        kind, state = query.get("veids", ""), query.get("stavoklis", "")
        return cls(
            words=query.get("q", "").strip()[:100],
            kind=kind if kind in KINDS else "",
            state=state if state in STATES else "",
            since=_day(query.get("no", "")),
            until=_day(query.get("lidz", "")),
        )

    @property
    def narrows(self) -> bool:
        """Whether it leaves anything out."""
        return self != Search()

    @property
    def asked(self) -> dict[str, str]:
        """For the addresses of other pages and views."""
        days = {"no": self.since, "lidz": self.until}
        told = {name: day.isoformat() for name, day in days.items() if day}
        return {"q": self.words, "veids": self.kind, "stavoklis": self.state, **told}

    def applied(self, wanted: Select[Any]) -> Select[Any]:
        """Narrows a select of documents."""
        for word in search_words(self.words):
            wanted = wanted.where(Document.search_key.contains(word, autoescape=True))
        if self.kind:
            wanted = wanted.where(Document.kind == self.kind)
        if self.state:
            wanted = wanted.where(Document.state.in_(STATES[self.state][1]))
        if self.since:
            wanted = wanted.where(Document.created_at >= _dawn(self.since))
        if self.until:
            wanted = wanted.where(Document.created_at < _dawn(self.until + timedelta(days=1)))
        return wanted


def _day(text: str) -> date | None:
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None
    return found if 1900 <= found.year <= 2100 else None


def _dawn(day: date) -> datetime:
    return datetime.combine(day, time(), RIGA)


def own_turn(actor: Actor) -> ColumnElement[bool]:
    """Signers that are the actor, in the name and the role they act in, and are asked now."""
    parties = [party for party, role in SIGNS_AS.items() if actor.has(role)]
    return (
        (Signer.person_id == actor.person_id)
        & (Signer.organisation_id == actor.organisation_id)
        & Signer.party.in_(parties)
        & (Signer.step == Step.ASKED)
    )


def lent_turn(actor: Actor) -> ColumnElement[bool]:
    """Signers for whom the actor signs today, and who are asked now."""
    givers = Delegation.lent_to(actor).with_only_columns(Delegation.giver_id)
    return (
        Signer.person_id.in_(givers)
        & (Signer.person_id != actor.person_id)
        & (Signer.organisation_id == actor.organisation_id)
        & (Signer.step == Step.ASKED)
    )


def _turns(actor: Actor, whose: ColumnElement[bool]) -> Select[Any]:
    out = select(Signer.document_id).join(Document, Document.id == Signer.document_id)
    return out.where(whose, Document.state == State.OUT, Document.restored_at.is_(None))


def unread(actor: Actor) -> ColumnElement[bool]:
    """What was sent to the actor to be read, in this name, and has not been opened."""
    return (
        (Reader.person_id == actor.person_id)
        & (Reader.organisation_id == actor.organisation_id)
        & Reader.opened_at.is_(None)
    )


def _sent(actor: Actor) -> ColumnElement[bool]:
    """By the school: what it has sent out. By others: what they have signed, declined or brought."""
    if actor.roles & SCHOOL_STAFF:
        readers = select(Reader.document_id).where(Reader.document_id == Document.id)
        went = Document.sent_at.is_not(None) | readers.exists()
        return (Document.organisation_id == actor.organisation_id) & went
    signer, brought = Signer.person_id == actor.person_id, Brought.person_id == actor.person_id
    if actor.roles & COMPANY_OFFICE:
        signer |= Signer.organisation_id == actor.organisation_id
        brought |= Brought.organisation_id == actor.organisation_id
    given = select(Signer.document_id).where(signer, Signer.step.in_(DONE))
    return Document.id.in_(given) | Document.id.in_(select(Brought.document_id).where(brought))


def _within(actor: Actor, view: View) -> ColumnElement[bool]:
    if view is View.TO_SIGN:
        own, lent = _turns(actor, own_turn(actor)), _turns(actor, lent_turn(actor))
        return Document.id.in_(own) | Document.id.in_(lent)
    if view is View.TO_READ:
        return Document.id.in_(select(Reader.document_id).where(unread(actor)))
    return _sent(actor) if view is View.SENT else literal(True)


def listed(actor: Actor, view: View, search: Search) -> Select[Any]:
    """The documents of a view: what waits the longest first, else the newest first."""
    wanted = search.applied(Document.visible_to(actor).where(_within(actor, view)))
    # without the editions: their values are long and no list shows them
    wanted = wanted.options(selectinload(Document.signers).joinedload(Signer.person))
    if actor.roles & SCHOOL_STAFF:
        wanted = wanted.options(selectinload(Document.readers).joinedload(Reader.person))
    if view is View.TO_SIGN:
        return wanted.order_by(Document.sent_at, Document.id)
    return wanted.order_by(Document.created_at.desc(), Document.id.desc())


def counts(db: Session, actor: Actor) -> dict[View, int]:
    """How many each view holds, in one statement."""

    def number(view: View) -> ScalarSelect[int]:
        # one's own turn, what one was sent and what one has sent are seen without asking why
        seen = Document.visible_to(actor) if view is View.ALL else select(Document)
        found = seen.where(_within(actor, view)).with_only_columns(Document.id)
        return select(func.count()).select_from(found.subquery()).scalar_subquery()

    row = db.execute(select(*(number(view) for view in View))).one()
    return dict(zip(View, row, strict=True))


def to_do(actor: Actor) -> ColumnElement[int]:
    """How many documents wait for the actor; for the menu, from three indexes and nothing else."""

    def number(found: Select[Any]) -> ScalarSelect[int]:
        return found.with_only_columns(func.count()).scalar_subquery()

    read = number(select(Reader.id).where(unread(actor)))
    own, lent = _turns(actor, own_turn(actor)), _turns(actor, lent_turn(actor))
    return number(own) + number(lent) + read


def first_view(found: dict[View, int]) -> View:
    """Without a view in the address: what waits for me, if anything does."""
    return next((view for view in (View.TO_SIGN, View.TO_READ) if found[view]), View.ALL)
