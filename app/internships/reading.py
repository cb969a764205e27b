"""What an intern reads before the first day: the practice programme instead of a plan (481: 8.1)."""

from __future__ import annotations

from sqlalchemy.orm import Session

from app.internships.queries import outcomes, practice_of
from app.kit.words import Said, _
from app.placements.models import Placement
from app.plans.acquaintance import Content, Task, headed, texts_of


def content(db: Session, placement: Placement) -> Content | None:
    """None while the programme says nothing."""
    practice = practice_of(db, placement.id)
    if practice is None or not (practice.aim or practice.tasks):
        return None
    lines = [line.strip(" -–•") for line in practice.tasks.splitlines() if line.strip()]
    tasks = [Task(line) for line in lines]
    learned = [outcome.short for outcome in outcomes(db, practice.outcome_ids)]
    if learned:
        period = (placement.starts, placement.ends) if placement.starts and placement.ends else None
        hours = _("in {hours:hours}", hours=practice.hours) if practice.hours else None
        tasks.append(Task(_("Outcomes to reach"), hours, period, "", learned))
    texts = texts_of(db, placement.school_id)
    if practice.criteria:
        texts["assessment"] = f"{practice.criteria}\n{texts['assessment']}"
    return Content(practice.edition, Said(practice.aim), tasks, headed(texts))
