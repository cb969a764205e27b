"""The implementation plan of a programme, edition by edition."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, Numeric, Select, UniqueConstraint, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.documents.models import Document
from app.identity.models import Person
from app.kit.clock import now
from app.kit.db import Base, Versioned
from app.kit.words import Said, _
from app.schools.models import Module, Programme

LAST_COURSE = 4


class State(StrEnum):
    """An edition is drafted, approved by the school, and replaced by the next."""

    DRAFT = "draft"
    APPROVED = "approved"
    REPLACED = "replaced"

    @property
    def label(self) -> Said:
        """As shown."""
        return LABELS[self]


LABELS = {
    State.DRAFT: _("Draft"),
    State.APPROVED: _("Approved"),
    State.REPLACED: _("Replaced by a newer edition"),
}


class Implementation(Versioned, Base):
    """One for each programme and edition; both readings of the 25 % rule are kept as approved."""

    __table_args__ = (UniqueConstraint("programme_id", "edition"),)

    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"))
    edition: Mapped[int] = mapped_column(default=1)
    state: Mapped[State] = mapped_column(default=State.DRAFT)
    created_at: Mapped[datetime] = mapped_column(default=now)
    approved_at: Mapped[datetime | None]
    approved_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    percent: Mapped[Decimal | None] = mapped_column(Numeric(5, 1))
    other_percent: Mapped[Decimal | None] = mapped_column(Numeric(5, 1))
    document_id: Mapped[int | None] = mapped_column(ForeignKey("document.id"))

    programme: Mapped[Programme] = relationship()
    approved_by: Mapped[Person | None] = relationship()
    document: Mapped[Document | None] = relationship()
    rows: Mapped[list[ImplementationRow]] = relationship(
        back_populates="implementation",
        order_by="ImplementationRow.position",
        cascade="all, delete-orphan",
    )

    @property
    def called(self) -> str:
        """As the bell names it."""
        return self.programme.qualification

    @property
    def trail_subject(self) -> str:
        """Told in the programme's history."""
        return f"programme:{self.programme_id}"

    @property
    def address(self) -> str:
        """The page of the programme's implementation plan."""
        return f"/skola/programmas/{self.programme_id}/istenosana"

    @classmethod
    def visible_to(cls, actor: Any) -> Select[Any]:
        """The school's staff, as the programme."""
        seen = Programme.visible_to(actor).with_only_columns(Programme.id)
        return select(cls).where(cls.programme_id.in_(seen))


class ImplementationRow(Versioned, Base):
    """A module, or a part of one: hours by place, and the courses in which it is taught."""

    __table_args__ = (UniqueConstraint("implementation_id", "position"),)

    implementation_id: Mapped[int] = mapped_column(ForeignKey("implementation.id"))
    module_id: Mapped[int] = mapped_column(ForeignKey("module.id"), index=True)
    position: Mapped[int]
    school_theory: Mapped[Decimal] = mapped_column(Numeric(7, 2), default=Decimal(0))
    school_practice: Mapped[Decimal] = mapped_column(Numeric(7, 2), default=Decimal(0))
    company: Mapped[Decimal] = mapped_column(Numeric(7, 2), default=Decimal(0))
    first_course: Mapped[int | None]
    last_course: Mapped[int | None]

    implementation: Mapped[Implementation] = relationship(back_populates="rows")
    module: Mapped[Module] = relationship()

    @property
    def trail_subject(self) -> str:
        """Told in the programme's history."""
        return self.implementation.trail_subject

    @property
    def state(self) -> State:
        """A row can be changed while its plan can."""
        return self.implementation.state

    @property
    def hours(self) -> Decimal:
        """At school and in the company together."""
        return self.school_theory + self.school_practice + self.company

    @property
    def courses(self) -> str:
        """`2` or `2–3`; empty when it is not said."""
        if self.first_course is None:
            return ""
        if self.last_course in (None, self.first_course):
            return str(self.first_course)
        return f"{self.first_course}–{self.last_course}"

    def taught_in(self, course: int) -> bool:
        """Whether learners of this course have it; a row of no course is for all."""
        if self.first_course is None:
            return True
        return self.first_course <= course <= (self.last_course or self.first_course)

    @classmethod
    def visible_to(cls, actor: Any) -> Select[Any]:
        """Whoever sees the plan."""
        seen = Implementation.visible_to(actor).with_only_columns(Implementation.id)
        return select(cls).where(cls.implementation_id.in_(seen))
