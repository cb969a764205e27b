"""An amendment: what changes, before and after, from a day on."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import ForeignKey, Index, Select, Text, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.contracts.endings.models import pauses_of
from app.contracts.models import Contract
from app.contracts.terms import unpacked
from app.documents.models import Document
from app.identity.models import Person
from app.identity.roles import Role
from app.kit.clock import now, riga
from app.kit.db import Base, Versioned
from app.kit.words import Said, _
from app.placements.models import Placement, of_seen_placements


class State(StrEnum):
    """The life of an amendment."""

    DRAFT = "draft"
    SENT = "sent"
    SIGNED = "signed"  # by all, and waits for its day
    IN_FORCE = "in_force"
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
    State.IN_FORCE: _("In force"),
    State.DECLINED: _("Declined"),
    State.WITHDRAWN: _("Withdrawn"),
}
OPEN: Final = (State.DRAFT, State.SENT)
SETTLED: Final = (State.SIGNED, State.IN_FORCE)


class Kind(StrEnum):
    """What may change; the value stands in addresses."""

    MENTOR = "vaditajs"
    PERIOD = "periods"
    PLACE = "vieta"
    HOURS = "laiks"
    PAY = "samaksa"
    PLAN = "plans"

    @property
    def label(self) -> Said:
        """As shown."""
        return KINDS[self]

    @property
    def says(self) -> Said:
        """What it is about, in a few words."""
        return ABOUT[self]


KINDS: Final = {
    Kind.MENTOR: _("Supervisor at the company"),
    Kind.PERIOD: _("Period"),
    Kind.PLACE: _("Place of work"),
    Kind.HOURS: _("Working time and weeks"),
    Kind.PAY: _("Pay"),
    Kind.PLAN: _("Individual plan"),
}
ABOUT: Final = {
    Kind.MENTOR: _("Somebody else teaches at the company for good."),
    Kind.PERIOD: _("The learning ends earlier or later."),
    Kind.PLACE: _("The learner goes to another branch of the company."),
    Kind.HOURS: _("Other days, hours or weeks at the company."),
    Kind.PAY: _("Another sum, or another agreement."),
    Kind.PLAN: _("A new edition of the plan, approved by the school."),
}
FIELDS: Final[Mapping[Kind, tuple[str, ...]]] = {
    Kind.MENTOR: ("mentor_id",),
    Kind.PERIOD: ("starts", "ends", "weeks"),
    Kind.PLACE: ("branch_id",),
    Kind.HOURS: ("weeks", "work_days", "work_from", "work_until", "day_hours"),
    Kind.PAY: ("pay", "pay_number", "pay_amount", "pay_rate"),
    Kind.PLAN: ("plan_edition",),
}


class Amendment(Versioned, Base):
    """`changes` is field → [before, after]. It needs the signatures of all parties (484: 6.3; R58)."""

    __table_args__ = (
        UniqueConstraint("contract_id", "no"),
        Index("ix_amendment_placement", "placement_id"),
        Index("ix_amendment_state_day", "state", "takes_effect_on"),
    )

    contract_id: Mapped[int] = mapped_column(ForeignKey("contract.id"))
    placement_id: Mapped[int] = mapped_column(ForeignKey("placement.id"))
    no: Mapped[int | None]  # when it is sent
    state: Mapped[State] = mapped_column(default=State.DRAFT)
    takes_effect_on: Mapped[date]
    changes: Mapped[dict[str, Any]] = mapped_column(default=dict)
    kinds: Mapped[list[str]] = mapped_column(default=list)
    reason: Mapped[str] = mapped_column(Text, default="")
    document_id: Mapped[int | None] = mapped_column(ForeignKey("document.id"), index=True)
    created_at: Mapped[datetime] = mapped_column(default=now)
    sent_at: Mapped[datetime | None]
    signed_at: Mapped[datetime | None]
    applied_at: Mapped[datetime | None]

    contract: Mapped[Contract] = relationship()
    placement: Mapped[Placement] = relationship()
    document: Mapped[Document | None] = relationship()

    @property
    def number(self) -> str:
        """The contract's, and which one of it: DVB-2026/7/1."""
        return f"{self.contract.number or ''}/{self.no}" if self.no else ""

    @property
    def since(self) -> date:
        """From when it counts: its day, and never before the last signature."""
        signed = riga(self.signed_at).date() if self.signed_at else None
        return max(self.takes_effect_on, signed) if signed else self.takes_effect_on

    @property
    def pauses(self) -> list[tuple[date, date | None]]:
        """When nobody learns here."""
        return pauses_of(self)

    @property
    def after(self) -> dict[str, Any]:
        """The new values."""
        return {name: unpacked(name, pair[1]) for name, pair in self.changes.items()}

    @property
    def before(self) -> dict[str, Any]:
        """The values they replace."""
        return {name: unpacked(name, pair[0]) for name, pair in self.changes.items()}

    @property
    def about(self) -> list[Kind]:
        """What it changes."""
        return [Kind(name) for name in self.kinds]

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
        return f"/grozijumi/{self.id}"

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
