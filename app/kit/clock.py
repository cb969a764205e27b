"""The one clock of the house: what time it is, and what day it is in Riga."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

RIGA = ZoneInfo("Europe/Riga")

_set_to: ContextVar[datetime | None] = ContextVar("clock", default=None)


def now() -> datetime:
    """The moment, aware, in UTC."""
    return _set_to.get() or datetime.now(UTC)


def today() -> date:
    """The day people in Riga are living through."""
    return now().astimezone(RIGA).date()


def midday(day: date) -> datetime:
    """Noon of a day in Riga, for what is known by its day only."""
    return datetime(day.year, day.month, day.day, 12, tzinfo=RIGA).astimezone(UTC)


def riga(moment: datetime) -> datetime:
    """The same moment on a Riga wall clock. A naive moment is one read back from SQLite: it is UTC."""
    return aware(moment).astimezone(RIGA)


def aware(moment: datetime) -> datetime:
    """The moment in UTC, with its zone put back if the database dropped it."""
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


@contextmanager
def at(moment: datetime) -> Iterator[datetime]:
    """Stop the clock at a moment; a naive moment is read as Riga time, the way a person would write it."""
    fixed = (moment if moment.tzinfo else moment.replace(tzinfo=RIGA)).astimezone(UTC)
    token = _set_to.set(fixed)
    try:
        yield fixed
    finally:
        _set_to.reset(token)
