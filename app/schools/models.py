"""A school and what it teaches."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, Index, Select, String, UniqueConstraint, or_, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.identity.models import Organisation, Person
from app.identity.roles import SCHOOL_STAFF, Role
from app.kit.db import Base, Versioned, order_key
from app.kit.words import Said, _


def of_school(model: Any, actor: Any) -> Select[Any]:
    """Rows of the actor's own school, for its staff."""
    school = actor.organisation_id if actor.roles & SCHOOL_STAFF else 0
    return select(model).where(model.school_id == school)


class School(Versioned, Base):
    """An organisation that teaches; its id is the organisation's."""

    id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), primary_key=True)
    director_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    short_name: Mapped[str] = mapped_column(String(40), default="")
    series: Mapped[str] = mapped_column(String(40), default="DVB-{year}/{n}")  # the contract's number
    signing_order: Mapped[list[str]] = mapped_column(default=lambda: ["learner", "company", "school"])
    exempt: Mapped[bool] = mapped_column(default=False)  # 484: 4; 481: 2–3
    notice_days: Mapped[int] = mapped_column(default=5)  # working days before a contract is ended by one side

    organisation: Mapped[Organisation] = relationship(lazy="joined", innerjoin=True)
    director: Mapped[Person | None] = relationship()

    @property
    def name(self) -> str:
        """The organisation's name."""
        return self.organisation.name

    @classmethod
    def visible_to(cls, actor: Any) -> Select[Any]:
        """One's own school; portal administrators all."""
        if actor.has(Role.PORTAL_ADMIN):
            return select(cls)
        return select(cls).where(cls.id == actor.organisation_id)


class SchoolYear(Base):
    """A school year with its semesters and holidays; the dates are the school's own."""

    __table_args__ = (UniqueConstraint("school_id", "starts"),)

    school_id: Mapped[int] = mapped_column(ForeignKey("school.id"))
    starts: Mapped[date]
    ends: Mapped[date]

    spans: Mapped[list[Span]] = relationship(
        back_populates="year", order_by="Span.starts", cascade="all, delete-orphan"
    )

    @property
    def semesters(self) -> list[Span]:
        """The two halves."""
        return [s for s in self.spans if s.kind is SpanKind.SEMESTER]

    @property
    def holidays(self) -> list[Span]:
        """Autumn, winter, spring."""
        return [s for s in self.spans if s.kind is SpanKind.HOLIDAY]

    @classmethod
    def visible_to(cls, actor: Any) -> Select[Any]:
        """The school's staff."""
        return of_school(cls, actor)


class SpanKind(StrEnum):
    """What a part of the school year is."""

    SEMESTER = "semester"
    HOLIDAY = "holiday"


class Span(Base):
    """A semester or a holiday."""

    year_id: Mapped[int] = mapped_column(ForeignKey("school_year.id"), index=True)
    kind: Mapped[SpanKind]
    name: Mapped[str] = mapped_column(String(100))
    starts: Mapped[date]
    ends: Mapped[date]

    year: Mapped[SchoolYear] = relationship(back_populates="spans")


class Programme(Versioned, Base):
    """A licensed vocational programme that leads to a qualification (484: 2)."""

    __table_args__ = (UniqueConstraint("school_id", "code", "qualification"),)

    school_id: Mapped[int] = mapped_column(ForeignKey("school.id"))
    code: Mapped[str] = mapped_column(String(20))
    qualification: Mapped[str] = mapped_column(String(200))
    level: Mapped[int]  # LKI
    hours: Mapped[int]
    licence_no: Mapped[str] = mapped_column(String(40), default="")
    licensed_until: Mapped[date | None]
    flagged_dvb: Mapped[bool] = mapped_column(default=False)  # the flag in VIIS, 276: 8.9.10

    modules: Mapped[list[Module]] = relationship(back_populates="programme", order_by="Module.position")

    @property
    def after_basic(self) -> bool:
        """Which base the 25 % rule takes: 6.1.2 for programmes after basic education, else 6.1.1."""
        return self.code.replace(" ", "")[:2] in {"32", "33"}

    @classmethod
    def visible_to(cls, actor: Any) -> Select[Any]:
        """The school's staff."""
        return of_school(cls, actor)


class ModuleKind(StrEnum):
    """What a module is for."""

    PROFESSIONAL = "professional"
    PRACTICE = "practice"

    @property
    def label(self) -> Said:
        """As shown."""
        return _("Practice") if self is ModuleKind.PRACTICE else _("Professional")


class Module(Base):
    """A part of a programme with its outcomes."""

    __table_args__ = (UniqueConstraint("programme_id", "name"),)

    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"))
    position: Mapped[int]
    name: Mapped[str] = mapped_column(String(300))
    kind: Mapped[ModuleKind]
    hours: Mapped[int]
    practical_hours: Mapped[int] = mapped_column(default=0)

    programme: Mapped[Programme] = relationship(back_populates="modules")
    outcomes: Mapped[list[Outcome]] = relationship(back_populates="module", order_by="Outcome.position")


class Outcome(Base):
    """What a learner can do afterwards, of a module or of one practice programme; `short` fits on a chip."""

    __table_args__ = (UniqueConstraint("module_id", "text"),)

    module_id: Mapped[int | None] = mapped_column(ForeignKey("module.id"))
    position: Mapped[int]
    text: Mapped[str] = mapped_column(String(400))

    module: Mapped[Module | None] = relationship(back_populates="outcomes")

    @property
    def short(self) -> str:
        """Without the module's name before the colon."""
        text = self.text.partition(": ")[2] or self.text
        return text[:1].upper() + text[1:]


class Group(Base):
    """A group of learners; `company_weeks` is its alternation: ISO weeks at the company, `2026-W37`."""

    __tablename__ = "learner_group"  # "group" is a word of SQL
    __table_args__ = (UniqueConstraint("school_id", "name"),)

    school_id: Mapped[int] = mapped_column(ForeignKey("school.id"))
    name: Mapped[str] = mapped_column(String(40))
    course: Mapped[int] = mapped_column(default=1)
    programme_id: Mapped[int | None] = mapped_column(ForeignKey("programme.id"))
    company_weeks: Mapped[list[str]] = mapped_column(default=list)
    sort_key: Mapped[str] = mapped_column(order_key(100), default="")

    programme: Mapped[Programme | None] = relationship()

    @classmethod
    def visible_to(cls, actor: Any) -> Select[Any]:
        """The school's staff."""
        return of_school(cls, actor)


class Status(StrEnum):
    """The learner's standing in the school's list."""

    STUDYING = "studying"
    LEAVE = "leave"
    LEFT = "left"

    @property
    def label(self) -> Said:
        """As shown."""
        return STATUSES[self]


STATUSES = {Status.STUDYING: _("Studying"), Status.LEAVE: _("Academic leave"), Status.LEFT: _("Left")}


class Learner(Versioned, Base):
    """A person in a school's list of learners."""

    __table_args__ = (
        UniqueConstraint("school_id", "person_id"),
        Index("ix_learner_school_sort", "school_id", "sort_key"),
    )

    school_id: Mapped[int] = mapped_column(ForeignKey("school.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    group_id: Mapped[int | None] = mapped_column(ForeignKey("learner_group.id"), index=True)
    status: Mapped[Status] = mapped_column(default=Status.STUDYING)
    sort_key: Mapped[str] = mapped_column(
        order_key(500), info={"personal": True}
    )  # a copy, so that lists sort by index

    person: Mapped[Person] = relationship()
    group: Mapped[Group | None] = relationship()
    school: Mapped[School] = relationship()
    guardianships: Mapped[list[Guardianship]] = relationship(back_populates="learner")

    @property
    def address(self) -> str:
        """The learner's page."""
        return f"/izglitojamie/{self.id}"

    @property
    def programme(self) -> Programme | None:
        """By the group."""
        return self.group.programme if self.group else None

    @classmethod
    def visible_to(cls, actor: Any) -> Select[Any]:
        """The school's staff, the learner, and the learner's guardians."""
        wards = select(Guardianship.learner_id).where(
            Guardianship.person_id == actor.person_id, Guardianship.ended_on.is_(None)
        )
        seen = [cls.person_id == actor.person_id, cls.id.in_(wards)]
        if actor.roles & SCHOOL_STAFF:
            seen.append(cls.school_id == actor.organisation_id)
        return select(cls).where(or_(*seen))


class Guardianship(Base):
    """Who represents a minor (484: 7): a parent or a guardian."""

    __table_args__ = (UniqueConstraint("learner_id", "person_id"),)

    learner_id: Mapped[int] = mapped_column(ForeignKey("learner.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    relation: Mapped[str] = mapped_column(String(40), default="")
    ended_on: Mapped[date | None]

    learner: Mapped[Learner] = relationship(back_populates="guardianships")
    person: Mapped[Person] = relationship()
