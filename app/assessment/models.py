"""A sheet of assessment for each module or practice, the school's marks in it, the school's procedure."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, Index, Select, Text, UniqueConstraint, or_, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.assessment.events import ClosingEvent, Participation
from app.assessment.papers import Characterisation, Report
from app.assessment.scale import passed
from app.identity.models import Person
from app.identity.roles import Role
from app.kit.clock import now, today
from app.kit.db import Base, Versioned
from app.kit.words import Said, _
from app.placements.models import Placement
from app.schools.models import Learner, Module, School, of_school

__all__ = ["Assessment", "Characterisation", "ClosingEvent", "Grade", "Participation", "Procedure", "Report"]


class State(StrEnum):
    """The company assesses, the school may return it, the school sets the final mark (484: 9.7, 8.10)."""

    OPEN = "open"
    RETURNED = "returned"
    PROPOSED = "proposed"
    PASSED = "passed"
    FAILED = "failed"

    @property
    def label(self) -> Said:
        """As shown."""
        return LABELS[self]


LABELS = {
    State.OPEN: _("Waiting for the company"),
    State.RETURNED: _("Returned to the company"),
    State.PROPOSED: _("Waiting for the final mark"),
    State.PASSED: _("Final mark is set"),
    State.FAILED: _("To be repeated"),
}
WITH_COMPANY = (State.OPEN, State.RETURNED)
MARKED = (State.PASSED, State.FAILED)


class Assessment(Versioned, Base):
    """One for each module learned at the company; for an internship one, without a module."""

    __table_args__ = (
        UniqueConstraint("placement_id", "module_id"),
        Index("ix_assessment_state_due", "state", "due_on"),
    )

    placement_id: Mapped[int] = mapped_column(ForeignKey("placement.id"))
    module_id: Mapped[int | None] = mapped_column(ForeignKey("module.id"))
    position: Mapped[int] = mapped_column(default=0)
    state: Mapped[State] = mapped_column(default=State.OPEN)
    outcome_ids: Mapped[list[int]] = mapped_column(default=list)
    due_on: Mapped[date | None]
    due_set: Mapped[bool] = mapped_column(default=False)  # by the school; the plan moves it no more

    practised: Mapped[dict[str, Any]] = mapped_column(default=dict, info={"personal": True})  # outcome → word
    mark: Mapped[int | None] = mapped_column(info={"personal": True})  # the company's
    good: Mapped[str] = mapped_column(Text, default="", info={"personal": True})
    better: Mapped[str] = mapped_column(Text, default="", info={"personal": True})
    saved_at: Mapped[datetime | None]
    proposed_at: Mapped[datetime | None]
    proposed_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    returned_at: Mapped[datetime | None]
    comment: Mapped[str] = mapped_column(Text, default="", info={"personal": True})  # why it was returned

    final_mark: Mapped[int | None] = mapped_column(info={"personal": True})  # of the last grade
    final_at: Mapped[datetime | None]
    final_for_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"))  # in whose name
    repeat_on: Mapped[date | None]

    remark: Mapped[str] = mapped_column(Text, default="", info={"personal": True})  # the learner's, once
    remarked_at: Mapped[datetime | None]
    answer: Mapped[str] = mapped_column(Text, default="", info={"personal": True})  # the school's
    answered_at: Mapped[datetime | None]
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))

    placement: Mapped[Placement] = relationship()
    module: Mapped[Module | None] = relationship()
    proposed_by: Mapped[Person | None] = relationship(foreign_keys=proposed_by_id)
    answered_by: Mapped[Person | None] = relationship(foreign_keys=answered_by_id)
    grades: Mapped[list[Grade]] = relationship(
        back_populates="assessment", order_by="Grade.no", cascade="all, delete-orphan"
    )

    @property
    def title(self) -> Said | str:
        """The module's name, or the practice as a whole."""
        return self.module.name if self.module else _("Internship")

    @property
    def late(self) -> bool:
        """The company should have given it already."""
        return self.state in WITH_COMPANY and self.due_on is not None and self.due_on < today()

    @property
    def proposed(self) -> bool:
        """The company has given it to the school and it was not returned."""
        return self.proposed_at is not None and self.state not in WITH_COMPANY

    @property
    def untouched(self) -> bool:
        """Nobody has written anything yet."""
        return self.state is State.OPEN and self.saved_at is None

    @property
    def called(self) -> Said:
        """As the bell names it."""
        return _("{name}: {title}", name=self.placement.learner.person.name, title=self.title)

    @property
    def trail_subject(self) -> str:
        """Told in the placement's history."""
        return f"placement:{self.placement_id}"

    @property
    def address(self) -> str:
        """Its page."""
        return f"/vertejumi/{self.id}"

    def organisation_of(self, person: Person) -> int:
        """As the placement says."""
        return self.placement.organisation_of(person)

    @classmethod
    def visible_to(cls, actor: Any) -> Select[Any]:
        """Whoever sees the placement; the legal representative while the learner is under 18."""
        return select(cls).where(cls.placement_id.in_(marks_seen(actor)))


def marks_seen(actor: Any) -> Select[Any]:
    """Ids of placements whose marks the actor reads."""
    others = replace(actor, roles=actor.roles - {Role.GUARDIAN})
    seen = Placement.visible_to(others).with_only_columns(Placement.id)
    if not actor.has(Role.GUARDIAN):
        return seen
    as_guardian = replace(actor, roles=frozenset({Role.GUARDIAN}))
    wards = Placement.visible_to(as_guardian).with_only_columns(Placement.id)
    of_minors = wards.where(Placement.learner_id.in_(_minors()))
    return select(Placement.id).where(or_(Placement.id.in_(seen), Placement.id.in_(of_minors)))


def _minors() -> Select[Any]:
    day = today()
    # born on 29 February: 18 on 1 March
    eighteen = date(day.year - 18, day.month, 28 if (day.month, day.day) == (2, 29) else day.day)
    return select(Learner.id).join(Person, Person.id == Learner.person_id).where(Person.birth_date > eighteen)


class Grade(Base):
    """One setting of the final mark: the first, a repetition or a correction. Nothing is overwritten."""

    __table_args__ = (UniqueConstraint("assessment_id", "no"),)

    assessment_id: Mapped[int] = mapped_column(ForeignKey("assessment.id"))
    no: Mapped[int]
    held_on: Mapped[date]
    mark: Mapped[int | None] = mapped_column(info={"personal": True})  # None: n/v, did not come
    reason: Mapped[str] = mapped_column(Text, default="", info={"personal": True})
    correction: Mapped[bool] = mapped_column(default=False)
    set_at: Mapped[datetime] = mapped_column(default=now)
    set_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))

    assessment: Mapped[Assessment] = relationship(back_populates="grades")
    set_by: Mapped[Person] = relationship()

    @property
    def passed(self) -> bool:
        """5 or more."""
        return passed(self.mark)

    @property
    def trail_subject(self) -> str:
        """Told in the placement's history."""
        return self.assessment.trail_subject

    @classmethod
    def visible_to(cls, actor: Any) -> Select[Any]:
        """Whoever reads the assessment."""
        seen = Assessment.visible_to(actor).with_only_columns(Assessment.id)
        return select(cls).where(cls.assessment_id.in_(seen))


class Procedure(Versioned, Base):
    """How a school wants it: MK 332: 24 leaves the procedure to the school."""

    school_id: Mapped[int] = mapped_column(ForeignKey("school.id"), unique=True)
    company_days: Mapped[int] = mapped_column(default=5)  # working days after the module ends
    report_days: Mapped[int] = mapped_column(default=5)  # working days after the internship ends
    headings: Mapped[list[str]] = mapped_column(default=list)  # of the report; empty: the usual ones

    school: Mapped[School] = relationship()

    @property
    def called(self) -> str:
        """As the bell names it."""
        return self.school.name

    @property
    def address(self) -> str:
        """Its page."""
        return "/skola/vertesana"

    @classmethod
    def visible_to(cls, actor: Any) -> Select[Any]:
        """The school's staff."""
        return of_school(cls, actor)
