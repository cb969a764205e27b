"""One row for each deed, and the listener that sees what each flush changes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any

from sqlalchemy import ForeignKey, Index, Select, String, event, false, inspect, select
from sqlalchemy.orm import Mapped, Session, SessionTransaction, mapped_column, relationship

from app.identity.models import Attempt, Organisation, Person, SignIn
from app.identity.roles import Role
from app.kit.clock import now
from app.kit.db import Base

UNTOLD = (Attempt, SignIn)  # and whatever says so of itself: rows that only follow from a deed


class Trail(Base):
    """A deed. Personal columns are told by name only, never by value."""

    __table_args__ = (
        Index("ix_trail_subject_id", "subject", "id"),
        Index("ix_trail_organisation_id", "organisation_id", "id"),
    )

    at: Mapped[datetime] = mapped_column(default=now)
    verb: Mapped[str] = mapped_column(String(60), index=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"))
    roles: Mapped[str] = mapped_column(String(200), default="")
    via: Mapped[str] = mapped_column(String(10), default="")
    ip: Mapped[str] = mapped_column(String(45), default="", info={"personal": True})
    thing_type: Mapped[str] = mapped_column(String(40))
    thing_id: Mapped[int | None]
    subject: Mapped[str] = mapped_column(String(60))
    changes: Mapped[list[Any]] = mapped_column(default=list)

    person: Mapped[Person | None] = relationship()
    organisation: Mapped[Organisation | None] = relationship()

    @classmethod
    def visible_to(cls, actor: Any) -> Select[Any]:
        """A portal administrator sees all, a school's administrator the school's own deeds."""
        if actor.has(Role.PORTAL_ADMIN):
            return select(cls)
        if actor.has(Role.SCHOOL_ADMIN):
            return select(cls).where(cls.organisation_id == actor.organisation_id)
        return select(cls).where(false())


def subject_of(thing: Any) -> str:
    """What the deed is about, for reading a placement's history in one select: `placement:12`."""
    named: str | None = getattr(thing, "trail_subject", None)
    return named or f"{thing.__tablename__}:{thing.id}"


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    if value is None or isinstance(value, bool | int | float):
        return value
    return str(value)[:500]


def _differences(thing: Any) -> dict[str, Any]:
    """Column → [old, new]; a personal or versioning column only by name."""
    state = inspect(thing)
    found: dict[str, Any] = {}
    for attribute in state.mapper.column_attrs:
        history = state.attrs[attribute.key].history
        if attribute.key in {"version", "sort_key", "search_key"} or not history.has_changes():
            continue
        if attribute.columns[0].info.get("personal"):
            found[attribute.key] = None
        else:
            old = history.deleted[0] if history.deleted else None
            found[attribute.key] = [_plain(old), _plain(history.added[0] if history.added else None)]
    return found


def _told(things: Iterable[Any]) -> list[Any]:
    return [t for t in things if not isinstance(t, (Trail, *UNTOLD)) and not getattr(t, "untold", False)]


@event.listens_for(Session, "before_flush")
def _collect(session: Session, _context: Any, _instances: Any) -> None:
    collected = session.info.setdefault("changes", [])
    collected += [("new", thing, {}) for thing in _told(session.new)]
    for thing in _told(session.dirty):
        if changed := _differences(thing):
            collected.append(("changed", thing, changed))
    collected += [("deleted", thing, {}) for thing in _told(session.deleted)]


@event.listens_for(Session, "after_transaction_create")
def _mark(session: Session, transaction: SessionTransaction) -> None:
    if transaction.nested:
        session.info.setdefault("marks", {})[transaction] = len(session.info.get("changes", []))


@event.listens_for(Session, "after_soft_rollback")
def _forget_undone(session: Session, transaction: SessionTransaction) -> None:
    """What has been rolled back did not happen, so the next deed must not tell it."""
    mark = session.info.get("marks", {}).get(transaction, 0)
    del session.info.get("changes", [])[mark:]


@event.listens_for(Session, "after_transaction_end")
def _end(session: Session, transaction: SessionTransaction) -> None:
    """What was written outside a deed belongs to no later deed."""
    session.info.get("marks", {}).pop(transaction, None)
    if transaction.parent is None:
        session.info.pop("changes", None)
