"""What the learner is paid by, and the insurance policies that serve many placements."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, Index, Numeric, Select, String, UniqueConstraint, or_, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.companies.models import Company, Partnership
from app.identity.models import Kind, Organisation, Person
from app.identity.roles import COMPANY_OFFICE, SCHOOL_STAFF, Role
from app.kit.clock import now
from app.kit.db import Base, Versioned
from app.kit.words import Said, _
from app.placements.models import Placement, State
from app.schools.models import Learner, of_school


class Instrument(StrEnum):
    """One of two is compulsory (484: 9.8)."""

    STIPEND = "stipend"
    WAGE = "wage"

    @property
    def label(self) -> Said:
        """As shown."""
        return _("Stipend agreement") if self is Instrument.STIPEND else _("Employment contract")


class Rate(StrEnum):
    """What the amount is paid for."""

    MONTH = "month"
    HOUR = "hour"

    @property
    def label(self) -> Said:
        """As shown."""
        return _("a month") if self is Rate.MONTH else _("an hour")


class ConcludedBy(StrEnum):
    """484: 9.8 names the legal representative; labour law lets a minor sign: for a minor it is best both."""

    LEARNER = "learner"
    GUARDIAN = "guardian"
    BOTH = "both"

    @property
    def label(self) -> Said:
        """As shown."""
        return CONCLUDED[self]


CONCLUDED = {
    ConcludedBy.LEARNER: _("the learner"),
    ConcludedBy.GUARDIAN: _("the legal representative"),
    ConcludedBy.BOTH: _("the learner and the legal representative"),
}


def _without_mentors(actor: Any) -> Any:
    """A placement is seen by its mentor too, what is paid for it is not."""
    return replace(actor, roles=actor.roles - {Role.MENTOR})


class PayAgreement(Versioned, Base):
    """An employment contract or a stipend agreement, in force from a day until the next one."""

    __table_args__ = (Index("ix_pay_agreement_placement", "placement_id", "starts"),)

    placement_id: Mapped[int] = mapped_column(ForeignKey("placement.id"))
    instrument: Mapped[Instrument]
    number: Mapped[str] = mapped_column(String(100), default="", info={"personal": True})
    agreed_on: Mapped[date | None]
    starts: Mapped[date]
    ended_on: Mapped[date | None]  # the last day
    amount: Mapped[Decimal | None] = mapped_column(Numeric(9, 2), info={"personal": True})
    rate: Mapped[Rate] = mapped_column(default=Rate.MONTH)
    week_hours: Mapped[Decimal | None] = mapped_column(Numeric(5, 2))
    concluded_by: Mapped[ConcludedBy] = mapped_column(default=ConcludedBy.LEARNER)
    file_sha256: Mapped[str | None] = mapped_column(String(64))
    file_name: Mapped[str] = mapped_column(String(200), default="", info={"personal": True})
    created_at: Mapped[datetime] = mapped_column(default=now)

    placement: Mapped[Placement] = relationship()

    @property
    def state(self) -> State:
        """That of the placement: what is past is no longer agreed."""
        return self.placement.state

    @property
    def called(self) -> str:
        """As the bell names it."""
        return self.placement.called

    @property
    def trail_subject(self) -> str:
        """Told in the placement's history."""
        return self.placement.trail_subject

    @property
    def address(self) -> str:
        """The placement's page about pay."""
        return f"/vietas/{self.placement_id}/samaksa"

    def organisation_of(self, person: Person) -> int:
        """As the placement says."""
        return self.placement.organisation_of(person)

    def in_force(self, day: date) -> bool:
        """Whether it holds on that day."""
        return self.starts <= day and (self.ended_on is None or self.ended_on >= day)

    @classmethod
    def visible_to(cls, actor: Any) -> Select[Any]:
        """Whoever sees the placement, but not the mentor."""
        seen = Placement.visible_to(_without_mentors(actor)).with_only_columns(Placement.id)
        return select(cls).where(cls.placement_id.in_(seen))


class Risk(StrEnum):
    """What a policy insures."""

    ACCIDENT = "accident"
    LIABILITY = "liability"

    @property
    def label(self) -> Said:
        """As shown."""
        return _("Accident insurance") if self is Risk.ACCIDENT else _("Civil-liability insurance")

    @property
    def clause(self) -> str:
        """Who has to insure."""
        return "484: 6.4, 8.11" if self is Risk.ACCIDENT else "484: 6.5, 9.10"


class Policy(Versioned, Base):
    """A school's accident policy (484: 8.11) or a company's civil-liability policy (484: 9.10)."""

    __table_args__ = (Index("ix_policy_organisation", "organisation_id", "ends"),)

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    risk: Mapped[Risk]
    insurer: Mapped[str] = mapped_column(String(200), default="")
    number: Mapped[str] = mapped_column(String(100))
    insured_sum: Mapped[Decimal | None] = mapped_column(Numeric(12, 2))
    starts: Mapped[date]
    ends: Mapped[date]
    everybody: Mapped[bool] = mapped_column(default=True)  # else only the learners named
    file_sha256: Mapped[str | None] = mapped_column(String(64))
    file_name: Mapped[str] = mapped_column(String(200), default="")
    cancelled_at: Mapped[datetime | None]
    reminded_days: Mapped[int | None]  # which renewal letter has gone out: 30 or 7 days before the end
    created_at: Mapped[datetime] = mapped_column(default=now)

    organisation: Mapped[Organisation] = relationship()
    company: Mapped[Company | None] = relationship(
        primaryjoin="foreign(Policy.organisation_id) == Company.id", viewonly=True
    )
    insured: Mapped[list[Insured]] = relationship(back_populates="policy", cascade="all, delete-orphan")

    @property
    def of_company(self) -> bool:
        """Whether a company insures."""
        return self.risk is Risk.LIABILITY

    @property
    def school_id(self) -> int:
        """The school that insures; 0 for a company's policy, which no school has."""
        return 0 if self.of_company else self.organisation_id

    @property
    def called(self) -> str:
        """As the bell names it."""
        return f"{self.insurer} {self.number}".strip()

    @property
    def address(self) -> str:
        """The list it stands in."""
        return f"/uznemumi/{self.organisation_id}/polises" if self.of_company else "/skola/polises"

    def organisation_of(self, person: Person) -> int:
        """Whose policy it is."""
        return self.organisation_id

    @classmethod
    def kept_by(cls, actor: Any) -> Any:
        """The actor's own organisation's, and those of the companies the school works with."""
        partners = select(Partnership.company_id).where(Partnership.school_id == actor.organisation_id)
        kept = []
        if actor.roles & (SCHOOL_STAFF | COMPANY_OFFICE):
            kept.append(cls.organisation_id == actor.organisation_id)
        if actor.roles & SCHOOL_STAFF:
            kept.append(cls.organisation_id.in_(partners))
        return or_(False, *kept)

    @classmethod
    def visible_to(cls, actor: Any) -> Select[Any]:
        """Its keepers; and if it is for everybody, the parties of the placements that it covers."""
        seen = Placement.visible_to(_without_mentors(actor))
        parties = or_(
            cls.organisation_id.in_(seen.with_only_columns(Placement.school_id)),
            cls.organisation_id.in_(seen.with_only_columns(Placement.company_id)),
        )
        return select(cls).where(or_(cls.kept_by(actor), cls.everybody & parties))


class Insured(Base):
    """A learner named in a policy that is not for everybody."""

    __table_args__ = (UniqueConstraint("policy_id", "learner_id"),)

    policy_id: Mapped[int] = mapped_column(ForeignKey("policy.id"))
    learner_id: Mapped[int] = mapped_column(ForeignKey("learner.id"), index=True)

    policy: Mapped[Policy] = relationship(back_populates="insured")
    learner: Mapped[Learner] = relationship()


def insures(organisation: Organisation) -> Risk:
    """A school insures against accidents, a company against civil liability."""
    return Risk.LIABILITY if organisation.kind is Kind.COMPANY else Risk.ACCIDENT


class FundingProgramme(Base):
    """A public programme that pays for placements, as a school keeps them."""

    __table_args__ = (UniqueConstraint("school_id", "name"),)

    school_id: Mapped[int] = mapped_column(ForeignKey("school.id"))
    name: Mapped[str] = mapped_column(String(200))
    costs: Mapped[list[str]] = mapped_column(default=list)  # of `funding.Cost`
    active: Mapped[bool] = mapped_column(default=True)

    @classmethod
    def visible_to(cls, actor: Any) -> Select[Any]:
        """The school's staff."""
        return of_school(cls, actor)


class PlacementFunding(Base):
    """A placement is paid from a programme."""

    __table_args__ = (UniqueConstraint("placement_id", "programme_id"),)

    placement_id: Mapped[int] = mapped_column(ForeignKey("placement.id"))
    programme_id: Mapped[int] = mapped_column(ForeignKey("funding_programme.id"), index=True)

    programme: Mapped[FundingProgramme] = relationship()


class UndeclaredCheck(Base):
    """When the Labour Inspectorate's data showed no undeclared work for two years (483: 20.2)."""

    company_id: Mapped[int] = mapped_column(ForeignKey("company.id"), unique=True)
    checked_on: Mapped[date]
