"""Who signs for whom, for how long, and on the strength of which document."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, Select, String, Text, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.identity.models import Organisation, Person
from app.identity.roles import COMPANY_OFFICE, SCHOOL_STAFF
from app.kit.clock import now, today
from app.kit.db import Base, Versioned


class Delegation(Versioned, Base):
    """Somebody signs for somebody else in one organisation, for a time, on the strength of a document."""

    __table_args__ = (Index("ix_delegation_taker", "taker_id", "organisation_id"),)

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    giver_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    taker_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    starts: Mapped[date]
    ends: Mapped[date]
    basis: Mapped[str] = mapped_column(String(300))  # the order or the power of attorney: number and date
    proof_sha256: Mapped[str] = mapped_column(String(64))
    proof_name: Mapped[str] = mapped_column(String(200), info={"personal": True})
    reason: Mapped[str] = mapped_column(Text, default="")
    given_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    created_at: Mapped[datetime] = mapped_column(default=now)
    ended_at: Mapped[datetime | None]

    organisation: Mapped[Organisation] = relationship()
    giver: Mapped[Person] = relationship(foreign_keys=giver_id)
    taker: Mapped[Person] = relationship(foreign_keys=taker_id)

    @property
    def holds(self) -> bool:
        """Whether it lets the taker sign today."""
        return self.ended_at is None and self.starts <= today() <= self.ends

    @property
    def called(self) -> str:
        """As the bell names it."""
        return self.basis

    @property
    def address(self) -> str:
        """Where delegations are kept."""
        return "/dokumenti/pilnvaras"

    @classmethod
    def holding(cls, taker_id: int, organisation_id: int) -> Select[Any]:
        """Those by which this person may sign here today."""
        return select(cls).where(
            cls.taker_id == taker_id,
            cls.organisation_id == organisation_id,
            cls.ended_at.is_(None),
            cls.starts <= today(),
            cls.ends >= today(),
        )

    @classmethod
    def visible_to(cls, actor: Any) -> Select[Any]:
        """Giver and taker; the staff or the office of the organisation."""
        own = (cls.giver_id == actor.person_id) | (cls.taker_id == actor.person_id)
        if actor.roles & (SCHOOL_STAFF | COMPANY_OFFICE):
            own |= cls.organisation_id == actor.organisation_id
        return select(cls).where(own)
