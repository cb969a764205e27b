"""What proves a mentor's right to teach, and who has checked it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Select, String, UniqueConstraint, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.companies.models import Company, Mentor
from app.identity.models import Organisation, Person
from app.identity.roles import COMPANY_OFFICE, SCHOOL_STAFF
from app.kit.clock import now
from app.kit.db import Base, Versioned
from app.suitability.formula import Kind, Proof
from app.suitability.kept import Attached, Ending


class OfMentor:
    """A row about a mentor: of the mentor, the company's office, and the schools that work with it."""

    mentor_id: Mapped[int] = mapped_column(ForeignKey("mentor.id"), index=True)

    @property
    def company(self) -> Company:
        """Where they teach."""
        company: Company = self.mentor.company  # type: ignore[attr-defined]
        return company

    @property
    def address(self) -> str:
        """The page of the mentor's evidence."""
        return f"/vaditaji/{self.mentor_id}/pieradijumi"

    @property
    def trail_subject(self) -> str:
        """Told with the mentor."""
        return f"mentor:{self.mentor_id}"

    @classmethod
    def visible_to(cls, actor: Any) -> Select[Any]:
        """Not the mentors' colleagues."""
        seen = Mentor.visible_to(actor).with_only_columns(Mentor.id)
        if not actor.roles & (SCHOOL_STAFF | COMPANY_OFFICE):
            seen = seen.where(Mentor.person_id == actor.person_id)
        mine: Select[Any] = select(cls).where(cls.mentor_id.in_(seen))
        return mine


class Evidence(Versioned, OfMentor, Ending, Attached, Base):
    """What proves a mentor's right to teach; for work in the sector `issuer` is the employer."""

    kind: Mapped[Kind]
    issuer: Mapped[str] = mapped_column(String(200), default="", info={"personal": True})
    number: Mapped[str] = mapped_column(String(60), default="", info={"personal": True})
    hours: Mapped[int | None]
    since: Mapped[date | None]
    until: Mapped[date | None]
    added_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    added_at: Mapped[datetime] = mapped_column(default=now)

    mentor: Mapped[Mentor] = relationship()
    added_by: Mapped[Person] = relationship()
    checks: Mapped[list[EvidenceCheck]] = relationship(
        back_populates="evidence", order_by="EvidenceCheck.id", cascade="all, delete-orphan"
    )

    @property
    def proof(self) -> Proof:
        """As the formula weighs it."""
        return Proof(self.kind, self.since, self.until, self.hours, bool(self.checks))


class EvidenceCheck(Base):
    """A school has seen the paper; another sees that, and may look for itself."""

    __table_args__ = (UniqueConstraint("evidence_id", "school_id"),)

    evidence_id: Mapped[int] = mapped_column(ForeignKey("evidence.id"))
    school_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(default=now)

    evidence: Mapped[Evidence] = relationship(back_populates="checks")
    school: Mapped[Organisation] = relationship()
    person: Mapped[Person] = relationship()


class ChildCheck(OfMentor, Ending, Base):
    """Whether a mentor may work with children: the day, yes or no, when it is due. Never the extract."""

    checked_on: Mapped[date]
    allowed: Mapped[bool] = mapped_column(info={"personal": True})
    next_due: Mapped[date | None]
    noted_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    noted_at: Mapped[datetime] = mapped_column(default=now)

    mentor: Mapped[Mentor] = relationship()
    noted_by: Mapped[Person] = relationship()
