"""What people were told, and what was sent to them."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any, ClassVar, Final

from sqlalchemy import ForeignKey, Index, Select, String, Text, false, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.identity.models import Organisation, Person
from app.identity.roles import COMPANY_OFFICE, SCHOOL_STAFF, Role
from app.kit.clock import now
from app.kit.db import Base
from app.kit.words import Said, _
from app.notifications.reasons import advice, reason


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
    for_digest: Mapped[bool] = mapped_column(default=False)  # waits for the morning letter

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


class Fate(StrEnum):
    """What became of a message, as far as the servers told. Whether it was read is not asked."""

    QUEUED = "queued"
    SENT = "sent"
    REFUSED = "refused"  # the receiver's server said no at once, or never took it
    BOUNCED = "bounced"  # taken, and sent back later

    @property
    def label(self) -> Said:
        """As shown."""
        return FATES[self]


FATES: Final = {
    Fate.QUEUED: _("Waits"),
    Fate.SENT: _("Sent"),
    Fate.REFUSED: _("Refused"),
    Fate.BOUNCED: _("Came back"),
}
UNDELIVERED: Final = (Fate.REFUSED, Fate.BOUNCED)


class Message(Base):
    """A message on its way, or what became of it. The text is not kept: it holds links and codes."""

    untold: ClassVar[bool] = True

    __table_args__ = (
        Index("ix_message_thing_person", "thing", "person_id"),
        Index("ix_message_state_at", "state", "at"),
    )

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    office_id: Mapped[int | None] = mapped_column(
        ForeignKey("organisation.id"), index=True
    )  # whose matter it is
    sender_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    job_id: Mapped[int | None] = mapped_column(ForeignKey("job.id", ondelete="SET NULL"), index=True)
    channel: Mapped[Channel]
    template: Mapped[str] = mapped_column(String(60))
    subject: Mapped[str] = mapped_column(String(300), info={"personal": True})
    recipient: Mapped[str] = mapped_column(String(254), default="", info={"personal": True})
    thing: Mapped[str] = mapped_column(String(60), default="")
    document_id: Mapped[int | None] = mapped_column(index=True)  # the document that the thing is signed as
    state: Mapped[Fate] = mapped_column(default=Fate.QUEUED)
    at: Mapped[datetime] = mapped_column(default=now)
    sent_at: Mapped[datetime | None]
    undelivered_at: Mapped[datetime | None]
    handled_at: Mapped[datetime | None]  # sent again, or told in another way
    status: Mapped[str] = mapped_column(String(12), default="")  # RFC 3463: 5.1.1
    error: Mapped[str] = mapped_column(Text, default="", info={"personal": True})

    person: Mapped[Person] = relationship(foreign_keys=person_id)
    sender: Mapped[Person | None] = relationship(foreign_keys=sender_id)
    organisation: Mapped[Organisation | None] = relationship(foreign_keys=organisation_id)

    @property
    def undelivered(self) -> bool:
        """Whether its receiver has not got it, as far as is known."""
        return self.state in UNDELIVERED

    @property
    def why(self) -> Said:
        """Why it was not delivered, in plain words."""
        return reason(self.status)

    @property
    def what_to_do(self) -> Said:
        """What whoever sent it can do now."""
        return advice(self.status)

    @classmethod
    def visible_to(cls, actor: Any) -> Select[Any]:
        """Who sent it, and the staff of the school in whose name; portal administrators all."""
        if actor.has(Role.PORTAL_ADMIN):
            return select(cls)
        if not actor.roles & (SCHOOL_STAFF | COMPANY_OFFICE):
            return select(cls).where(false())
        mine = cls.sender_id == actor.person_id
        if actor.roles & SCHOOL_STAFF:
            own = actor.organisation_id
            mine = mine | (cls.organisation_id == own) | (cls.office_id == own)
        return select(cls).where(mine)


class DomainCheck(Base):
    """What the name servers said of the domain that letters leave from, on a day."""

    untold: ClassVar[bool] = True

    at: Mapped[datetime] = mapped_column(default=now)
    domain: Mapped[str] = mapped_column(String(253))
    findings: Mapped[list[Any]] = mapped_column(default=list)

    @property
    def told(self) -> list[dict[str, Any]]:
        """The findings with their sentences as sentences."""
        return [{**one, "said": Said.from_json(one["said"])} for one in self.findings]

    @classmethod
    def visible_to(cls, actor: Any) -> Select[Any]:
        """Portal administrators."""
        return select(cls) if actor.has(Role.PORTAL_ADMIN) else select(cls).where(false())


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
