"""The lists and certificates that signatures are held against; a list is kept as it was imported."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, ClassVar

from sqlalchemy import ForeignKey, Select, String, UniqueConstraint, false, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.esign.anchors import Purpose
from app.identity.models import Person
from app.identity.roles import Role
from app.kit.clock import now
from app.kit.db import Base, Unchanging
from app.kit.words import Said, _

SOON = timedelta(days=14)


class Origin(StrEnum):
    """How a list came here."""

    PAGE = "page"
    COMMAND = "command"
    NET = "net"


class TrustedList(Unchanging, Base):
    """One issue of one country's list; the newest counts. `vouched_by`: whose word its signer rests on."""

    untold: ClassVar[bool] = True

    __table_args__ = (UniqueConstraint("country", "lotl", "number", name="uq_trusted_list_issue"),)

    country: Mapped[str] = mapped_column(String(8))
    number: Mapped[int]
    lotl: Mapped[bool]  # a list of lists, which names the signers of the others
    test: Mapped[bool]
    issued_at: Mapped[datetime]
    next_update: Mapped[datetime | None]
    sha256: Mapped[str] = mapped_column(String(64))
    signer: Mapped[str] = mapped_column(String(500))
    fingerprint: Mapped[str] = mapped_column(String(64))  # of the signer's certificate; empty: not signed
    vouched_by: Mapped[str] = mapped_column(String(20))  # "EU 332"; empty: the administrator's own word
    services: Mapped[int]
    origin: Mapped[Origin]
    imported_at: Mapped[datetime] = mapped_column(default=now)
    imported_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))

    imported_by: Mapped[Person | None] = relationship()

    @property
    def expired(self) -> bool:
        """A newer issue should have come: what it says counts until then and no longer."""
        return self.next_update is not None and self.next_update <= now()

    @property
    def ends_soon(self) -> bool:
        """Within two weeks."""
        return not self.expired and self.next_update is not None and self.next_update <= now() + SOON

    @classmethod
    def visible_to(cls, actor: Any) -> Select[Any]:
        """Portal administrators."""
        return select(cls) if actor.has(Role.PORTAL_ADMIN) else select(cls).where(false())


class TrustAnchor(Base):
    """A certificate trusted on the administrator's own word, while it is valid or until that is ended."""

    untold: ClassVar[bool] = True

    purpose: Mapped[Purpose]
    name: Mapped[str] = mapped_column(String(500))
    test: Mapped[bool]
    sha256: Mapped[str] = mapped_column(String(64))
    valid_from: Mapped[datetime]
    valid_until: Mapped[datetime]
    imported_at: Mapped[datetime] = mapped_column(default=now)
    imported_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    ended_at: Mapped[datetime | None]

    imported_by: Mapped[Person | None] = relationship()

    @property
    def expired(self) -> bool:
        """Its own time is over."""
        return self.valid_until <= now()

    @property
    def serves(self) -> Said:
        """What it is trusted for."""
        return SERVES[self.purpose]

    @classmethod
    def visible_to(cls, actor: Any) -> Select[Any]:
        """Portal administrators."""
        return select(cls) if actor.has(Role.PORTAL_ADMIN) else select(cls).where(false())


SERVES = {
    Purpose.CA: _("issues certificates for signing"),
    Purpose.TSA: _("gives time stamps"),
    Purpose.OCSP: _("answers about revocation"),
}
