"""Safety in the inbox: what I confirm myself, and whom I have to instruct."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy.orm import Session

from app.desk.lines import Line
from app.desk.tasks import Bucket, Task
from app.identity.actor import Actor
from app.identity.roles import COMPANY_OFFICE, Role
from app.kit.words import _
from app.safety.queries import due, to_confirm

INVESTIGATORS = (*COMPANY_OFFICE, Role.MENTOR, Role.COORDINATOR)


def to_confirm_myself(db: Session, actor: Actor, found: Sequence[Line]) -> list[Task]:
    """The learner's instructions and equipment, the guardian's reading: one row for each placement."""
    by_id = {line.id: line for line in found}
    rows: dict[int, list[str]] = {}
    for one in to_confirm(db, actor):
        if one.placement_id in by_id:
            rows.setdefault(one.placement_id, []).append(one.url)
    guardian = not actor.has(Role.LEARNER)
    title = _("Read the risks of the work") if guardian else _("Confirm instructions and equipment")
    label = _("Open and read") if guardian else _("Look and confirm")
    return [
        Task(
            Bucket.TODAY,
            "hard-hat",
            title,
            [by_id[number]],
            urls[0] if len(urls) == 1 else "/drosiba",
            None,
            label,
        )
        for number, urls in rows.items()
    ]


def to_instruct(db: Session, actor: Actor, found: Sequence[Line]) -> list[Task]:
    """Each learner with an instruction that is late or near; the office is told of what is late."""
    tasks = []
    mine = [line for line in found if line.company_id == actor.organisation_id]
    by_id = {line.id: line for line in mine}
    office = bool(actor.roles & COMPANY_OFFICE)
    for number, wanted in due(db, by_id).items():
        near = [each for each in wanted if (each.late if office else each.near)]
        if not near:
            continue
        first = near[0]
        tasks.append(
            Task(
                Bucket.LATE if any(each.late for each in near) else Bucket.WEEK,
                "list-checks",
                _("To be held: {kinds:list_of}", kinds=[each.kind.label for each in near]),
                [by_id[number]],
                f"/drosiba/instruktaza?veids={first.kind.value}&vieta={number}",
                _("by {day:until}", day=first.by) if first.by else None,
                _("Instruct"),
            )
        )
    return tasks


def accidents(actor: Actor, found: Sequence[Line]) -> list[Task]:
    """What has to be investigated by the company and the school, and approved by the director."""
    rows = []
    for line in found:
        if line.accident_id and actor.has(*INVESTIGATORS):
            rows.append((_("An accident has to be investigated"), line.accident_id, line))
        if line.act_id and actor.has(Role.DIRECTOR):
            rows.append((_("The act of an accident waits for your approval"), line.act_id, line))
    return [
        Task(Bucket.TODAY, "triangle-alert", title, [line], f"/negadijumi/{number}", None, _("Open"), order=4)
        for title, number, line in rows
    ]
