"""Dossiers that were made, those that were brought back, and what came with them."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any, ClassVar

from sqlalchemy import BigInteger, ForeignKey, Index, Select, String, Text, UniqueConstraint, false, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.identity.models import Organisation, Person
from app.identity.roles import Role
from app.kit.clock import now
from app.kit.db import Base, Unchanging
from app.kit.words import Said, _
from app.placements.models import Placement


class State(StrEnum):
    """How far a dossier is."""

    WAITING = "waiting"
    READY = "ready"
    FAILED = "failed"
    GONE = "gone"  # its day is over

    @property
    def label(self) -> Said:
        """As shown."""
        return STATES[self]


STATES = {
    State.WAITING: _("Being made"),
    State.READY: _("Ready"),
    State.FAILED: _("Not made"),
    State.GONE: _("Deleted after a day"),
}


class Dossier(Base):
    """A copy for whoever asked for it, kept for a day."""

    untold: ClassVar[bool] = True

    __table_args__ = (Index("ix_dossier_placement_person", "placement_id", "person_id"),)

    placement_id: Mapped[int] = mapped_column(ForeignKey("placement.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    roles: Mapped[list[str]]  # in which it was asked for: they decide what is in it
    state: Mapped[State] = mapped_column(default=State.WAITING)
    done: Mapped[int] = mapped_column(default=0)
    total: Mapped[int] = mapped_column(default=0)
    asked_at: Mapped[datetime] = mapped_column(default=now)
    made_at: Mapped[datetime | None]
    ends_at: Mapped[datetime | None]
    sha256: Mapped[str | None] = mapped_column(String(64))
    size: Mapped[int] = mapped_column(BigInteger, default=0)
    files: Mapped[int] = mapped_column(default=0)
    sealed_by: Mapped[str] = mapped_column(String(200), default="")  # empty: not sealed
    test: Mapped[bool] = mapped_column(default=False)

    placement: Mapped[Placement] = relationship()
    person: Mapped[Person] = relationship()
    organisation: Mapped[Organisation] = relationship()

    @property
    def percent(self) -> int:
        """How far it is."""
        return min(100, self.done * 100 // self.total) if self.total else 0

    @property
    def ready(self) -> bool:
        """Whether it can be fetched."""
        return self.state is State.READY and self.ends_at is not None and self.ends_at > now()

    @property
    def trail_subject(self) -> str:
        """Told in the placement's history."""
        return self.placement.trail_subject

    @property
    def called(self) -> str:
        """As the bell names it."""
        return self.placement.called

    @property
    def address(self) -> str:
        """Where it is fetched."""
        return f"{self.placement.address}/lieta/arhivs"

    @classmethod
    def visible_to(cls, actor: Any) -> Select[Any]:
        """Whoever asked for it, in the name in which they asked, while they see the placement."""
        seen = Placement.visible_to(actor).with_only_columns(Placement.id)
        mine = (cls.person_id == actor.person_id) & (cls.organisation_id == actor.organisation_id)
        return select(cls).where(mine, cls.placement_id.in_(seen))


class Stage(StrEnum):
    """What becomes of a dossier that is brought."""

    CHECKING = "checking"
    SOUND = "sound"  # it may be restored
    REFUSED = "refused"
    RESTORING = "restoring"
    RESTORED = "restored"
    FAILED = "failed"

    @property
    def label(self) -> Said:
        """As shown."""
        return STAGES[self]


STAGES = {
    Stage.CHECKING: _("Being checked"),
    Stage.SOUND: _("Checked, may be restored"),
    Stage.REFUSED: _("Not accepted"),
    Stage.RESTORING: _("Being restored"),
    Stage.RESTORED: _("Restored"),
    Stage.FAILED: _("Interrupted"),
}


class Restoration(Base):
    """A dossier that an administrator brought, what was found wrong with it, and what came of it."""

    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))  # None: by command
    name: Mapped[str] = mapped_column(String(200), info={"personal": True})
    at: Mapped[datetime] = mapped_column(default=now)
    state: Mapped[Stage] = mapped_column(default=Stage.CHECKING)
    sha256: Mapped[str | None] = mapped_column(String(64))  # None: deleted again, the parts are kept
    size: Mapped[int] = mapped_column(BigInteger)
    sealed_by: Mapped[str] = mapped_column(String(300), default="")
    sealed_at: Mapped[datetime | None]
    test: Mapped[bool] = mapped_column(default=False)
    reasons: Mapped[list[Any]] = mapped_column(default=list)  # why it is refused
    holds: Mapped[dict[str, Any]] = mapped_column(default=dict, info={"personal": True})
    made: Mapped[dict[str, Any]] = mapped_column(default=dict)  # how many rows of each table are new
    placement_id: Mapped[int | None] = mapped_column(ForeignKey("placement.id"))
    restored_at: Mapped[datetime | None]

    person: Mapped[Person | None] = relationship()
    placement: Mapped[Placement | None] = relationship()

    @property
    def runs(self) -> bool:
        """Whether its page is to be looked at again."""
        return self.state in {Stage.CHECKING, Stage.RESTORING}

    @property
    def called(self) -> str:
        """As the bell names it."""
        return self.name

    @property
    def address(self) -> str:
        """Its page."""
        return f"/administresana/lietas/{self.id}"

    @classmethod
    def visible_to(cls, actor: Any) -> Select[Any]:
        """Portal administrators."""
        return select(cls) if actor.has(Role.PORTAL_ADMIN) else select(cls).where(false())


class Restored(Unchanging, Base):
    """A row that a dossier brought; people without a code are found again by it."""

    untold: ClassVar[bool] = True

    __table_args__ = (Index("ix_restored_kind_row", "kind", "row_id"),)

    restoration_id: Mapped[int] = mapped_column(ForeignKey("restoration.id"), index=True)
    kind: Mapped[str] = mapped_column(String(40))  # the table
    row_id: Mapped[int]


class KeptPart(Unchanging, Base):
    """What a dossier told besides its documents, kept as it came: the history, the letters, the papers."""

    untold: ClassVar[bool] = True

    __table_args__ = (UniqueConstraint("placement_id", "path"),)

    placement_id: Mapped[int] = mapped_column(ForeignKey("placement.id"))
    restoration_id: Mapped[int] = mapped_column(ForeignKey("restoration.id"))
    path: Mapped[str] = mapped_column(String(200))
    about: Mapped[str] = mapped_column(Text, default="")
    sha256: Mapped[str] = mapped_column(String(64))
