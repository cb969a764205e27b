"""Amendments and terminations in the inbox: whose signature they wait for."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.desk.lines import Line
from app.desk.steps import SLOW_SIGNATURE
from app.desk.tasks import Bucket, Task
from app.documents.models import Document, Signer, State, Step
from app.identity.actor import Actor
from app.kit.clock import riga, today
from app.kit.words import _n

KINDS = ("amendment", "termination")


def later_signatures(db: Session, actor: Actor, found: Sequence[Line]) -> list[Task]:
    """One row for those that wait too long, one for the others."""
    by_subject = {f"placement:{line.id}": line for line in found}
    wanted = (
        select(Signer.id, Signer.asked_at, Document.subject)
        .join(Document, Document.id == Signer.document_id)
        .where(
            Document.organisation_id == actor.organisation_id,
            Document.kind.in_(KINDS),
            Document.state == State.OUT,
            Signer.step == Step.ASKED,
        )
        .order_by(Signer.asked_at, Signer.id)
    )
    waiting: dict[Bucket, list[tuple[int, int, Line]]] = {}
    for number, since, subject in db.execute(wanted):
        if line := by_subject.get(subject):
            days = (today() - riga(since).date()).days if since else 0
            bucket = Bucket.LATE if days >= SLOW_SIGNATURE.days else Bucket.WEEK
            waiting.setdefault(bucket, []).append((number, days, line))
    return [_task(bucket, group) for bucket, group in waiting.items()]


def _task(bucket: Bucket, group: list[tuple[int, int, Line]]) -> Task:
    about = [line for _number, _days, line in group]
    days = max(days for _number, days, _line in group)
    return Task(
        bucket,
        "signature",
        _n(
            "{n} amendment or termination waits for a signature",
            "{n} amendments or terminations wait for a signature",
            len(group),
        ),
        about,
        f"/vietas/{about[0].id}/ligums" if len(about) == 1 else "/dokumenti?skats=visi&stavoklis=parakstisanai",
        _n("waiting {n} day", "waiting {n} days", days) if days else None,
        remind=[f"signer:{number}" for number, _days, _line in group],
        order=2,
    )
