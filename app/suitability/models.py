"""Opinions of sector councils and the decisions of schools; the mentors' evidence is in evidence.py."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, Index, Select, String, Text, false, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.companies.models import Branch, Company, of_seen_companies
from app.documents.models import Document
from app.identity.models import Organisation, Person
from app.identity.roles import COMPANY_OFFICE, SCHOOL_STAFF
from app.kit.clock import today
from app.kit.db import Base, Versioned
from app.kit.words import Said, _
from app.schools.models import Programme
from app.suitability.evidence import ChildCheck, Evidence, EvidenceCheck
from app.suitability.kept import Attached, Ending

__all__ = ["ChildCheck", "CouncilTerms", "Decision", "Evidence", "EvidenceCheck", "Opinion"]
ANSWER_DAYS = 15  # working days; 484 names no term, see 787: 22


class CouncilTerms(Versioned, Base):
    """How a school works with its council, and whether a coordinator may decide for the director."""

    school_id: Mapped[int] = mapped_column(ForeignKey("school.id"), unique=True)
    council_name: Mapped[str] = mapped_column(String(200), default="")
    council_email: Mapped[str] = mapped_column(String(254), default="")
    answer_days: Mapped[int] = mapped_column(default=ANSWER_DAYS)
    coordinator_decides: Mapped[bool] = mapped_column(default=False)

    @classmethod
    def visible_to(cls, actor: Any) -> Select[Any]:
        """The school's staff."""
        school = actor.organisation_id if actor.roles & SCHOOL_STAFF else 0
        return select(cls).where(cls.school_id == school)


class State(StrEnum):
    """A request until it is answered."""

    ASKED = "asked"
    GIVEN = "given"
    WITHDRAWN = "withdrawn"

    @property
    def label(self) -> Said:
        """As shown."""
        return STATES[self]


STATES = {
    State.ASKED: _("Waiting for the council"),
    State.GIVEN: _("Opinion received"),
    State.WITHDRAWN: _("Request withdrawn"),
}


class Result(StrEnum):
    """What the council says."""

    POSITIVE = "positive"
    CONDITIONS = "conditions"
    NEGATIVE = "negative"

    @property
    def label(self) -> Said:
        """As shown."""
        return RESULTS[self]


RESULTS = {
    Result.POSITIVE: _("Positive"),
    Result.CONDITIONS: _("Positive with conditions"),
    Result.NEGATIVE: _("Negative"),
}


class Opinion(Versioned, Attached, Base):
    """A council's opinion on a company (484: 5.8), asked by one school and read by all that work with it.

    A programme is known by code and qualification, so that another school's equal one is found; both are
    empty when the opinion is for all programmes.
    """

    __table_args__ = (Index("ix_opinion_company_state", "company_id", "state"),)

    school_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    company_id: Mapped[int] = mapped_column(ForeignKey("company.id"))
    branch_id: Mapped[int | None] = mapped_column(ForeignKey("branch.id"))
    code: Mapped[str] = mapped_column(String(20), default="")
    qualification: Mapped[str] = mapped_column(String(200), default="")
    council_name: Mapped[str] = mapped_column(String(200))
    council_email: Mapped[str] = mapped_column(String(254), default="")
    tasks: Mapped[str] = mapped_column(Text, default="")
    state: Mapped[State] = mapped_column(default=State.ASKED)
    asked_on: Mapped[date] = mapped_column(default=today)
    due_on: Mapped[date]
    letter_id: Mapped[int | None] = mapped_column(ForeignKey("document.id"))
    result: Mapped[Result | None]
    opinion_on: Mapped[date | None]
    number: Mapped[str] = mapped_column(String(60), default="")
    conditions: Mapped[str] = mapped_column(Text, default="")
    received_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    received_at: Mapped[datetime | None]

    school: Mapped[Organisation] = relationship()
    company: Mapped[Company] = relationship()
    branch: Mapped[Branch | None] = relationship()
    letter: Mapped[Document | None] = relationship()
    received_by: Mapped[Person | None] = relationship()

    @property
    def positive(self) -> bool:
        """With or without conditions."""
        return self.result in (Result.POSITIVE, Result.CONDITIONS)

    @property
    def late(self) -> bool:
        """The council has let the usual time pass."""
        return self.state is State.ASKED and self.due_on < today()

    def covers(self, programme: Programme | None) -> bool:
        """Whether it is about this programme; only a general one is about all."""
        if not self.code:
            return True
        return programme is not None and (programme.code, programme.qualification) == (
            self.code,
            self.qualification,
        )

    @property
    def trail_subject(self) -> str:
        """Told with the company."""
        return f"company:{self.company_id}"

    @property
    def address(self) -> str:
        """The page of the company's suitability."""
        return f"/uznemumi/{self.company_id}/piemeriba"

    @classmethod
    def visible_to(cls, actor: Any) -> Select[Any]:
        """Every school that works with the company, and the company's office."""
        return of_seen_companies(cls, actor) if actor.roles & (SCHOOL_STAFF | COMPANY_OFFICE) else _none(cls)


class Standing(StrEnum):
    """Whether a decision still stands."""

    STANDS = "stands"
    WITHDRAWN = "withdrawn"

    @property
    def label(self) -> Said:
        """As shown."""
        return _("In force") if self is Standing.STANDS else _("Withdrawn")


class Decision(Versioned, Ending, Attached, Base):
    """A school's decision on a company (484: 8.3), for one programme or for all of its programmes."""

    __table_args__ = (Index("ix_decision_school_company", "school_id", "company_id"),)

    school_id: Mapped[int] = mapped_column(ForeignKey("school.id"))
    company_id: Mapped[int] = mapped_column(ForeignKey("company.id"))
    programme_id: Mapped[int | None] = mapped_column(ForeignKey("programme.id"))
    opinion_id: Mapped[int] = mapped_column(ForeignKey("opinion.id"))
    number: Mapped[str] = mapped_column(String(60))
    decided_on: Mapped[date]
    decided_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    positive: Mapped[bool]
    reason: Mapped[str] = mapped_column(Text, default="")
    valid_until: Mapped[date | None] = mapped_column(index=True)
    state: Mapped[Standing] = mapped_column(default=Standing.STANDS)
    withdrawn_because: Mapped[str] = mapped_column(Text, default="")
    withdrawn_on: Mapped[date | None]
    document_id: Mapped[int | None] = mapped_column(ForeignKey("document.id"))

    company: Mapped[Company] = relationship()
    programme: Mapped[Programme | None] = relationship()
    opinion: Mapped[Opinion] = relationship()
    decided_by: Mapped[Person] = relationship()
    document: Mapped[Document | None] = relationship()

    def covers(self, programme_id: int | None) -> bool:
        """Whether it is about this programme of the school."""
        return self.programme_id is None or self.programme_id == programme_id

    @property
    def called(self) -> str:
        """As the bell names it."""
        return f"{self.company.name}, Nr. {self.number}"

    @property
    def trail_subject(self) -> str:
        """Told with the company."""
        return f"company:{self.company_id}"

    @property
    def address(self) -> str:
        """The page of the company's suitability."""
        return f"/uznemumi/{self.company_id}/piemeriba"

    def organisation_of(self, person: Person) -> int:
        """The office is told in the company's name."""
        return self.company_id

    @classmethod
    def visible_to(cls, actor: Any) -> Select[Any]:
        """The school that decided, and the company's office."""
        if actor.roles & SCHOOL_STAFF:
            return select(cls).where(cls.school_id == actor.organisation_id)
        if actor.roles & COMPANY_OFFICE:
            return select(cls).where(cls.company_id == actor.organisation_id)
        return _none(cls)

    @classmethod
    def documents_read_by(cls, actor: Any) -> Select[Any]:
        """The company's office reads what was decided about the company."""
        seen = select(cls.document_id).where(cls.company_id == actor.organisation_id)
        return seen if actor.roles & COMPANY_OFFICE else seen.where(false())


def _none(model: Any) -> Select[Any]:
    return select(model).where(false())
