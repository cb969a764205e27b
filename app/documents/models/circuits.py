"""How a school's documents go round: in which order, who is enough, and when people are reminded."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ForeignKey, Select, String, UniqueConstraint, false, select
from sqlalchemy.orm import Mapped, mapped_column

from app.identity.roles import SCHOOL_STAFF
from app.kit.db import Base, Versioned


class Circuit(Versioned, Base):
    """The way of one kind of document at one school; without a row the house's own is used."""

    __table_args__ = (UniqueConstraint("organisation_id", "kind"),)

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    kind: Mapped[str] = mapped_column(String(40))
    parallel: Mapped[bool] = mapped_column(default=False)  # all are asked at once
    all_of: Mapped[list[str]] = mapped_column(default=list)  # parties whose every signatory signs
    any_of: Mapped[list[str]] = mapped_column(
        default=list
    )  # parties whose signatories are all asked, one signs
    minor_too: Mapped[bool] = mapped_column(default=False)  # a minor signs beside their representative
    outside: Mapped[list[str]] = mapped_column(default=list)  # parties that sign with eParaksts or on paper
    remind_days: Mapped[int] = mapped_column(default=3)  # 0: nobody is reminded by itself
    escalate_days: Mapped[int] = mapped_column(default=10)  # then the school is told

    @classmethod
    def visible_to(cls, actor: Any) -> Select[Any]:
        """The school's staff."""
        mine = cls.organisation_id == actor.organisation_id
        return select(cls).where(mine if actor.roles & SCHOOL_STAFF else false())
