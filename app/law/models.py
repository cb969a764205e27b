"""Changes of the law that are made in the portal: tried on live placements before they are switched on."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, Numeric, Select, String, Text, false, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.identity.models import Person
from app.identity.roles import SCHOOL_STAFF, Role
from app.kit.clock import now
from app.kit.db import Base, Versioned
from app.kit.rules import Level
from app.kit.words import Said, _


class State(StrEnum):
    """The life of a change."""

    PROPOSED = "proposed"
    ON = "on"
    WITHDRAWN = "withdrawn"

    @property
    def label(self) -> Said:
        """As shown."""
        return LABELS[self]


LABELS = {
    State.PROPOSED: _("On trial"),
    State.ON: _("Switched on"),
    State.WITHDRAWN: _("Withdrawn"),
}


class LawChange(Versioned, Base):
    """One rule changes from a day: a figure gets a new value, or the rule another level or an end."""

    code: Mapped[str] = mapped_column(String(8), index=True)
    figure: Mapped[str] = mapped_column(String(40), default="")
    value: Mapped[Decimal | None] = mapped_column(Numeric(12, 2))
    level: Mapped[Level | None]
    repealed: Mapped[bool] = mapped_column(default=False)
    since: Mapped[date]
    source: Mapped[str] = mapped_column(Text, default="")  # the act that changes it
    state: Mapped[State] = mapped_column(default=State.PROPOSED)
    made_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    made_at: Mapped[datetime] = mapped_column(default=now)
    switched_at: Mapped[datetime | None]

    made_by: Mapped[Person] = relationship()

    @property
    def called(self) -> str:
        """As the bell names it."""
        return self.code

    @property
    def trail_subject(self) -> str:
        """The thread of the rule."""
        return f"law:{self.code}"

    @property
    def address(self) -> str:
        """On the rule's page."""
        return f"/likums/{self.code}"

    @classmethod
    def visible_to(cls, actor: Any) -> Select[Any]:
        """Schools may try what the portal proposes on their own placements."""
        may = actor.roles & (SCHOOL_STAFF | {Role.PORTAL_ADMIN})
        return select(cls) if may else select(cls).where(false())
