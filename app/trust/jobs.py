"""The lists are refreshed each night where an address is set, and when an administrator asks."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from app.jobs.rounds import daily_at, rounds
from app.jobs.work import After, Workshop, on
from app.trust.actions import REFRESH_NOW
from app.trust.refreshing import refresh

NIGHTLY = "trust.refresh"


@on(NIGHTLY, tries=3)
@on(REFRESH_NOW, tries=2)
def refresh_lists(shop: Workshop, db: Session, payload: dict[str, Any]) -> After | None:
    """Outside the transaction: other people's servers may be slow."""
    settings = shop.settings
    if not settings.lotl_url:
        return None
    return lambda: refresh(shop.database, settings.lotl_url, settings.test_signing)


rounds[NIGHTLY] = daily_at(4, 10)
