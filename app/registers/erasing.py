"""Deleting bytes, after the act: the only place that may."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session, selectinload

from app.documents.models import Edition
from app.jobs.work import After, Workshop, on
from app.kit.clock import now
from app.registers.contents import free_to_go
from app.registers.models import Destruction, Erased, State

JOB = "registers.erase"


@on(JOB)
def erase(shop: Workshop, db: Session, payload: dict[str, Any]) -> After | None:
    """First it is written which files go; when that stands, they go. Done twice, it finds nothing more."""
    act = db.scalar(
        select(Destruction)
        .where(Destruction.id == payload["destruction"])
        .options(selectinload(Destruction.entries), selectinload(Destruction.erased))
    )
    if act is None or act.state is not State.APPROVED or act.erased_at:
        return None
    fresh = free_to_go(db, act.entries) - {one.sha256 for one in act.erased}
    known = set(db.scalars(select(Erased.sha256).where(Erased.sha256.in_(fresh))))
    act.erased += [Erased(sha256=digest) for digest in sorted(fresh - known)]
    documents = [entry.document_id for entry in act.entries if entry.document_id]
    # what the pages were set from goes with them; the only change that an edition ever sees
    db.execute(update(Edition).where(Edition.document_id.in_(documents)).values({"values": {}}))
    number, digests = act.id, fresh | {one.sha256 for one in act.erased}

    def delete() -> None:
        for digest in sorted(digests):
            shop.store.destroy(digest)
        with shop.database.session() as own:
            own.get_one(Destruction, number).erased_at = now()

    return delete
