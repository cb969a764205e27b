"""The register, companies, their branches and mentors, and the places they offer."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, Index, Select, String, Text, UniqueConstraint, false, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.identity.models import Organisation, Person, also_seen
from app.identity.roles import COMPANY_OFFICE, SCHOOL_STAFF, Role
from app.kit.clock import now
from app.kit.db import Base, Versioned
from app.kit.words import Said, _


class RegisterEntry(Base):
    """A row of the Enterprise Register's open data; ended companies are kept to say since when."""

    __table_args__ = (Index("ix_register_entry_search", "search_key"),)

    reg_no: Mapped[str] = mapped_column(String(11), unique=True)
    name: Mapped[str] = mapped_column(String(300))
    legal_form: Mapped[str] = mapped_column(String(10), default="")
    legal_form_text: Mapped[str] = mapped_column(String(100), default="")
    address: Mapped[str] = mapped_column(String(300), default="")
    ended_on: Mapped[date | None]
    search_key: Mapped[str] = mapped_column(String(400))

    @classmethod
    def visible_to(cls, actor: Any) -> Select[Any]:
        """Open data, for anybody signed in."""
        return select(cls)


class Company(Versioned, Base):
    """An organisation where learners learn (484: 2); its id is the organisation's."""

    id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), primary_key=True)
    legal_form: Mapped[str] = mapped_column(String(10), default="")
    country: Mapped[str] = mapped_column(String(2), default="LV")
    learners_per_mentor: Mapped[int | None]  # the company's own limit, 484: 9.6
    limit_blocks: Mapped[bool] = mapped_column(default=False)  # more cannot be sent, instead of a warning
    crewing_licence: Mapped[str] = mapped_column(String(60), default="")  # learning on ships, 484: 2.1
    ended_on: Mapped[date | None]

    organisation: Mapped[Organisation] = relationship(lazy="joined", innerjoin=True)
    branches: Mapped[list[Branch]] = relationship(back_populates="company", order_by="Branch.id")
    mentors: Mapped[list[Mentor]] = relationship(back_populates="company")
    partnerships: Mapped[list[Partnership]] = relationship(back_populates="company")

    @property
    def name(self) -> str:
        """The organisation's name."""
        return self.organisation.name

    @property
    def address(self) -> str:
        """The company's page."""
        return f"/uznemumi/{self.id}"

    @property
    def town(self) -> str:
        """The first part of the address in the register's order."""
        return self.organisation.address.partition(",")[0]

    def organisation_of(self, person: Person) -> int:
        """People are told in the company's name."""
        return self.id

    @classmethod
    def visible_to(cls, actor: Any) -> Select[Any]:
        """Schools see the companies they work with; a company itself."""
        if actor.has(Role.PORTAL_ADMIN):
            return select(cls)
        if actor.roles & SCHOOL_STAFF:
            partners = select(Partnership.company_id).where(Partnership.school_id == actor.organisation_id)
            return select(cls).where(cls.id.in_(partners))
        if actor.roles & (COMPANY_OFFICE | {Role.MENTOR}):
            return select(cls).where(cls.id == actor.organisation_id)
        return select(cls).where(false())


def seen_ids(actor: Any) -> Select[Any]:
    """The companies the actor sees, as organisations whose people they may know."""
    return Company.visible_to(actor).with_only_columns(Company.id)


def of_seen_companies(model: Any, actor: Any) -> Select[Any]:
    """Rows of companies the actor sees."""
    return select(model).where(model.company_id.in_(Company.visible_to(actor).with_only_columns(Company.id)))


class Partnership(Base):
    """A school works with a company."""

    __table_args__ = (UniqueConstraint("school_id", "company_id"),)

    school_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    company_id: Mapped[int] = mapped_column(ForeignKey("company.id"), index=True)
    since: Mapped[datetime] = mapped_column(default=now)

    company: Mapped[Company] = relationship(back_populates="partnerships")
    school: Mapped[Organisation] = relationship()


def partner_companies(actor: Any) -> Select[Any]:
    """The companies whose people the actor's school may write to."""
    found = select(Partnership.company_id).where(Partnership.school_id == actor.organisation_id)
    return found if actor.roles & SCHOOL_STAFF else found.where(false())


also_seen.append(partner_companies)


class Branch(Base):
    """Where the learning happens."""

    company_id: Mapped[int] = mapped_column(ForeignKey("company.id"), index=True)
    name: Mapped[str] = mapped_column(String(200))
    street_address: Mapped[str] = mapped_column(String(300), default="")
    country: Mapped[str] = mapped_column(String(2), default="LV")  # the EU and the EEA, 484: 2

    company: Mapped[Company] = relationship(back_populates="branches")

    @classmethod
    def visible_to(cls, actor: Any) -> Select[Any]:
        """Whoever sees the company."""
        return of_seen_companies(cls, actor)


class Mentor(Versioned, Base):
    """A DVB supervisor at the company (484: 9.1, 10)."""

    __table_args__ = (UniqueConstraint("company_id", "person_id"),)

    company_id: Mapped[int] = mapped_column(ForeignKey("company.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    occupation: Mapped[str] = mapped_column(String(200), default="")
    active: Mapped[bool] = mapped_column(default=True)

    company: Mapped[Company] = relationship(back_populates="mentors")
    person: Mapped[Person] = relationship()

    @property
    def address(self) -> str:
        """On the company's page."""
        return f"/uznemumi/{self.company_id}"

    def organisation_of(self, person: Person) -> int:
        """The company."""
        return self.company_id

    @classmethod
    def visible_to(cls, actor: Any) -> Select[Any]:
        """Whoever sees the company."""
        return of_seen_companies(cls, actor)


class Officer(Versioned, Base):
    """Who acts for the company; `capacity` is what stands under a signature: board member, proxy."""

    __table_args__ = (UniqueConstraint("company_id", "person_id"),)

    company_id: Mapped[int] = mapped_column(ForeignKey("company.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    capacity: Mapped[str] = mapped_column(String(100), default="")
    ended_on: Mapped[date | None]

    company: Mapped[Company] = relationship()
    person: Mapped[Person] = relationship()

    @property
    def address(self) -> str:
        """On the company's page."""
        return f"/uznemumi/{self.company_id}"

    def organisation_of(self, person: Person) -> int:
        """The company."""
        return self.company_id

    @classmethod
    def visible_to(cls, actor: Any) -> Select[Any]:
        """Whoever sees the company."""
        return of_seen_companies(cls, actor)


class OfferState(StrEnum):
    """Whether places are still offered."""

    OPEN = "open"
    CLOSED = "closed"

    @property
    def label(self) -> Said:
        """As shown."""
        return _("Available") if self is OfferState.OPEN else _("Closed")


class Offer(Versioned, Base):
    """How many places a company has, for which qualification and when."""

    company_id: Mapped[int] = mapped_column(ForeignKey("company.id"), index=True)
    branch_id: Mapped[int | None] = mapped_column(ForeignKey("branch.id"))
    qualification: Mapped[str] = mapped_column(String(200), index=True)
    places: Mapped[int]
    starts: Mapped[date]
    ends: Mapped[date]
    tasks: Mapped[str] = mapped_column(Text, default="")
    state: Mapped[OfferState] = mapped_column(default=OfferState.OPEN)

    company: Mapped[Company] = relationship()
    branch: Mapped[Branch | None] = relationship()

    @property
    def address(self) -> str:
        """On the company's page."""
        return f"/uznemumi/{self.company_id}"

    @classmethod
    def visible_to(cls, actor: Any) -> Select[Any]:
        """Whoever sees the company."""
        return of_seen_companies(cls, actor)
