"""What people were told, and what was sent to them."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any, ClassVar

from sqlalchemy import ForeignKey, Index, Select, String, Text, false, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.identity.models import Person
from app.identity.roles import SCHOOL_STAFF, Role
from app.kit.clock import now
from app.kit.db import Base
from app.kit.words import Said


class Notice(Base):
    """Somebody is told of a deed, on the bell and by mail."""

    untold: ClassVar[bool] = True

    __table_args__ = (Index("ix_notice_person_read", "person_id", "read_at"),)

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"))
    actor_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    verb: Mapped[str] = mapped_column(String(60))
    thing_type: Mapped[str] = mapped_column(String(40))
    thing_id: Mapped[int]
    about: Mapped[dict[str, Any] | None] = mapped_column(info={"personal": True})
    address: Mapped[str] = mapped_column(String(200), default="/")
    created_at: Mapped[datetime] = mapped_column(default=now)
    read_at: Mapped[datetime | None]

    person: Mapped[Person] = relationship(foreign_keys=person_id)
    actor: Mapped[Person] = relationship(foreign_keys=actor_id)

    @property
    def about_said(self) -> Said:
        """What the deed was about, in words kept when it was done."""
        return Said.from_json(self.about) if self.about else Said("")

    @classmethod
    def visible_to(cls, actor: Any) -> Select[Any]:
        """One's own."""
        return select(cls).where(cls.person_id == actor.person_id)


class Channel(StrEnum):
    """How a message travels."""

    EMAIL = "email"
    SMS = "sms"


class Message(Base):
    """A message that left, or could not. The text is not kept: it holds links and codes."""

    untold: ClassVar[bool] = True

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    channel: Mapped[Channel]
    template: Mapped[str] = mapped_column(String(60))
    subject: Mapped[str] = mapped_column(String(300), info={"personal": True})
    at: Mapped[datetime] = mapped_column(default=now)
    error: Mapped[str] = mapped_column(Text, default="")

    person: Mapped[Person] = relationship()

    @classmethod
    def visible_to(cls, actor: Any) -> Select[Any]:
        """The staff of the school that sent it; portal administrators all."""
        if actor.has(Role.PORTAL_ADMIN):
            return select(cls)
        if actor.roles & SCHOOL_STAFF:
            return select(cls).where(cls.organisation_id == actor.organisation_id)
        return select(cls).where(false())


class Reminder(Base):
    """A nudge: at most one in 24 hours for the same thing and person, and the last one is shown."""

    __table_args__ = (Index("ix_reminder_about_at", "about", "at"),)

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    sender_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    about: Mapped[str] = mapped_column(String(60))
    subject: Mapped[str] = mapped_column(String(60), default="", index=True)
    kind: Mapped[str] = mapped_column(String(60))
    at: Mapped[datetime] = mapped_column(default=now)
    job_id: Mapped[int | None] = mapped_column(ForeignKey("job.id", ondelete="SET NULL"))

    person: Mapped[Person] = relationship(foreign_keys=person_id)

    @property
    def trail_subject(self) -> str:
        """Told in the history of what it is about."""
        return self.subject

    @classmethod
    def visible_to(cls, actor: Any) -> Select[Any]:
        """Those of the actor's organisation."""
        return select(cls).where(cls.organisation_id == actor.organisation_id)
