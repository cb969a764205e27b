"""A move to the next school year: tried out, applied, and for a day taken back."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, Select, false, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.identity.roles import Role
from app.kit.clock import now
from app.kit.db import Base, Versioned
from app.kit.words import Said, _
from app.schools.models import School


class State(StrEnum):
    """What is shown has not happened until it is applied."""

    TRIED = "tried"
    APPLIED = "applied"
    UNDONE = "undone"

    @property
    def label(self) -> Said:
        """As shown."""
        return {
            State.TRIED: _("Only tried out"),
            State.APPLIED: _("Carried out"),
            State.UNDONE: _("Taken back"),
        }[self]


class Rollover(Versioned, Base):
    """`choices` is what the coordinator wants, `items` what comes of it, `before` what undoing needs."""

    school_id: Mapped[int] = mapped_column(ForeignKey("school.id"), index=True)
    state: Mapped[State] = mapped_column(default=State.TRIED)
    choices: Mapped[dict[str, Any]] = mapped_column(default=dict)
    items: Mapped[list[Any]] = mapped_column(default=list, info={"personal": True})
    before: Mapped[list[Any]] = mapped_column(default=list)
    created_at: Mapped[datetime] = mapped_column(default=now)
    applied_at: Mapped[datetime | None]

    school: Mapped[School] = relationship()

    @classmethod
    def visible_to(cls, actor: Any) -> Select[Any]:
        """The school's coordinators and administrators."""
        if actor.has(Role.COORDINATOR, Role.SCHOOL_ADMIN):
            return select(cls).where(cls.school_id == actor.organisation_id)
        return select(cls).where(false())
