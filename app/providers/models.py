"""The table of signing sessions."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, ClassVar, Final

from sqlalchemy import ForeignKey, Select, String, Text, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.documents.models import Brought, Edition, Signer
from app.identity.models import Person
from app.kit.clock import now
from app.kit.db import Base, Versioned
from app.kit.words import Said, _

LIVES: Final = timedelta(minutes=30)


class State(StrEnum):
    """Where a session is."""

    WORKING = "working"  # the portal is asking the provider
    GOING = "going"  # the person has something to do
    DONE = "done"
    FAILED = "failed"
    LEFT = "left"  # the person gave it up

    @property
    def label(self) -> Said:
        """As shown."""
        return LABELS[self]


LABELS = {
    State.WORKING: _("Being prepared"),
    State.GOING: _("Waits for you"),
    State.DONE: _("Signed"),
    State.FAILED: _("Not signed"),
    State.LEFT: _("Given up"),
}
ENDED = frozenset({State.DONE, State.FAILED, State.LEFT})


def _key() -> str:
    return secrets.token_urlsafe(32)


class SigningSession(Versioned, Base):
    """One person signs one version of one document with one provider; it outlives a restart.

    `key` travels to the provider and comes back with the person; `kept` is what the provider has to remember.
    """

    untold: ClassVar[bool] = True  # what a provider remembers is of no interest to the history

    key: Mapped[str] = mapped_column(String(60), unique=True, default=_key)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    signer_id: Mapped[int] = mapped_column(ForeignKey("signer.id"), index=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey("edition.id"))
    sha256: Mapped[str] = mapped_column(String(64))  # of the version that is signed
    provider: Mapped[str] = mapped_column(String(40))
    state: Mapped[State] = mapped_column(default=State.WORKING)
    url: Mapped[str] = mapped_column(Text, default="")  # where the person goes
    kept: Mapped[dict[str, Any]] = mapped_column(default=dict, info={"personal": True})
    # with which they came back
    answer: Mapped[dict[str, Any]] = mapped_column(default=dict, info={"personal": True})
    reasons: Mapped[list[Any]] = mapped_column(default=list)  # why it failed, as sentences
    brought_id: Mapped[int | None] = mapped_column(ForeignKey("brought.id"))
    created_at: Mapped[datetime] = mapped_column(default=now)
    expires_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]

    person: Mapped[Person] = relationship()
    signer: Mapped[Signer] = relationship()
    edition: Mapped[Edition] = relationship()
    brought: Mapped[Brought | None] = relationship()

    @property
    def expired(self) -> bool:
        """Whether it is too late to go on."""
        return self.state not in ENDED and self.expires_at <= now()

    @property
    def said(self) -> list[Said]:
        """Why it failed."""
        return [Said.from_json(reason) for reason in self.reasons]

    @property
    def called(self) -> str:
        """As the trail names it."""
        return self.signer.document.title

    @property
    def trail_subject(self) -> str:
        """Told in the history of what the document is about."""
        return self.signer.document.subject

    @property
    def address(self) -> str:
        """Where the person follows it."""
        return f"/parakstisana/{self.id}"

    @classmethod
    def visible_to(cls, actor: Any) -> Select[Any]:
        """Only the person who signs."""
        return select(cls).where(cls.person_id == actor.person_id)
