"""When the learner has read what is expected, and the school's own words for it (484: 8.5, 11)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Select, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.identity.models import Person
from app.kit.clock import now
from app.kit.db import Base, Versioned
from app.placements.models import Placement, of_seen_placements
from app.schools.models import School, of_school


class Acquaintance(Base):
    """One for each edition of the plan that the learner has confirmed; kept as it was said."""

    __table_args__ = (UniqueConstraint("placement_id", "edition"),)

    placement_id: Mapped[int] = mapped_column(ForeignKey("placement.id"))
    edition: Mapped[int]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    confirmed_at: Mapped[datetime] = mapped_column(default=now)

    placement: Mapped[Placement] = relationship()
    person: Mapped[Person] = relationship()

    @property
    def called(self) -> str:
        """As the bell names it."""
        return self.placement.called

    @property
    def trail_subject(self) -> str:
        """Told in the placement's history."""
        return self.placement.trail_subject

    @classmethod
    def visible_to(cls, actor: Any) -> Select[Any]:
        """Whoever sees the placement."""
        return of_seen_placements(cls, actor)


class SchoolText(Versioned, Base):
    """A part of what learners are made acquainted with, in the school's own words."""

    __table_args__ = (UniqueConstraint("school_id", "name"),)

    school_id: Mapped[int] = mapped_column(ForeignKey("school.id"))
    name: Mapped[str] = mapped_column(String(40))
    text: Mapped[str] = mapped_column(Text)

    school: Mapped[School] = relationship()

    @classmethod
    def visible_to(cls, actor: Any) -> Select[Any]:
        """The school's staff."""
        return of_school(cls, actor)
