"""Instructions, what is issued and known for the work of a learner, and each list of what is needed."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, Index, Numeric, Select, String, Text, UniqueConstraint, or_, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.companies.models import Company
from app.identity.models import Organisation, Person
from app.identity.roles import COMPANY_OFFICE, SCHOOL_STAFF, Role
from app.kit.clock import now
from app.kit.db import Base, Versioned
from app.kit.words import Said, _
from app.placements.models import Placement, of_seen_placements
from app.safety.incidents import told_in
from app.safety.topics import TOPICS, HazardTag, Kind


class State(StrEnum):
    """Recorded by whoever instructed, confirmed by the learner."""

    FAILED = "failed"
    WAITING = "waiting"
    CONFIRMED = "confirmed"
    DISPUTED = "disputed"
    WITHDRAWN = "withdrawn"

    @property
    def label(self) -> Said:
        """As shown."""
        return STATES[self]


STATES = {
    State.FAILED: _("Knowledge not sufficient: no work yet"),
    State.WAITING: _("Waiting for the learner to confirm"),
    State.CONFIRMED: _("Confirmed by both"),
    State.DISPUTED: _("The learner does not agree"),
    State.WITHDRAWN: _("Withdrawn"),
}


class OfPlacement:
    """What is told, seen and found with its placement."""

    placement: Any
    placement_id: Any

    @property
    def called(self) -> str:
        """As the bell names it."""
        return str(self.placement.called)

    @property
    def trail_subject(self) -> str:
        """Told in the placement's history."""
        return f"placement:{self.placement_id}"

    @property
    def address(self) -> str:
        """The placement's page of safety."""
        return f"/vietas/{self.placement_id}/drosiba"

    def organisation_of(self, person: Person) -> int:
        """The company's people in the company's name, everybody else in the school's."""
        return told_in(self.placement, person)

    @classmethod
    def visible_to(cls, actor: Any) -> Select[Any]:
        """Whoever sees the placement."""
        return of_seen_placements(cls, actor)


class Instruction(OfPlacement, Versioned, Base):
    """One instruction of one learner, with the check of what was understood (749: 19)."""

    __table_args__ = (Index("ix_instruction_placement_kind", "placement_id", "kind"),)

    placement_id: Mapped[int] = mapped_column(ForeignKey("placement.id"))
    kind: Mapped[Kind]
    state: Mapped[State] = mapped_column(default=State.WAITING)
    no: Mapped[int]  # in the company's register of the year
    on: Mapped[date]
    reason: Mapped[str] = mapped_column(Text, default="")  # of an unplanned one; the work of a targeted one
    topics: Mapped[list[str]] = mapped_column(default=list)
    own_topics: Mapped[list[str]] = mapped_column(default=list)  # as they were worded that day
    passed: Mapped[bool] = mapped_column(default=True)
    tries: Mapped[int] = mapped_column(default=1)
    instructor_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    instructor_role: Mapped[str] = mapped_column(String(200), default="")
    given_at: Mapped[datetime] = mapped_column(default=now)
    confirmed_at: Mapped[datetime | None]
    disputed_at: Mapped[datetime | None]
    dispute: Mapped[str] = mapped_column(Text, default="", info={"personal": True})

    placement: Mapped[Placement] = relationship()
    instructor: Mapped[Person] = relationship()

    @property
    def address(self) -> str:
        """Its own page, made for a phone."""
        return f"/instruktazas/{self.id}"

    @property
    def covered(self) -> list[Said | str]:
        """What was explained, in words."""
        return [*(TOPICS[key] for key in self.topics if key in TOPICS), *self.own_topics]


class About(StrEnum):
    """What an organisation adds of its own: to a checklist, or equipment that is needed."""

    INDUCTION = "induction"
    WORKPLACE = "workplace"
    FIRE = "fire"
    EQUIPMENT = "equipment"

    @property
    def label(self) -> Said:
        """As shown."""
        return ABOUT[self]


ABOUT = {
    About.INDUCTION: _("Item of the induction"),
    About.WORKPLACE: _("Item of the instruction at the workplace"),
    About.FIRE: _("Item of the fire-safety instruction"),
    About.EQUIPMENT: _("Protective equipment that is needed"),
}


class SafetyItem(Base):
    """Added by a company for its work, or by a school for a company; for one qualification or for all."""

    __table_args__ = (Index("ix_safety_item_company", "company_id"),)

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)  # whose list
    company_id: Mapped[int | None] = mapped_column(ForeignKey("company.id"))  # None: wherever they learn
    about: Mapped[About]
    qualification: Mapped[str] = mapped_column(String(200), default="")
    text: Mapped[str] = mapped_column(String(300))
    ended_on: Mapped[date | None]

    organisation: Mapped[Organisation] = relationship()
    company: Mapped[Company | None] = relationship()

    @classmethod
    def visible_to(cls, actor: Any) -> Select[Any]:
        """Whoever keeps the list, and the company for which a school wrote it."""
        office = actor.roles & (SCHOOL_STAFF | COMPANY_OFFICE | {Role.MENTOR})
        own = actor.organisation_id if office else 0
        return select(cls).where(or_(cls.organisation_id == own, cls.company_id == own))


class Equipped(StrEnum):
    """Given, received, given back."""

    ISSUED = "issued"
    RECEIVED = "received"
    RETURNED = "returned"

    @property
    def label(self) -> Said:
        """As shown."""
        return EQUIPPED[self]


EQUIPPED = {
    Equipped.ISSUED: _("Issued, not confirmed yet"),
    Equipped.RECEIVED: _("Received"),
    Equipped.RETURNED: _("Returned"),
}


class Equipment(OfPlacement, Versioned, Base):
    """Protective equipment in the learner's hands (484: 9.4)."""

    placement_id: Mapped[int] = mapped_column(ForeignKey("placement.id"), index=True)
    state: Mapped[Equipped] = mapped_column(default=Equipped.ISSUED)
    item: Mapped[str] = mapped_column(String(300))
    size: Mapped[str] = mapped_column(String(40), default="", info={"personal": True})
    issued_on: Mapped[date]
    issued_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    received_at: Mapped[datetime | None]
    returned_on: Mapped[date | None]

    placement: Mapped[Placement] = relationship()
    issued_by: Mapped[Person] = relationship()


class Conditions(OfPlacement, Versioned, Base):
    """What is known of the work: its risks, the health check; never a diagnosis (484: 9; DL 37)."""

    placement_id: Mapped[int] = mapped_column(ForeignKey("placement.id"), unique=True)
    hazardous: Mapped[bool] = mapped_column(default=False)  # 6 months and 45 days instead of 12 and 60
    risks: Mapped[str] = mapped_column(Text, default="")  # and how one is protected; the guardian reads it
    health_needed: Mapped[bool] = mapped_column(default=False)  # by the risk factors, MK 219
    health_on: Mapped[date | None]
    health_until: Mapped[date | None]
    health_limits: Mapped[str] = mapped_column(String(300), default="", info={"personal": True})
    informed_at: Mapped[datetime | None]  # the guardian has read the risks
    informed_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    sheet_id: Mapped[int | None] = mapped_column(ForeignKey("document.id"))  # the stored instructions

    placement: Mapped[Placement] = relationship()
    informed_by: Mapped[Person | None] = relationship()


class HazardState(StrEnum):
    """Both sides answer for the exception (206: 3)."""

    OPEN = "open"
    JUSTIFIED = "justified"
    ALLOWED = "allowed"

    @property
    def label(self) -> Said:
        """As shown."""
        return HAZARD_STATES[self]


HAZARD_STATES = {
    HazardState.OPEN: _("Not allowed yet"),
    HazardState.JUSTIFIED: _("Justified by the school"),
    HazardState.ALLOWED: _("Allowed in training"),
}


class Hazard(OfPlacement, Versioned, Base):
    """A task that the list for adolescents names, and why it may be learned."""

    __table_args__ = (UniqueConstraint("placement_id", "tag"),)

    placement_id: Mapped[int] = mapped_column(ForeignKey("placement.id"))
    tag: Mapped[HazardTag]
    state: Mapped[HazardState] = mapped_column(default=HazardState.OPEN)
    justification: Mapped[str] = mapped_column(Text, default="")  # which part of the programme needs it
    justified_at: Mapped[datetime | None]
    justified_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    allowed_at: Mapped[datetime | None]  # the company: supervised and protected
    allowed_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))

    placement: Mapped[Placement] = relationship()
    justified_by: Mapped[Person | None] = relationship(foreign_keys=justified_by_id)
    allowed_by: Mapped[Person | None] = relationship(foreign_keys=allowed_by_id)


class StudyHours(Base):
    """How long a full week at school is: for a minor it adds to the work (DL 132)."""

    school_id: Mapped[int] = mapped_column(ForeignKey("school.id"), unique=True)
    week: Mapped[Decimal] = mapped_column(Numeric(4, 2))

    @classmethod
    def visible_to(cls, actor: Any) -> Select[Any]:
        """The school's staff."""
        school = actor.organisation_id if actor.roles & SCHOOL_STAFF else 0
        return select(cls).where(cls.school_id == school)


YEARLY, HALF_YEARLY = timedelta(days=365), timedelta(days=182)  # 749: 23


def repeats_after(hazardous: bool) -> timedelta:
    """When the next instruction is due."""
    return HALF_YEARLY if hazardous else YEARLY
