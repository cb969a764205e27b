"""Every version of a school's wording is kept: who wrote it, and when."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, Select, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.clauses.registry import Own, read
from app.identity.models import Person
from app.kit.clock import now
from app.kit.db import Base
from app.schools.models import of_school


class Wording(Base):
    """A version; the newest holds for new documents. `texts` has only what differs from the usual."""

    __table_args__ = (Index("ix_wording_school_kind", "school_id", "kind", "id"),)

    school_id: Mapped[int] = mapped_column(ForeignKey("school.id"))
    kind: Mapped[str] = mapped_column(String(40))
    texts: Mapped[dict[str, Any]] = mapped_column(default=dict)
    own: Mapped[list[Any]] = mapped_column(default=list)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    made_at: Mapped[datetime] = mapped_column(default=now)

    person: Mapped[Person] = relationship()

    @property
    def own_clauses(self) -> tuple[Own, ...]:
        """Those that the school added, in their order."""
        return read(self.own)

    @classmethod
    def visible_to(cls, actor: Any) -> Select[Any]:
        """The school's staff."""
        return of_school(cls, actor)
