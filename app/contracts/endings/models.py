"""Suspensions and terminations of a concluded contract."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import ForeignKey, Index, Select, Text, UniqueConstraint, false, select
from sqlalchemy.orm import Mapped, mapped_column, object_session, relationship

from app.contracts.models import Contract
from app.documents.models import Document
from app.identity.models import Person
from app.identity.roles import Role
from app.kit.clock import now
from app.kit.db import Base, Versioned
from app.kit.words import Said, _
from app.placements.models import Placement, of_seen_placements


class State(StrEnum):
    """The life of a termination."""

    DRAFT = "draft"
    SENT = "sent"
    SIGNED = "signed"  # waits for its day
    ENDED = "ended"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"

    @property
    def label(self) -> Said:
        """As shown."""
        return LABELS[self]


LABELS: Final = {
    State.DRAFT: _("Draft"),
    State.SENT: _("Waiting for signatures"),
    State.SIGNED: _("Signed, waits for its day"),
    State.ENDED: _("The contract has ended"),
    State.DECLINED: _("Declined"),
    State.WITHDRAWN: _("Withdrawn"),
}
OPEN: Final = (State.DRAFT, State.SENT, State.SIGNED)


class Ground(StrEnum):
    """Why a contract ends early. 484 names no grounds; these are usual ones."""

    AGREEMENT = "agreement"
    TRANSFER = "transfer"
    LEFT = "left"
    CLOSED = "closed"
    UNSUITABLE = "unsuitable"
    NO_MENTOR = "no_mentor"
    LEARNER_BREACH = "learner_breach"
    COMPANY_BREACH = "company_breach"
    HEALTH = "health"
    OTHER = "other"

    @property
    def label(self) -> Said:
        """As shown, and as the document says it."""
        return GROUNDS[self]

    @property
    def by_agreement(self) -> bool:
        """Whether every party has to sign; otherwise one side gives notice to the others."""
        return self in (Ground.AGREEMENT, Ground.TRANSFER)


GROUNDS: Final = {
    Ground.AGREEMENT: _("The parties agree"),
    Ground.TRANSFER: _("The learner goes to another company; the parties agree"),
    Ground.LEFT: _("The learner was removed from the list of learners"),
    Ground.CLOSED: _("The company is insolvent or ends its work"),
    Ground.UNSUITABLE: _("The company is no longer suitable"),
    Ground.NO_MENTOR: _("There is no supervisor, and nobody to take their place"),
    Ground.LEARNER_BREACH: _("The learner seriously or repeatedly broke the contract"),
    Ground.COMPANY_BREACH: _("The company broke the contract or its safety duties"),
    Ground.HEALTH: _("The learner's health"),
    Ground.OTHER: _("Another ground"),
}


class Side(StrEnum):
    """Who wants it."""

    SCHOOL = "school"
    COMPANY = "company"
    LEARNER = "learner"

    @property
    def label(self) -> Said:
        """As shown."""
        return SIDES[self]


SIDES: Final = {
    Side.SCHOOL: _("Education institution"),
    Side.COMPANY: _("Company"),
    Side.LEARNER: _("Learner or the legal representative"),
}


class Termination(Versioned, Base):
    """The contract ends with `last_day`. All sign an agreement; a notice, the side that gives it."""

    __table_args__ = (
        UniqueConstraint("contract_id", "no"),
        Index("ix_termination_placement", "placement_id"),
        Index("ix_termination_state_day", "state", "last_day"),
    )

    contract_id: Mapped[int] = mapped_column(ForeignKey("contract.id"))
    placement_id: Mapped[int] = mapped_column(ForeignKey("placement.id"))
    no: Mapped[int | None]
    state: Mapped[State] = mapped_column(default=State.DRAFT)
    ground: Mapped[Ground]
    side: Mapped[Side]
    words: Mapped[str] = mapped_column(Text, default="", info={"personal": True})
    last_day: Mapped[date]
    endangered: Mapped[bool] = mapped_column(default=False)  # life or health: no notice is waited for
    next_id: Mapped[int | None] = mapped_column(ForeignKey("placement.id"))  # where the learner goes on
    document_id: Mapped[int | None] = mapped_column(ForeignKey("document.id"), index=True)
    created_at: Mapped[datetime] = mapped_column(default=now)
    sent_at: Mapped[datetime | None]
    signed_at: Mapped[datetime | None]
    ended_on: Mapped[date | None]

    contract: Mapped[Contract] = relationship()
    placement: Mapped[Placement] = relationship(foreign_keys=placement_id)
    next: Mapped[Placement | None] = relationship(foreign_keys=next_id)
    document: Mapped[Document | None] = relationship()

    @property
    def number(self) -> str:
        """The contract's, marked as its end."""
        return f"{self.contract.number or ''}/IZB-{self.no}" if self.no else ""

    @property
    def since(self) -> date:
        """The first day on which there is no contract any more."""
        return (self.ended_on or self.last_day) + timedelta(days=1)

    @property
    def pauses(self) -> list[tuple[date, date | None]]:
        """When nobody learns here."""
        return pauses_of(self)

    @property
    def called(self) -> str:
        """As the bell names it."""
        return self.placement.called

    @property
    def trail_subject(self) -> str:
        """Told in the placement's history."""
        return f"placement:{self.placement_id}"

    @property
    def address(self) -> str:
        """Its own page."""
        return f"/izbeigsana/{self.id}"

    def organisation_of(self, person: Person) -> int:
        """As the document's signers, else as the placement says."""
        for signer in self.document.signers if self.document else ():
            if signer.person_id == person.id:
                return signer.organisation_id
        lent = self.document.lent_to(person) if self.document else None
        return lent or self.placement.organisation_of(person)

    @classmethod
    def visible_to(cls, actor: Any) -> Select[Any]:
        """Whoever sees the placement."""
        return of_seen_placements(cls, actor)

    @classmethod
    def documents_read_by(cls, actor: Any) -> Select[Any]:
        """Learners and guardians read it also when they do not sign it."""
        seen = cls.visible_to(actor).with_only_columns(cls.document_id)
        return seen if actor.has(Role.LEARNER, Role.GUARDIAN) else seen.where(false())


class Pause(StrEnum):
    """The life of a suspension."""

    PLANNED = "planned"
    ON = "on"
    OVER = "over"

    @property
    def label(self) -> Said:
        """As shown."""
        return PAUSES[self]


PAUSES: Final = {
    Pause.PLANNED: _("Planned"),
    Pause.ON: _("Suspended"),
    Pause.OVER: _("Over"),
}


class Cause(StrEnum):
    """Why the learning pauses."""

    ILLNESS = "illness"
    LEAVE = "leave"
    COMPANY = "company"
    SAFETY = "safety"
    OTHER = "other"

    @property
    def label(self) -> Said:
        """As shown."""
        return CAUSES[self]


CAUSES: Final = {
    Cause.ILLNESS: _("A long illness"),
    Cause.LEAVE: _("Academic leave"),
    Cause.COMPANY: _("The company has no work for the time being"),
    Cause.SAFETY: _("Safety at the place of work"),
    Cause.OTHER: _("Another reason"),
}


class Suspension(Versioned, Base):
    """From `starts` until `ended_on` nobody learns at the company, and the diary asks for nothing."""

    __table_args__ = (
        Index("ix_suspension_placement", "placement_id"),
        Index("ix_suspension_state_day", "state", "starts"),
    )

    contract_id: Mapped[int] = mapped_column(ForeignKey("contract.id"))
    placement_id: Mapped[int] = mapped_column(ForeignKey("placement.id"))
    state: Mapped[Pause] = mapped_column(default=Pause.PLANNED)
    cause: Mapped[Cause]
    words: Mapped[str] = mapped_column(Text, default="", info={"personal": True})
    starts: Mapped[date]
    expected_until: Mapped[date | None]
    ended_on: Mapped[date | None]  # the last day of it
    reminded_at: Mapped[datetime | None]  # that it should be over
    created_at: Mapped[datetime] = mapped_column(default=now)

    contract: Mapped[Contract] = relationship()
    placement: Mapped[Placement] = relationship()

    @property
    def since(self) -> date:
        """From which day the diary is different."""
        return self.ended_on + timedelta(days=1) if self.ended_on else self.starts

    @property
    def pauses(self) -> list[tuple[date, date | None]]:
        """When nobody learns here."""
        return pauses_of(self)

    @property
    def called(self) -> str:
        """As the bell names it."""
        return self.placement.called

    @property
    def trail_subject(self) -> str:
        """Told in the placement's history."""
        return f"placement:{self.placement_id}"

    @property
    def address(self) -> str:
        """On the page of the contract."""
        return f"/vietas/{self.placement_id}/ligums"

    def organisation_of(self, person: Person) -> int:
        """As the placement says."""
        return self.placement.organisation_of(person)

    @classmethod
    def visible_to(cls, actor: Any) -> Select[Any]:
        """Whoever sees the placement."""
        return of_seen_placements(cls, actor)


def pauses_of(thing: Any) -> list[tuple[date, date | None]]:
    """The first and the last day of each suspension of a thing's contract."""
    db = object_session(thing)
    if db is None:
        return []
    wanted = select(Suspension).where(Suspension.contract_id == thing.contract_id).order_by(Suspension.id)
    return [(each.starts, each.ended_on) for each in db.scalars(wanted)]
