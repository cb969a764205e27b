"""How the place and the learner settle with each other, if they want to (481: 11)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, Index, Numeric, Select, String, Text, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.documents.models import Document
from app.identity.models import Person
from app.identity.roles import Role
from app.kit.db import Base, Versioned
from app.kit.words import Said, _
from app.placements.models import Placement, of_seen_placements


class SettlementState(StrEnum):
    """The life of a settlement agreement."""

    DRAFT = "draft"
    OUT = "out"
    SIGNED = "signed"  # in the portal, by both
    RECORDED = "recorded"  # outside, with its file
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"

    @property
    def label(self) -> Said:
        """As shown."""
        return SETTLEMENT_LABELS[self]


SETTLEMENT_LABELS = {
    SettlementState.DRAFT: _("Draft"),
    SettlementState.OUT: _("Waiting for signatures"),
    SettlementState.SIGNED: _("Signed"),
    SettlementState.RECORDED: _("Concluded on paper"),
    SettlementState.DECLINED: _("Declined"),
    SettlementState.WITHDRAWN: _("Withdrawn"),
}


class Settlement(Versioned, Base):
    """How the place and the learner settle with each other; they need not (481: 11)."""

    __table_args__ = (Index("ix_settlement_placement", "placement_id"),)

    placement_id: Mapped[int] = mapped_column(ForeignKey("placement.id"))
    state: Mapped[SettlementState] = mapped_column(default=SettlementState.DRAFT)
    agreed_on: Mapped[date | None]
    month_amount: Mapped[Decimal | None] = mapped_column(Numeric(9, 2))
    terms: Mapped[str] = mapped_column(Text, default="")
    document_id: Mapped[int | None] = mapped_column(ForeignKey("document.id"))
    sha256: Mapped[str | None] = mapped_column(String(64))
    file_name: Mapped[str] = mapped_column(String(200), default="")

    placement: Mapped[Placement] = relationship()
    document: Mapped[Document | None] = relationship()

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
        """Its page."""
        return f"/vietas/{self.placement_id}/norekini"

    def organisation_of(self, person: Person) -> int:
        """As the placement says."""
        return self.placement.organisation_of(person)

    @classmethod
    def visible_to(cls, actor: Any) -> Select[Any]:
        """Whoever sees the placement, but not the mentor: it is about money."""
        seen = of_seen_placements(cls, actor)
        return seen if actor.roles - {Role.MENTOR} else seen.where(false())

    @classmethod
    def documents_read_by(cls, actor: Any) -> Select[Any]:
        """Learners and guardians read it also when they do not sign it."""
        seen = cls.visible_to(actor).with_only_columns(cls.document_id)
        return seen if actor.has(Role.LEARNER, Role.GUARDIAN) else seen.where(false())
