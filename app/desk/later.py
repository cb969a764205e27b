"""Amendments and terminations in the inbox: whose signature they wait for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from app.desk.lines import Line
from app.desk.steps import SLOW_SIGNATURE
from app.desk.tasks import Asked, Bucket, Task
from app.documents.models import Document, Signer, State, Step
from app.identity.actor import Actor
from app.identity.models import Person
from app.kit.clock import riga, today
from app.kit.words import Said, _n

KINDS = ("amendment", "termination")
CONTRACTS = ("contract_484", "contract_481", "decision_481")  # told with their placements
SENT = "/dokumenti?skats=nosutitie&stavoklis=parakstisanai"


@dataclass(frozen=True)
class Missing:
    """A signature that is asked for now, on something that is not a contract."""

    name: str
    days: int
    document_id: int
    title: str
    asked: Asked
    line: Line | None


def later_signatures(db: Session, actor: Actor, found: Sequence[Line]) -> list[Task]:
    """One row for those that wait too long, one for the others; of other documents only what is late."""
    by_subject = {f"placement:{line.id}": line for line in found}
    waiting: dict[Bucket, list[Missing]] = {}
    others: list[Missing] = []
    for signer, document, email_fault in db.execute(_wanted(actor)):
        days = (today() - riga(signer.asked_at).date()).days if signer.asked_at else 0
        asked = Asked(signer.opened_at, signer.stopped, email_fault)
        line = by_subject.get(document.subject)
        one = Missing(f"signer:{signer.id}", days, document.id, document.title, asked, line)
        late = days >= SLOW_SIGNATURE.days
        if document.kind in KINDS and line:
            waiting.setdefault(Bucket.LATE if late else Bucket.WEEK, []).append(one)
        elif late and document.kind not in KINDS:
            others.append(one)
    return [_task(bucket, group) for bucket, group in waiting.items()] + ([_other(others)] if others else [])


def _wanted(actor: Actor) -> Select[Signer, Document, str]:
    wanted = select(Signer, Document, Person.email_fault).join(Document, Document.id == Signer.document_id)
    return (
        wanted.join(Person, Person.id == Signer.person_id)
        .where(
            Document.organisation_id == actor.organisation_id,
            Document.kind.not_in(CONTRACTS),
            Document.state == State.OUT,
            Signer.step == Step.ASKED,
        )
        .order_by(Signer.asked_at, Signer.id)
    )


def _other(group: list[Missing]) -> Task:
    """Orders, decisions, letters: whatever else has been sent to be signed."""
    days, documents = max(one.days for one in group), list(dict.fromkeys(one.document_id for one in group))
    alone = len(documents) == 1
    return Task(
        Bucket.LATE,
        "signature",
        _n("{n} document waits for a signature", "{n} documents wait for a signature", len(documents)),
        [],
        f"/dokumenti/{documents[0]}" if alone else SENT,
        _n("waiting {n} day", "waiting {n} days", days),
        remind=[one.name for one in group],
        asked={one.name: one.asked for one in group},
        detail=Said(group[0].title) if alone else None,
        order=2,
    )


def _task(bucket: Bucket, group: list[Missing]) -> Task:
    about = [one.line for one in group if one.line]
    days = max(one.days for one in group)
    return Task(
        bucket,
        "signature",
        _n(
            "{n} amendment or termination waits for a signature",
            "{n} amendments or terminations wait for a signature",
            len(group),
        ),
        about,
        f"/vietas/{about[0].id}/ligums" if len(about) == 1 else SENT,
        _n("waiting {n} day", "waiting {n} days", days) if days else None,
        remind=[one.name for one in group],
        asked={one.name: one.asked for one in group},
        order=2,
    )
