"""Batches of imported rows, kept so that they can be shown, applied and undone."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, Index, Select, String, UniqueConstraint, false, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.identity.roles import Role
from app.kit.clock import now
from app.kit.db import Base, Versioned
from app.kit.words import Said, _


class State(StrEnum):
    """A batch is looked at, applied, and can be taken back for a day."""

    UPLOADED = "uploaded"
    APPLIED = "applied"
    UNDONE = "undone"

    @property
    def label(self) -> Said:
        """As shown."""
        return {
            State.UPLOADED: _("Not applied yet"),
            State.APPLIED: _("Applied"),
            State.UNDONE: _("Undone"),
        }[self]


class Batch(Versioned, Base):
    """One uploaded list, how its columns are read, and what came of it."""

    school_id: Mapped[int] = mapped_column(ForeignKey("school.id"), index=True)
    shape: Mapped[str] = mapped_column(String(20))
    filename: Mapped[str] = mapped_column(String(200))
    sha256: Mapped[str] = mapped_column(String(64))
    header_row: Mapped[int]
    mapping: Mapped[dict[str, Any]]
    counts: Mapped[dict[str, Any]] = mapped_column(default=dict)
    state: Mapped[State] = mapped_column(default=State.UPLOADED)
    created_at: Mapped[datetime] = mapped_column(default=now)
    applied_at: Mapped[datetime | None]

    rows: Mapped[list[BatchRow]] = relationship(back_populates="batch", order_by="BatchRow.no")

    @classmethod
    def visible_to(cls, actor: Any) -> Select[Any]:
        """The school's coordinators and administrators."""
        if actor.has(Role.COORDINATOR, Role.SCHOOL_ADMIN):
            return select(cls).where(cls.school_id == actor.organisation_id)
        return select(cls).where(false())


class Outcome(StrEnum):
    """What a row is against what the portal has."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    ERROR = "error"
    LEFT_OUT = "left_out"


class BatchRow(Base):
    """A row's outcome; `before` lets it be undone: what was made, and the old values of what was changed."""

    __table_args__ = (Index("ix_batch_row_batch_outcome", "batch_id", "outcome", "no"),)

    batch_id: Mapped[int] = mapped_column(ForeignKey("batch.id"))
    no: Mapped[int]
    outcome: Mapped[Outcome]
    cells: Mapped[list[Any]] = mapped_column(info={"personal": True})
    changes: Mapped[list[Any]] = mapped_column(default=list, info={"personal": True})
    errors: Mapped[list[Any]] = mapped_column(default=list, info={"personal": True})
    before: Mapped[list[Any]] = mapped_column(default=list, info={"personal": True})

    batch: Mapped[Batch] = relationship(back_populates="rows")


class Preset(Base):
    """How this school reads lists of this look: remembered for the next time."""

    __table_args__ = (UniqueConstraint("school_id", "fingerprint"),)

    school_id: Mapped[int] = mapped_column(ForeignKey("school.id"))
    fingerprint: Mapped[str] = mapped_column(String(64))
    shape: Mapped[str] = mapped_column(String(20))
    header_row: Mapped[int]
    mapping: Mapped[dict[str, Any]]
