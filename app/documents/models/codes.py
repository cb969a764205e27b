"""One-time codes, and the numbers given in an organisation's series."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.kit.clock import now
from app.kit.db import Base


class OneTimeCode(Base):
    """Six digits for one person: hashed, bound to the versions in `covers`, ten minutes, five tries."""

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    covers: Mapped[dict[str, Any]]  # the signer's id → the SHA-256 they were shown
    code_hash: Mapped[str] = mapped_column(String(64), default="")  # empty until the message leaves
    channel: Mapped[str] = mapped_column(String(10))
    sent_to: Mapped[str] = mapped_column(String(254), info={"personal": True})
    created_at: Mapped[datetime] = mapped_column(default=now)
    sent_at: Mapped[datetime | None]
    expires_at: Mapped[datetime]
    tries: Mapped[int] = mapped_column(default=0)
    used_at: Mapped[datetime | None]


class Series(Base):
    """The last number given in an organisation's own series; a unique row, locked while counting."""

    __table_args__ = (UniqueConstraint("organisation_id", "kind", "year"),)

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    kind: Mapped[str] = mapped_column(String(40))
    year: Mapped[int]
    last: Mapped[int] = mapped_column(default=0)
