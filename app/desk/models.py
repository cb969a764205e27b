"""Filters somebody saved: a name and an address."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ForeignKey, Select, String, UniqueConstraint, select
from sqlalchemy.orm import Mapped, mapped_column

from app.kit.db import Base


class SavedFilter(Base):
    """A query of the table of placements, private or shared with the school."""

    __table_args__ = (UniqueConstraint("person_id", "organisation_id", "name"),)

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    name: Mapped[str] = mapped_column(String(60))
    query: Mapped[str] = mapped_column(String(1000))
    shared: Mapped[bool] = mapped_column(default=False)

    @classmethod
    def visible_to(cls, actor: Any) -> Select[Any]:
        """One's own, and those shared in one's organisation."""
        return select(cls).where(
            cls.organisation_id == actor.organisation_id, (cls.person_id == actor.person_id) | cls.shared
        )
