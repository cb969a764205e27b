"""The learning contract of a placement: its terms, its number and the document that is signed."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, Index, Select, String, Text, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.documents.models import Document
from app.identity.models import Person
from app.identity.roles import COMPANY_OFFICE, SCHOOL_STAFF, Role
from app.kit.clock import now
from app.kit.db import Base, Versioned
from app.kit.words import Said, _
from app.placements.models import Placement, of_seen_placements


class State(StrEnum):
    """The life of a contract."""

    DRAFT = "draft"
    SENT = "sent"
    ACTIVE = "active"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"

    @property
    def label(self) -> Said:
        """As shown."""
        return LABELS[self]


LABELS = {
    State.DRAFT: _("Draft"),
    State.SENT: _("Waiting for signatures"),
    State.ACTIVE: _("Concluded"),
    State.DECLINED: _("Declined"),
    State.WITHDRAWN: _("Withdrawn"),
}


class Contract(Versioned, Base):
    """Concluded by the school, the company and the learner or, for a minor, the guardian (484: 7)."""

    __table_args__ = (
        UniqueConstraint("school_id", "number"),
        Index("ix_contract_placement", "placement_id"),
        Index("ix_contract_school_state", "school_id", "state"),
    )

    school_id: Mapped[int] = mapped_column(ForeignKey("school.id"))
    placement_id: Mapped[int] = mapped_column(ForeignKey("placement.id"))
    number: Mapped[str | None] = mapped_column(String(60))
    state: Mapped[State] = mapped_column(default=State.DRAFT)
    document_id: Mapped[int | None] = mapped_column(ForeignKey("document.id"))
    supersedes_id: Mapped[int | None] = mapped_column(ForeignKey("contract.id"))
    signatory_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))  # for the company, 484: 7
    created_at: Mapped[datetime] = mapped_column(default=now)
    sent_at: Mapped[datetime | None]
    active_at: Mapped[datetime | None]

    induction: Mapped[str] = mapped_column(Text, default="")  # 484: 9.2
    assessment: Mapped[str] = mapped_column(Text, default="")  # 484: 9.7
    liability: Mapped[str] = mapped_column(Text, default="")  # 484: 9.10
    amendment: Mapped[str] = mapped_column(Text, default="")  # 484: 6.3
    termination: Mapped[str] = mapped_column(Text, default="")  # 484: 6.3
    agreed: Mapped[dict[str, Any]] = mapped_column(default=dict)  # the terms as signed, before any amendment

    own_clauses: Mapped[list[Any]] = mapped_column(default=list)  # those that the school added

    placement: Mapped[Placement] = relationship()
    document: Mapped[Document | None] = relationship()
    supersedes: Mapped[Contract | None] = relationship(remote_side="Contract.id")
    signatory: Mapped[Person | None] = relationship()

    @property
    def called(self) -> str:
        """As the bell names it."""
        return self.placement.called

    @property
    def trail_subject(self) -> str:
        """Told in the placement's history."""
        return f"placement:{self.placement_id}"

    @property
    def address(self) -> str:
        """Its own page, which leads whoever signs it to the document."""
        return f"/ligumi/{self.id}"

    def organisation_of(self, person: Person) -> int:
        """As the document's signers, else as the placement says."""
        if self.document:
            for signer in self.document.signers:
                if signer.person_id == person.id:
                    return signer.organisation_id
        lent = self.document.lent_to(person) if self.document else None
        return lent or self.placement.organisation_of(person)

    @classmethod
    def visible_to(cls, actor: Any) -> Select[Any]:
        """Whoever sees the placement."""
        return of_seen_placements(cls, actor)

    def read_by(self, actor: Any) -> bool:
        """Personal codes and pay are not for the mentor."""
        return bool(actor.roles & (SCHOOL_STAFF | COMPANY_OFFICE | {Role.LEARNER, Role.GUARDIAN}))

    @classmethod
    def documents_read_by(cls, actor: Any) -> Select[Any]:
        """Learners and guardians read the contract of the placement also when they do not sign it."""
        seen = cls.visible_to(actor).with_only_columns(cls.document_id)
        return seen if actor.has(Role.LEARNER, Role.GUARDIAN) else seen.where(false())
