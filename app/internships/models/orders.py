"""The school's order on practice and the learners in it (481: 6.1.6)."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, Index, Select, String, Text, UniqueConstraint, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.documents.models import Document
from app.identity.models import Person
from app.kit.clock import now
from app.kit.db import Base, Versioned
from app.kit.words import Said, _
from app.placements.models import Placement
from app.schools.models import School, of_school


class OrderState(StrEnum):
    """The life of an order."""

    DRAFT = "draft"
    OUT = "out"
    SIGNED = "signed"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"

    @property
    def label(self) -> Said:
        """As shown."""
        return ORDER_LABELS[self]


ORDER_LABELS = {
    OrderState.DRAFT: _("Draft"),
    OrderState.OUT: _("Waiting for the director's signature"),
    OrderState.SIGNED: _("Signed"),
    OrderState.DECLINED: _("Declined"),
    OrderState.WITHDRAWN: _("Withdrawn"),
}


class PracticeOrder(Versioned, Base):
    """The school's order on practice (481: 6.1.6): one document, however many learners."""

    __table_args__ = (UniqueConstraint("school_id", "number"),)

    school_id: Mapped[int] = mapped_column(ForeignKey("school.id"))
    number: Mapped[str | None] = mapped_column(String(40))
    dated: Mapped[date | None]
    state: Mapped[OrderState] = mapped_column(default=OrderState.DRAFT)
    grounds: Mapped[str] = mapped_column(Text, default="")
    amends_id: Mapped[int | None] = mapped_column(ForeignKey("practice_order.id"))
    document_id: Mapped[int | None] = mapped_column(ForeignKey("document.id"))
    created_at: Mapped[datetime] = mapped_column(default=now)
    signed_at: Mapped[datetime | None]

    school: Mapped[School] = relationship()
    amends: Mapped[PracticeOrder | None] = relationship(remote_side="PracticeOrder.id")
    document: Mapped[Document | None] = relationship()
    rows: Mapped[list[OrderRow]] = relationship(
        back_populates="order", order_by="OrderRow.position", cascade="all, delete-orphan"
    )

    @property
    def called(self) -> Said:
        """As the bell names it."""
        return _("Order {number}", number=self.number or "")

    @property
    def trail_subject(self) -> str:
        """A thread of its own; each placement is told when the order is signed."""
        return f"order:{self.id}"

    @property
    def address(self) -> str:
        """Its page."""
        return f"/rikojumi/{self.id}"

    def organisation_of(self, person: Person) -> int:
        """The school."""
        return self.school_id

    @classmethod
    def visible_to(cls, actor: Any) -> Select[Any]:
        """The school's staff: it names many learners."""
        return of_school(cls, actor)


class OrderRow(Base):
    """A learner in an order. The period and the place are kept as they were when it was sent."""

    __table_args__ = (
        UniqueConstraint("order_id", "placement_id"),
        Index("ix_order_row_place", "placement_id"),
    )

    order_id: Mapped[int] = mapped_column(ForeignKey("practice_order.id"))
    placement_id: Mapped[int] = mapped_column(ForeignKey("placement.id"))
    position: Mapped[int]
    struck: Mapped[bool] = mapped_column(default=False)  # an amendment takes the learner out
    starts: Mapped[date | None]
    ends: Mapped[date | None]
    place: Mapped[str] = mapped_column(String(400), default="")
    supervisor: Mapped[str] = mapped_column(String(300), default="")

    order: Mapped[PracticeOrder] = relationship(back_populates="rows")
    placement: Mapped[Placement] = relationship()

    @property
    def trail_subject(self) -> str:
        """Told with its order."""
        return self.order.trail_subject

    @classmethod
    def visible_to(cls, actor: Any) -> Select[Any]:
        """Whoever sees the order."""
        return select(cls).where(
            cls.order_id.in_(PracticeOrder.visible_to(actor).with_only_columns(PracticeOrder.id))
        )
