"""Who signs for whom, for how long, and on the strength of which document."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import ForeignKey, Index, Select, String, Text, false, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.identity.models import Organisation, Person
from app.identity.roles import COMPANY_OFFICE, SCHOOL_STAFF, Role
from app.kit.clock import aware, now, riga, today
from app.kit.db import Base, Versioned

# who may sign in another's stead: whoever came in as a learner or a guardian has no part in it
TAKERS: Final = SCHOOL_STAFF | COMPANY_OFFICE | {Role.MENTOR}


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
    def over(self) -> bool:
        """Whether it has ended, early or by its last day."""
        return self.ended_at is not None or self.ends < today()

    @property
    def called(self) -> str:
        """As the bell names it."""
        return self.basis

    @property
    def address(self) -> str:
        """Where delegations are kept."""
        return "/dokumenti/pilnvaras"

    def held_on(self, moment: datetime) -> bool:
        """Whether it let the taker sign at that moment."""
        before = self.ended_at is None or moment < aware(self.ended_at)
        return before and self.starts <= riga(moment).date() <= self.ends

    @classmethod
    def holding(cls, taker_id: int, organisation_id: int) -> Select[Any]:
        """Those by which this person may sign here today."""
        return cls._today().where(cls.taker_id == taker_id, cls.organisation_id == organisation_id)

    @classmethod
    def held_for(cls, giver_ids: Sequence[int]) -> Select[Any]:
        """Those by which somebody signs today for these people."""
        return cls._today().where(cls.giver_id.in_(giver_ids))

    @classmethod
    def _today(cls) -> Select[Any]:
        day = today()
        return select(cls).where(cls.ended_at.is_(None), cls.starts <= day, cls.ends >= day)

    @classmethod
    def lent_to(cls, actor: Any) -> Select[Any]:
        """Those by which the actor may sign, in the name and the roles they act in now."""
        held = cls.holding(actor.person_id, actor.organisation_id)
        return held if actor.roles & TAKERS else held.where(false())

    @classmethod
    def visible_to(cls, actor: Any) -> Select[Any]:
        """Giver and taker; the staff or the office of the organisation."""
        own = (cls.giver_id == actor.person_id) | (cls.taker_id == actor.person_id)
        if actor.roles & (SCHOOL_STAFF | COMPANY_OFFICE):
            own |= cls.organisation_id == actor.organisation_id
        return select(cls).where(own)
