"""A policy may be the last thing that placements waited for."""

from __future__ import annotations

from sqlalchemy.orm import Session

from app.identity.actor import Actor
from app.jobs.work import later
from app.pay.models import Policy


def let_start(db: Session, actor: Actor, policy: Policy) -> None:
    """Follows a policy entered, corrected or restored: there may be many placements, so it is a job."""
    payload = {"policy": policy.id, "person": actor.person_id, "organisation": actor.organisation_id}
    later(db, "pay.let_start", payload)
