"""The runs of the check of all files."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, ClassVar, Final

from sqlalchemy import BigInteger, ForeignKey, Select, false, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.identity.models import Person
from app.identity.roles import Role
from app.kit.clock import now
from app.kit.db import Base

STALE: Final = timedelta(hours=2)


class FileCheck(Base):
    """Every file that the database names is read and its hash counted again, step by step."""

    untold: ClassVar[bool] = True

    asked_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))  # None: the portal, at night
    started_at: Mapped[datetime] = mapped_column(default=now)
    moved_at: Mapped[datetime] = mapped_column(default=now)
    finished_at: Mapped[datetime | None]
    place: Mapped[list[Any]] = mapped_column(default=list)  # the last row that was looked at: column, id
    total: Mapped[int] = mapped_column(default=0)
    files: Mapped[int] = mapped_column(default=0)
    size: Mapped[int] = mapped_column(BigInteger, default=0)
    missing: Mapped[int] = mapped_column(default=0)
    damaged: Mapped[int] = mapped_column(default=0)
    faults: Mapped[list[Any]] = mapped_column(default=list)  # hash, what is wrong, table, id; the first ones

    asked_by: Mapped[Person | None] = relationship()

    @property
    def wrong(self) -> int:
        """How many are not as they were written."""
        return self.missing + self.damaged

    @property
    def percent(self) -> int:
        """How far it is."""
        return min(100, self.files * 100 // self.total) if self.total else 100

    @property
    def runs(self) -> bool:
        """Whether the next step is still to be expected."""
        return self.finished_at is None and now() - self.moved_at < STALE

    @property
    def address(self) -> str:
        """Where the runs are shown."""
        return "/administresana/datnes"

    @classmethod
    def visible_to(cls, actor: Any) -> Select[Any]:
        """Portal administrators."""
        return select(cls) if actor.has(Role.PORTAL_ADMIN) else select(cls).where(false())
