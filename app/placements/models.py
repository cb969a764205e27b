"""A placement: who learns where, with whom, when and in which weeks."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, Index, Numeric, Select, String, Text, Time, or_, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.companies.models import Branch, Company, Mentor, Offer
from app.identity.models import Person
from app.identity.roles import COMPANY_OFFICE, SCHOOL_STAFF, Role
from app.kit.clock import now
from app.kit.db import Base, Versioned, order_key
from app.kit.words import Said, _
from app.schools.models import Guardianship, Learner, Programme, School


class Kind(StrEnum):
    """Work-based learning (484) or an internship (481)."""

    DVB = "dvb"
    PRACTICE = "practice"

    @property
    def label(self) -> Said:
        """As shown."""
        return _("DVB") if self is Kind.DVB else _("Internship")


class State(StrEnum):
    """From the first choice to the end."""

    DRAFT = "draft"
    SIGNING = "signing"
    CONCLUDED = "concluded"  # signed by all; pay, insurance or the instruction may still be open
    ACTIVE = "active"
    SUSPENDED = "suspended"
    COMPLETED = "completed"
    TERMINATED = "terminated"
    CANCELLED = "cancelled"

    @property
    def label(self) -> Said:
        """As shown."""
        return LABELS[self]


LABELS = {
    State.DRAFT: _("Being prepared"),
    State.SIGNING: _("Waiting for signatures"),
    State.CONCLUDED: _("Concluded"),
    State.ACTIVE: _("In progress"),
    State.SUSPENDED: _("Suspended"),
    State.COMPLETED: _("Completed"),
    State.TERMINATED: _("Terminated"),
    State.CANCELLED: _("Cancelled"),
}
LIVE = (State.DRAFT, State.SIGNING, State.CONCLUDED, State.ACTIVE, State.SUSPENDED)
RUNNING = (State.CONCLUDED, State.ACTIVE, State.SUSPENDED)  # the contract is in force


class Placement(Versioned, Base):
    """`weeks` has one letter a week from the Monday of `starts`: C company, S school, - holiday."""

    __table_args__ = (
        Index("ix_placement_school_state", "school_id", "state"),
        Index("ix_placement_school_sort", "school_id", "sort_key", "id"),
    )

    school_id: Mapped[int] = mapped_column(ForeignKey("school.id"))
    learner_id: Mapped[int] = mapped_column(ForeignKey("learner.id"), index=True)
    programme_id: Mapped[int | None] = mapped_column(ForeignKey("programme.id"))
    company_id: Mapped[int | None] = mapped_column(ForeignKey("company.id"), index=True)
    branch_id: Mapped[int | None] = mapped_column(ForeignKey("branch.id"))
    offer_id: Mapped[int | None] = mapped_column(ForeignKey("offer.id"), index=True)
    mentor_id: Mapped[int | None] = mapped_column(ForeignKey("mentor.id"), index=True)
    deputy_id: Mapped[int | None] = mapped_column(ForeignKey("mentor.id"), index=True)
    coordinator_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    in_school: Mapped[bool] = mapped_column(default=False)  # practice in the school itself, 481: 6.1.5
    host_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)  # who supervises there
    kind: Mapped[Kind] = mapped_column(default=Kind.DVB)
    state: Mapped[State] = mapped_column(default=State.DRAFT)
    starts: Mapped[date | None]
    ends: Mapped[date | None]
    weeks: Mapped[str] = mapped_column(String(120), default="")
    work_days: Mapped[str] = mapped_column(String(7), default="12345")  # ISO weekdays
    work_from: Mapped[time] = mapped_column(Time, default=time(8))
    work_until: Mapped[time] = mapped_column(Time, default=time(16, 30))
    day_hours: Mapped[Decimal] = mapped_column(Numeric(4, 2), default=Decimal(8))
    created_at: Mapped[datetime] = mapped_column(default=now)
    continues_id: Mapped[int | None] = mapped_column(ForeignKey("placement.id"), index=True)
    outside: Mapped[list[str]] = mapped_column(default=list)  # parties that sign with eParaksts or on paper
    outside_because: Mapped[str] = mapped_column(Text, default="")
    cancelled_because: Mapped[str] = mapped_column(Text, default="")
    restored_at: Mapped[datetime | None]  # from a dossier: it is only read
    sort_key: Mapped[str] = mapped_column(
        order_key(500), info={"personal": True}
    )  # the learner's, copied for the lists

    school: Mapped[School] = relationship()
    learner: Mapped[Learner] = relationship()
    programme: Mapped[Programme | None] = relationship()
    company: Mapped[Company | None] = relationship()
    branch: Mapped[Branch | None] = relationship()
    offer: Mapped[Offer | None] = relationship()
    mentor: Mapped[Mentor | None] = relationship(foreign_keys=mentor_id)
    deputy: Mapped[Mentor | None] = relationship(foreign_keys=deputy_id)
    continues: Mapped[Placement | None] = relationship(remote_side="Placement.id")
    coordinator: Mapped[Person | None] = relationship(foreign_keys=coordinator_id)
    host: Mapped[Person | None] = relationship(foreign_keys=host_id)

    @property
    def called(self) -> str:
        """As the bell names it."""
        learner = self.learner.person.name
        return f"{learner}, {self.company.name}" if self.company else learner

    @property
    def guide(self) -> Person | None:
        """Who supervises where the learner works: the mentor, or at the school itself the host."""
        if self.in_school:
            return self.host
        return self.mentor.person if self.mentor else None

    @property
    def place_name(self) -> str:
        """The company, or the school when the practice is there."""
        if self.in_school:
            return self.school.name
        return self.company.name if self.company else ""

    @property
    def trail_subject(self) -> str:
        """The thread of everything that happens to the placement."""
        return f"placement:{self.id}"

    @property
    def address(self) -> str:
        """The placement's page."""
        return f"/vietas/{self.id}"

    def organisation_of(self, person: Person) -> int:
        """The mentor and the office are told in the company's name, everybody else in the school's."""
        supervisors = [each.person_id for each in (self.mentor, self.deputy) if each]
        if self.company_id and person.id in supervisors:
            return self.company_id
        return self.school_id

    @classmethod
    def visible_to(cls, actor: Any) -> Select[Any]:
        """The school's staff; the company's office, the mentor and the deputy; the learner and
        the guardians."""
        own = select(Learner.id).where(Learner.person_id == actor.person_id)
        wards = select(Guardianship.learner_id).where(
            Guardianship.person_id == actor.person_id, Guardianship.ended_on.is_(None)
        )
        seen = []
        if actor.roles & SCHOOL_STAFF:
            seen.append(cls.school_id == actor.organisation_id)
        if actor.roles & COMPANY_OFFICE:
            seen.append(cls.company_id == actor.organisation_id)
        if actor.has(Role.MENTOR):
            mine = select(Mentor.id).where(
                Mentor.person_id == actor.person_id, Mentor.company_id == actor.organisation_id
            )
            seen.append(or_(cls.mentor_id.in_(mine), cls.deputy_id.in_(mine)))
        if actor.has(Role.LEARNER):
            seen.append(cls.learner_id.in_(own) & (cls.school_id == actor.organisation_id))
        if actor.has(Role.GUARDIAN):
            seen.append(cls.learner_id.in_(wards) & (cls.school_id == actor.organisation_id))
        return select(cls).where(or_(False, *seen))


def of_seen_placements(model: Any, actor: Any) -> Select[Any]:
    """Rows of placements the actor sees."""
    return select(model).where(
        model.placement_id.in_(Placement.visible_to(actor).with_only_columns(Placement.id))
    )
