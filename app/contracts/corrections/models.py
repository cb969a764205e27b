"""What was mended in the data around a contract, by whom and why."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import ForeignKey, Index, Select, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.contracts.models import Contract
from app.identity.models import Person
from app.kit.clock import now
from app.kit.db import Base
from app.kit.words import Said, _
from app.placements.models import Placement, of_seen_placements


class What(StrEnum):
    """Whose data; the value stands in addresses."""

    LEARNER = "izglitojamais"
    GUARDIAN = "parstavis"
    MENTOR = "vaditajs"
    COMPANY = "uznemums"
    PLACE = "adrese"

    @property
    def label(self) -> Said:
        """As shown."""
        return WHATS[self]


WHATS: Final = {
    What.LEARNER: _("E-mail or phone of the learner"),
    What.GUARDIAN: _("E-mail or phone of the legal representative"),
    What.MENTOR: _("E-mail or phone of the supervisor"),
    What.COMPANY: _("E-mail or phone of the company"),
    What.PLACE: _("Spelling of the address of the place of work"),
}


class Correction(Base):
    """Nothing that was agreed changes, so nobody signs; all parties are told (484: 6.3)."""

    __table_args__ = (Index("ix_correction_placement", "placement_id"),)

    contract_id: Mapped[int] = mapped_column(ForeignKey("contract.id"))
    placement_id: Mapped[int] = mapped_column(ForeignKey("placement.id"))
    what: Mapped[What]
    before: Mapped[str] = mapped_column(Text, info={"personal": True})
    after: Mapped[str] = mapped_column(Text, info={"personal": True})
    reason: Mapped[str] = mapped_column(Text)
    made_at: Mapped[datetime] = mapped_column(default=now)
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))

    contract: Mapped[Contract] = relationship()
    placement: Mapped[Placement] = relationship()
    by: Mapped[Person] = relationship()

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
        """On the page of the contract."""
        return f"/vietas/{self.placement_id}/ligums"

    def organisation_of(self, person: Person) -> int:
        """As the placement says."""
        return self.placement.organisation_of(person)

    @classmethod
    def visible_to(cls, actor: Any) -> Select[Any]:
        """Whoever sees the placement."""
        return of_seen_placements(cls, actor)
