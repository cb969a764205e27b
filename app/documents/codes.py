"""One-time codes: six digits, ten minutes, five tries, bound to a person and to the bytes they were shown."""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.documents.models import OneTimeCode, Signer
from app.identity.models import Person
from app.kit.clock import now
from app.kit.words import Said, _

LIFE: Final = timedelta(minutes=10)
HOUR: Final = timedelta(hours=1)
MOST_TRIES: Final = 5
MOST_AN_HOUR: Final = 5

Covers = Mapping[str, str]  # the signer's id → the SHA-256 they were shown


@dataclass(frozen=True)
class Proof:
    """The right code was typed in time: by whom, for which bytes, and how it had reached them."""

    person_id: int
    covers: Covers
    channel: str
    sent_to: str
    sent_at: datetime


def covering(signers: Sequence[Signer]) -> dict[str, str]:
    """These signatures, each on the newest version of its document."""
    return {str(s.id): s.document.edition.sha256 for s in sorted(signers, key=lambda s: s.id)}


def _hash(asked: OneTimeCode, typed: str) -> str:
    # slow on purpose: six digits are soon guessed by whoever reads the table
    salt = f"{asked.id}|{json.dumps(asked.covers, sort_keys=True)}".encode()
    return hashlib.scrypt(typed.encode(), salt=salt, n=2**9, r=8, p=1, dklen=32).hex()


def masked(address: str) -> str:
    """Enough to know one's own: `an•••@majas.example`, `•••••006`."""
    name, at, host = address.partition("@")
    return f"{name[:2]}•••@{host}" if at else f"•••••{address[-3:]}"


def address_of(person: Person) -> str:
    """Where a code goes: e-mail, else phone."""
    return person.email or person.phone


def ask(db: Session, signers: Sequence[Signer], person: Person) -> OneTimeCode:
    """Room for a code that this person may use for these signatures; the digits come when it leaves."""
    asked = OneTimeCode(
        person_id=person.id,
        covers=covering(signers),
        channel="email" if person.email else "sms",
        sent_to=address_of(person),
        expires_at=now() + LIFE,
    )
    db.add(asked)
    db.flush()  # the letter names it, the hash is salted with its id
    return asked


def fill(asked: OneTimeCode) -> str:
    """The digits, for the message that is about to leave; only their hash stays."""
    code = f"{secrets.randbelow(1_000_000):06}"
    asked.code_hash, asked.sent_at, asked.expires_at = _hash(asked, code), now(), now() + LIFE
    return code


def make_code(db: Session, *signers: Signer) -> str:
    """Asked for and filled at once."""
    return fill(ask(db, signers, signers[0].person))


def _of(db: Session, person_id: int, since: timedelta) -> list[OneTimeCode]:
    wanted = select(OneTimeCode).where(
        OneTimeCode.person_id == person_id, OneTimeCode.created_at > now() - since
    )
    return list(db.scalars(wanted.order_by(OneTimeCode.id.desc())))


def too_many(db: Session, person_id: int, signers: Sequence[Signer]) -> bool:
    """Whether the person asked for enough codes within the hour, for any of these."""
    # whoever asks twice at the same moment waits here for the first
    db.execute(select(Person.id).where(Person.id == person_id).with_for_update())
    recent = _of(db, person_id, HOUR)
    return any(sum(str(s.id) in code.covers for code in recent) >= MOST_AN_HOUR for s in signers)


def newest(db: Session, person_id: int, covers: Covers) -> OneTimeCode | None:
    """The last code asked for these very bytes, unless it is used up."""
    found = next((code for code in _of(db, person_id, HOUR) if code.covers == covers), None)
    return found if found and found.used_at is None else None


def waits(db: Session, person_id: int, covers: Covers) -> bool:
    """Whether a code for these is on its way or can still be typed."""
    found = newest(db, person_id, covers)
    return found is not None and now() < found.expires_at and found.tries < MOST_TRIES


def prove(db: Session, person_id: int, covers: Covers, typed: str) -> Proof | Said:
    """Uses the code up, or counts the try and says what is wrong; so it must be committed either way."""
    found = newest(db, person_id, covers)
    if found is None:
        return _("Ask for a code first.")
    # tries at the same moment are counted one after the other
    db.refresh(found, with_for_update=True)
    if found.used_at or now() >= found.expires_at:
        return _("The code is older than 10 minutes. Ask for a new one.")
    if found.tries >= MOST_TRIES:
        return _("The code was wrong five times. Ask for a new one.")
    if not found.code_hash:
        return _("The code is on its way. Wait a moment for the message.")
    digits = "".join(each for each in typed if not each.isspace())
    if not hmac.compare_digest(found.code_hash, _hash(found, digits)):
        found.tries += 1
        return _("The code is wrong. Check the digits.")
    found.used_at = now()
    return Proof(person_id, dict(covers), found.channel, found.sent_to, found.sent_at or found.created_at)
