"""One-time codes: six digits, ten minutes, five tries, bound to a person and to the bytes they were shown."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from datetime import timedelta
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.documents.models import OneTimeCode, Signer
from app.kit.clock import now
from app.kit.words import Said, _

LIFE: Final = timedelta(minutes=10)
MOST_TRIES: Final = 5
MOST_AN_HOUR: Final = 5


def _hash(signer: Signer, sha256: str, code: str) -> str:
    return hashlib.sha256(f"{signer.id}|{sha256}|{code}".encode()).hexdigest()


def masked(address: str) -> str:
    """Enough to know one's own: `an•••@majas.example`, `•••••006`."""
    name, at, host = address.partition("@")
    return f"{name[:2]}•••@{host}" if at else f"•••••{address[-3:]}"


def make_code(db: Session, *signers: Signer) -> str:
    """One code for what one person signs now; only hashes are kept."""
    code = f"{secrets.randbelow(1_000_000):06}"
    for signer in signers:
        sha256 = signer.document.edition.sha256
        to = signer.person.email or signer.person.phone
        db.add(
            OneTimeCode(
                signer_id=signer.id,
                code_hash=_hash(signer, sha256, code),
                sha256=sha256,
                channel="email" if signer.person.email else "sms",
                sent_to=to,
                expires_at=now() + LIFE,
            )
        )
    db.flush()  # it may be used in this very transaction
    return code


def newest(db: Session, signer: Signer) -> OneTimeCode | None:
    """The last code sent, if it still can be used."""
    wanted = select(OneTimeCode).where(OneTimeCode.signer_id == signer.id, OneTimeCode.used_at.is_(None))
    return db.scalar(wanted.order_by(OneTimeCode.id.desc()).limit(1))


def too_many(db: Session, signer: Signer) -> bool:
    """Whether enough codes were sent in the last hour."""
    wanted = select(func.count()).where(
        OneTimeCode.signer_id == signer.id, OneTimeCode.created_at > now() - timedelta(hours=1)
    )
    return (db.scalar(wanted) or 0) >= MOST_AN_HOUR


def trouble(db: Session, signer: Signer, code: str, sha256: str) -> Said | None:
    """Why this code does not sign these bytes; None when it does."""
    known = newest(db, signer)
    if known is None:
        return _("Ask for a code first.")
    if now() >= known.expires_at:
        return _("The code is older than 10 minutes. Ask for a new one.")
    if known.tries >= MOST_TRIES:
        return _("The code was wrong five times. Ask for a new one.")
    if known.sha256 != sha256 or not hmac.compare_digest(
        known.code_hash, _hash(signer, sha256, code.strip())
    ):
        return _("The code is wrong. Check the digits.")
    return None


def count_try(db: Session, signer: Signer) -> None:
    """A wrong code is counted, whatever else happens."""
    if known := newest(db, signer):
        known.tries += 1
