"""The individual plan and its rows."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, Numeric, Select, String, Text, UniqueConstraint, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.identity.models import Person
from app.kit.db import Base, Versioned
from app.kit.words import Said, _
from app.placements.models import Placement, of_seen_placements
from app.plans.acquaintance_models import Acquaintance, SchoolText
from app.plans.implementation.models import Implementation, ImplementationRow
from app.schools.models import Module

__all__ = [
    "Acquaintance",
    "Implementation",
    "ImplementationRow",
    "Plan",
    "PlanRow",
    "SchoolText",
    "State",
]


class State(StrEnum):
    """Drafted by the school, agreed by the company, approved by the school (484: 8.1)."""

    DRAFT = "draft"
    PROPOSED = "proposed"
    AGREED = "agreed"
    APPROVED = "approved"

    @property
    def label(self) -> Said:
        """As shown."""
        return LABELS[self]


LABELS = {
    State.DRAFT: _("Draft"),
    State.PROPOSED: _("Being agreed"),
    State.AGREED: _("Agreed by the company"),
    State.APPROVED: _("Approved"),
}


class Plan(Versioned, Base):
    """One for each placement."""

    placement_id: Mapped[int] = mapped_column(ForeignKey("placement.id"), unique=True)
    state: Mapped[State] = mapped_column(default=State.DRAFT)
    edition: Mapped[int] = mapped_column(default=1)
    proposed_to_id: Mapped[int | None] = mapped_column(ForeignKey("company.id"))  # whose agreement it is
    agreed_at: Mapped[datetime | None]
    agreed_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    approved_at: Mapped[datetime | None]
    approved_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    comment: Mapped[str] = mapped_column(Text, default="")
    # what was learned at the place before: hours by the module's id, and what of them counts for the share
    learned: Mapped[dict[str, Any]] = mapped_column(default=dict)
    learned_hours: Mapped[Decimal] = mapped_column(Numeric(8, 2), default=Decimal(0))
    learned_practice: Mapped[Decimal] = mapped_column(Numeric(8, 2), default=Decimal(0))
    course: Mapped[int | None]  # the learner's when the plan was begun; a later year does not change it

    placement: Mapped[Placement] = relationship()
    agreed_by: Mapped[Person | None] = relationship(foreign_keys=agreed_by_id)
    approved_by: Mapped[Person | None] = relationship(foreign_keys=approved_by_id)
    rows: Mapped[list[PlanRow]] = relationship(
        back_populates="plan", order_by="PlanRow.position", cascade="all, delete-orphan"
    )

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
        """The plan's page."""
        return f"/vietas/{self.placement_id}/plans"

    def organisation_of(self, person: Person) -> int:
        """As the placement says."""
        return self.placement.organisation_of(person)

    @classmethod
    def visible_to(cls, actor: Any) -> Select[Any]:
        """Whoever sees the placement."""
        return of_seen_placements(cls, actor)


class PlanRow(Versioned, Base):
    """A module, or a part of one: hours by place, period, who answers for it, how it is assessed."""

    __table_args__ = (UniqueConstraint("plan_id", "position"),)

    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id"), index=True)
    module_id: Mapped[int] = mapped_column(ForeignKey("module.id"))
    position: Mapped[int]
    school_theory: Mapped[Decimal] = mapped_column(Numeric(7, 2), default=Decimal(0))
    school_practice: Mapped[Decimal] = mapped_column(Numeric(7, 2), default=Decimal(0))
    company: Mapped[Decimal] = mapped_column(Numeric(7, 2), default=Decimal(0))
    starts: Mapped[date | None]
    ends: Mapped[date | None]
    responsible: Mapped[str] = mapped_column(String(200), default="")
    assessment: Mapped[str] = mapped_column(String(200), default="")
    outcome_ids: Mapped[list[int]] = mapped_column(default=list)

    plan: Mapped[Plan] = relationship(back_populates="rows")
    module: Mapped[Module] = relationship()

    @property
    def trail_subject(self) -> str:
        """Told in the placement's history."""
        return self.plan.trail_subject

    @property
    def state(self) -> State:
        """A row can be changed while its plan can."""
        return self.plan.state

    @property
    def hours(self) -> Decimal:
        """At school and in the company together."""
        return self.school_theory + self.school_practice + self.company

    @classmethod
    def visible_to(cls, actor: Any) -> Select[Any]:
        """Whoever sees the plan."""
        return select(cls).where(cls.plan_id.in_(Plan.visible_to(actor).with_only_columns(Plan.id)))
