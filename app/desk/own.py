"""The inbox of everybody else: what I have to do myself."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.desk import steps
from app.desk.assessed import assessments
from app.desk.care import accidents, to_confirm_myself, to_instruct
from app.desk.lines import DiaryWeek, Line
from app.desk.tasks import Bucket, Task
from app.diary.models import State as WeekState
from app.documents.listing import lent_turn, own_turn
from app.documents.listing import unread as unread_by
from app.documents.models import Document, Reader, Signer
from app.documents.models import State as DocumentState
from app.identity.actor import Actor
from app.identity.roles import COMPANY_OFFICE, Role
from app.internships.models import State as ProgrammeState
from app.internships.queries import unread
from app.kit.clock import riga, today
from app.kit.words import Said, _, _n
from app.placements.models import LIVE, State
from app.plans.acquaintance import waiting
from app.plans.models import State as PlanState


def _signing(db: Session, actor: Actor, found: Sequence[Line]) -> list[Task]:
    """Documents that wait for my signature."""
    rows = db.execute(
        select(Document.id, Document.title, Document.subject, Signer.asked_at)
        .join(Signer, Signer.document_id == Document.id)
        .where(
            own_turn(actor) | lent_turn(actor),
            Document.state == DocumentState.OUT,
        )
        .order_by(Signer.asked_at)
    ).all()
    if not rows:
        return []
    by_subject = {f"placement:{line.id}": line for line in found}
    about = [by_subject[subject] for _id, _title, subject, _at in rows if subject in by_subject]
    days = (today() - riga(rows[0].asked_at).date()).days if rows[0].asked_at else 0
    bucket = Bucket.LATE if days >= steps.SLOW_SIGNATURE.days else Bucket.TODAY
    when = _n("waiting {n} day", "waiting {n} days", days) if days else _("since today")
    title = _n("{n} document waits for your signature", "{n} documents wait for your signature", len(rows))
    url = f"/dokumenti/{rows[0].id}" if len(rows) == 1 else "/dokumenti/parakstit"
    detail = Said(rows[0].title) if not about else None
    return [Task(bucket, "signature", title, about, url, when, _("Read and sign"), detail=detail)]


def _reading(db: Session, actor: Actor) -> list[Task]:
    """Documents that were sent to me to be read."""
    wanted = select(Document.id, Document.title, Reader.sent_at).join(
        Reader, Reader.document_id == Document.id
    )
    rows = db.execute(wanted.where(unread_by(actor)).order_by(Reader.sent_at)).all()
    if not rows:
        return []
    title = _n("{n} document waits to be read", "{n} documents wait to be read", len(rows))
    url = f"/dokumenti/{rows[0].id}" if len(rows) == 1 else "/dokumenti?skats=jaizlasa"
    when = _("since {day:short_day}", day=riga(rows[0].sent_at).date())
    return [
        Task(Bucket.TODAY, "book-open", title, [], url, when, _("Read"), detail=Said(rows[0].title), order=1)
    ]


def weeks_to_approve(actor: Actor, found: Sequence[Line]) -> list[Task]:
    """Weeks of the learners whom I supervise where they work."""
    tasks = []
    for line in found:
        if actor.person_id not in (line.mentor_person_id, line.deputy_person_id):
            continue
        for week in steps.submitted(line):
            late = week in steps.unapproved(line)
            title = _("Week {number} waits for your approval", number=week.number)
            when = (
                _("since {day:short_day}", day=riga(week.submitted_at).date()) if week.submitted_at else None
            )
            tasks.append(
                Task(
                    Bucket.LATE if late else Bucket.TODAY,
                    "list-checks",
                    title,
                    [line],
                    f"/nedelas/{week.id}",
                    when,
                    _("Look and approve"),
                )
            )
    return tasks


def _plans_to_agree(found: Sequence[Line]) -> list[Task]:
    group = [line for line in found if line.plan_state is PlanState.PROPOSED]
    return [
        Task(
            Bucket.TODAY,
            "clipboard-list",
            _("An individual plan waits for your agreement"),
            [line],
            f"/vietas/{line.id}/plans",
            None,
            _("Review"),
        )
        for line in group
    ] + [
        Task(
            Bucket.TODAY,
            "clipboard-list",
            _("A practice programme waits for your agreement"),
            [line],
            f"/vietas/{line.id}/programma",
            None,
            _("Review"),
        )
        for line in found
        if line.practice_state is ProgrammeState.PROPOSED
    ]


def _diary(actor: Actor, found: Sequence[Line]) -> list[Task]:
    tasks = []
    monday = today() - timedelta(days=today().weekday())
    for line in found:
        if line.learner_person_id != actor.person_id or line.state is not State.ACTIVE:
            continue
        for week in line.diary:
            if task := _diary_week(line, week, week.monday == monday, week in steps.unsubmitted(line)):
                tasks.append(task)
    return tasks


def _diary_week(line: Line, week: DiaryWeek, current: bool, late: bool) -> Task | None:
    url = f"/nedelas/{week.id}"
    if week.state is WeekState.RETURNED:
        title = _("Week {number} has come back for correction", number=week.number)
        return Task(Bucket.TODAY, "undo-2", title, [line], url, None, _("Correct"))
    if late:
        title = _("Week {number} is not submitted", number=week.number)
        return Task(Bucket.LATE, "book-open", title, [line], url, None, _("Finish and submit"))
    if current and week.state is WeekState.OPEN:
        title = _("Write down what was done today")
        return Task(Bucket.TODAY, "pen-line", title, [line], "/diena", None, _("Log the day"))
    return None


def _acquaintance(db: Session, actor: Actor, found: Sequence[Line]) -> list[Task]:
    """Plans that I have not confirmed to have read."""
    mine = {line.id: line for line in found if line.learner_person_id == actor.person_id}
    live = [number for number, line in mine.items() if line.state in LIVE]
    return [
        Task(
            Bucket.TODAY,
            "book-open",
            _("Read the plan, your rights and your duties"),
            [mine[number]],
            f"/vietas/{number}/iepazisanas",
            None,
            _("Read and confirm"),
        )
        for number in sorted(waiting(db, live) | unread(db, live))
    ]


def of_others(db: Session, actor: Actor, found: Sequence[Line]) -> list[Task]:
    """Signatures first, then what the role does week by week."""
    tasks = _signing(db, actor, found) + _reading(db, actor)
    if actor.has(Role.MENTOR):
        tasks += weeks_to_approve(actor, found)
    if actor.roles & (COMPANY_OFFICE | {Role.MENTOR}):
        tasks += _plans_to_agree(found)
    if actor.has(Role.LEARNER):
        tasks += _acquaintance(db, actor, found)
        tasks += _diary(actor, found)
    if actor.has(Role.MENTOR, Role.LEARNER):
        tasks += assessments(db, actor, found)
    if actor.has(Role.LEARNER, Role.GUARDIAN):
        tasks += to_confirm_myself(db, actor, found)
    if actor.has(Role.MENTOR, *COMPANY_OFFICE):
        tasks += to_instruct(db, actor, found)
    if not actor.has(Role.COORDINATOR):
        tasks += accidents(actor, found)
    return sorted(tasks, key=lambda task: list(Bucket).index(task.bucket))
