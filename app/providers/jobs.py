"""Asking providers: outside the transaction, and what they say is written in a new one."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.jobs.work import After, Workshop, daily, on
from app.kit.clock import now
from app.kit.words import _
from app.providers.carrying import JOB, LATE, carry, fail, prepared, ready, take
from app.providers.models import ENDED, SigningSession, State


@on(JOB, tries=4)
def advance(shop: Workshop, db: Session, payload: dict[str, Any]) -> After | None:
    """One step of one session; repeated when nobody answered, and at last given up."""
    session = db.get_one(SigningSession, payload["session"])
    if session.state is not State.WORKING or not ready(session):
        return None
    provider, task = prepared(db, shop.settings, session)

    def ask() -> None:
        try:
            step = provider.advance(task)
        except Exception:
            if shop.last_try:
                _give_up(shop, payload["session"])
            raise
        with shop.database.session() as own:
            waiting = own.get_one(SigningSession, payload["session"])
            if waiting.state is State.WORKING and not take(own, waiting, step):
                carry(own, shop.settings, waiting)

    return ask


def _give_up(shop: Workshop, session_id: int) -> None:
    with shop.database.session() as own:
        fail(
            own.get_one(SigningSession, session_id),
            _("The signing provider does not answer. Nothing was signed; try again later."),
        )


def end_late(db: Session) -> None:
    """Nobody came back: what the provider had to remember is forgotten."""
    late = select(SigningSession).where(
        SigningSession.state.not_in(ENDED), SigningSession.expires_at <= now()
    )
    for session in db.scalars(late):
        fail(session, LATE)


if end_late not in daily:
    daily.append(end_late)
