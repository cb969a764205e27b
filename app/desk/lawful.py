"""What the law still wants of a company and its office can mend, over all its placements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Final

from sqlalchemy.orm import Session

from app.desk.lines import Line
from app.desk.tasks import Bucket, Task
from app.kit.rules import Level
from app.kit.words import _
from app.law.judging import Point, points
from app.law.provision import Fixer, Provision, Subject
from app.law.queries import cases, law

# instruction, diaries and marks have tasks of their own
OURS: Final = frozenset({Subject.COMPANY, Subject.PAY, Subject.MINORS})


def missing(db: Session, found: Sequence[Line]) -> list[Task]:
    """One task for each rule, with the placements that miss it."""
    held = law(db)
    asked = [each for each in held.provisions if each.subject in OURS and Fixer.OFFICE in each.fixers]
    about = frozenset(section for each in asked for section in each.about)
    by_id = {line.id: line for line in found}
    missed: dict[Provision, list[tuple[Line, Point]]] = defaultdict(list)
    for number, case in cases(db, by_id, held, about).items():
        for point in points(case, asked):
            missed[point.provision].append((by_id[number], point))
    return [_task(provision, rows) for provision, rows in missed.items()]


def _task(provision: Provision, rows: list[tuple[Line, Point]]) -> Task:
    _line, point = rows[0]
    stops = any(each.level is Level.STOP for _line, each in rows)
    return Task(
        Bucket.TODAY if stops else Bucket.WEEK,
        "gavel",
        _("Not met yet: {rule}", rule=provision.says),
        [each for each, _point in rows],
        point.unmet.url if len(rows) == 1 else f"/vietas?likums={provision.code}",
        None,
        _("Open"),
        order=8,
    )
