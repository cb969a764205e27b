"""Passwords and the patience of the doors."""

from __future__ import annotations

import hashlib
import threading
from datetime import timedelta

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.identity.models import Attempt
from app.kit.clock import now

WINDOW = timedelta(minutes=15)
_hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
_two_at_once = threading.BoundedSemaphore(2)  # a flood of sign-ins must not take all memory and processors
_NOBODY = _hasher.hash("nobody has this password")


def hashed(password: str) -> str:
    """The argon2id hash."""
    with _two_at_once:
        return _hasher.hash(password)


def matches(stored: str, password: str) -> bool:
    """Whether it is the password; takes as long for somebody who does not exist."""
    with _two_at_once:
        try:
            right = _hasher.verify(stored or _NOBODY, password)
            return bool(stored) and right
        except (VerificationError, InvalidHashError):
            return False


def _key(kind: str, who: str) -> str:
    return hashlib.sha256(f"{kind}|{who.casefold()}".encode()).hexdigest()


def too_often(db: Session, kind: str, who: str, most: int, within: timedelta = WINDOW) -> bool:
    """Counts a try and says whether it is one too many within the time."""
    key = _key(kind, who)
    tries = db.scalar(select(func.count()).where(Attempt.key == key, Attempt.at > now() - within)) or 0
    db.add(Attempt(key=key))
    return tries >= most


def forget_tries(db: Session, kind: str, who: str) -> None:
    """The door has opened: earlier slips do not count against the next time."""
    for attempt in db.scalars(select(Attempt).where(Attempt.key == _key(kind, who))):
        db.delete(attempt)
