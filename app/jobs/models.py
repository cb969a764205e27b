"""The table of jobs."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any, ClassVar

from sqlalchemy import Index, Select, String, Text, false, select
from sqlalchemy.orm import Mapped, mapped_column

from app.identity.roles import Role
from app.kit.clock import now
from app.kit.db import Base


class Progress(StrEnum):
    """How far a job is."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


class Job(Base):
    """Done at least once: a handler must bear repeating. `leased_until` frees the work of a dead worker."""

    untold: ClassVar[bool] = True

    __table_args__ = (Index("ix_job_progress_run_at", "progress", "run_at"),)

    kind: Mapped[str] = mapped_column(String(60))
    payload: Mapped[dict[str, Any]]
    progress: Mapped[Progress] = mapped_column(default=Progress.WAITING)
    run_at: Mapped[datetime] = mapped_column(default=now)
    leased_until: Mapped[datetime | None]
    tries: Mapped[int] = mapped_column(default=0)
    error: Mapped[str] = mapped_column(Text, default="")
    created_at: Mapped[datetime] = mapped_column(default=now)
    done_at: Mapped[datetime | None]

    @classmethod
    def visible_to(cls, actor: Any) -> Select[Any]:
        """Portal administrators."""
        return select(cls) if actor.has(Role.PORTAL_ADMIN) else select(cls).where(false())
