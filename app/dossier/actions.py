"""Asking for a dossier, bringing one back, restoring it; the work itself is done by jobs."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.dossier import verbs
from app.dossier.models import Dossier, Restoration, State
from app.identity.actor import Actor
from app.identity.models import Person
from app.jobs.work import later
from app.kit.clock import now
from app.kit.db import store_of
from app.kit.errors import Refused
from app.kit.uploads import Upload
from app.kit.verbs import does
from app.kit.words import _
from app.placements.models import Placement

STALE: Final = timedelta(hours=1)


@does(verbs.MAKE)
def make(db: Session, actor: Actor, placement: Placement) -> Dossier:
    """One at a time for each person; it holds what they may read now."""
    waiting = select(Dossier).where(
        Dossier.placement_id == placement.id,
        Dossier.person_id == actor.person_id,
        Dossier.organisation_id == actor.organisation_id,
        Dossier.state == State.WAITING,
        Dossier.asked_at > now() - STALE,
    )
    if db.scalars(waiting.limit(1)).first():
        raise Refused(_("The archive is being made already."))
    dossier = Dossier(
        placement=placement,
        person=actor.person,
        organisation_id=actor.organisation_id,
        roles=sorted(actor.roles),
    )
    db.add(dossier)
    db.flush()  # the job names it by its id
    later(db, "dossier.make", {"dossier": dossier.id})
    return dossier


@does(verbs.BRING)
def bring(db: Session, actor: Actor, keeper: Person, *, upload: Upload) -> Restoration:
    """Keeps the file until it is restored or a day has passed; it is checked by a job."""
    brought = Restoration(
        person=keeper,
        name=upload.filename,
        sha256=store_of(db).put(upload.data),
        size=len(upload.data),
    )
    db.add(brought)
    db.flush()  # the job names it by its id
    later(db, "dossier.check", {"restoration": brought.id})
    return brought


@does(verbs.RESTORE)
def restore(db: Session, actor: Actor, brought: Restoration) -> None:
    """Who pressed has read who sealed it."""
    if brought.sha256 is None:
        raise Refused(_("The file was deleted after a day. Bring it again."))
    later(db, "dossier.restore", {"restoration": brought.id})
