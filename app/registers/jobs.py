"""Each day registers learn what was sent and what has ended; lists of files reach their papers."""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.identity.models import Kind, Organisation
from app.jobs import jobs
from app.jobs.work import After, Workshop, daily, later, on
from app.registers import erasing, keeping
from app.registers.actions.lists import REVIEW

AT_ONCE: Final = 300


def review_all(db: Session) -> None:
    """One job a school."""
    for number in db.scalars(select(Organisation.id).where(Organisation.kind == Kind.SCHOOL)):
        later(db, REVIEW, {"organisation": number})


@on(REVIEW)
def review(shop: Workshop, db: Session, payload: dict[str, Any]) -> After | None:
    """What was sent before the register began, then files and terms: some hundreds in one transaction."""
    school = payload["organisation"]
    documents = keeping.unregistered(db, school, AT_ONCE) if "after" not in payload else []
    keeping.register(db, documents)
    if len(documents) == AT_ONCE:
        later(db, REVIEW, payload)
        return None
    last = keeping.review(db, school, payload.get("after", 0), AT_ONCE, payload.get("every", False))
    if last is not None:
        later(db, REVIEW, {**payload, "after": last})
    return None


if review_all not in daily:
    daily.append(review_all)
assert jobs  # its list of the house's own brooms comes first
assert erasing  # its job is known to the worker
