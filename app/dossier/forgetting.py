"""Copies end after a day: dossiers that were made, and files that were brought to be restored."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.dossier.models import Dossier, Restoration, Stage, State
from app.kit.clock import now
from app.kit.db import store_of
from app.kit.files import named_by
from app.kit.store import Store

KEPT: Final = timedelta(days=1)


def forget(db: Session) -> list[str]:
    """Marks what has ended; gives the files that no row names any more, to be erased after the commit."""
    ended: set[str] = set()
    old = select(Dossier).where(Dossier.sha256.is_not(None), Dossier.ends_at <= now())
    for dossier in db.scalars(old):
        assert dossier.sha256
        ended.add(dossier.sha256)
        dossier.sha256, dossier.state = None, State.GONE
    brought = select(Restoration).where(
        Restoration.sha256.is_not(None),
        (Restoration.at <= now() - KEPT) | (Restoration.state == Stage.RESTORED),
    )
    for each in db.scalars(brought):
        assert each.sha256
        ended.add(each.sha256)
        each.sha256 = None
    db.flush()  # whether somebody else names a file is asked of the database
    return sorted(ended - named_by(db, ended).keys()) if ended else []


def erase(store: Store, digests: list[str]) -> None:
    """Copies only: everything in them is kept as what it is a copy of."""
    for digest in digests:
        store.destroy(digest)


def sweep(db: Session) -> None:
    """Once a day, for what the job of each copy has missed."""
    erase(store_of(db), forget(db))
