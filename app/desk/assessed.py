"""Rows of the inbox about assessment: the company's, the school's, the learner's."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sqlalchemy.orm import Session

from app.assessment.queries import Due, due
from app.desk.lines import Line
from app.desk.tasks import Bucket, Task
from app.identity.actor import Actor
from app.identity.roles import SCHOOL_STAFF
from app.kit.words import Said, _, _n

ORDER = ("propose", "grade", "repeat", "answer", "accept")
TITLES: dict[str, Callable[[int], Said]] = {
    "propose": lambda n: _n(
        "{n} assessment of a company is late", "{n} assessments of companies are late", n
    ),
    "grade": lambda n: _n(
        "{n} assessment waits for the final mark", "{n} assessments wait for the final mark", n
    ),
    "repeat": lambda n: _n("{n} module is to be assessed again", "{n} modules are to be assessed again", n),
    "answer": lambda n: _n("{n} comment of a learner waits", "{n} comments of learners wait", n),
    "accept": lambda n: _n("{n} report of an internship waits", "{n} reports of internships wait", n),
}
ICONS = {"propose": "hourglass", "grade": "award", "repeat": "rotate-ccw", "answer": "message-square"}


def assessments(db: Session, actor: Actor, found: Sequence[Line]) -> list[Task]:
    """The school's are merged by kind; everybody else has a row for each."""
    by_id = {line.id: line for line in found}
    owed = [one for one in due(db, actor) if one.placement_id in by_id]
    if actor.roles & SCHOOL_STAFF:
        return [
            _merged(kind, group, by_id) for kind in ORDER if (group := [o for o in owed if o.kind == kind])
        ]
    return [_own(one, by_id[one.placement_id]) for one in owed]


def _merged(kind: str, group: list[Due], by_id: dict[int, Line]) -> Task:
    about = [by_id[number] for number in dict.fromkeys(one.placement_id for one in group)]
    late = kind == "propose" or (kind == "repeat" and any(one.late for one in group))
    several = "/vertejumi?skats=kave" if kind == "propose" else f"/vietas/{about[0].id}/vertejumi"
    days = max(one.days for one in group)
    return Task(
        Bucket.LATE if late else Bucket.TODAY,
        ICONS.get(kind, "file-text"),
        TITLES[kind](len(group)),
        about,
        group[0].url if len(group) == 1 else several,
        _n("{n} day", "{n} days", days) if kind in ("propose", "grade") and days > 0 else None,
        _("Remind or open") if kind == "propose" else _("Open"),
        remind=[one.remind for one in group if one.remind],
        order=4,
    )


def _own(one: Due, line: Line) -> Task:
    when = _("by {day:until}", day=one.due_on) if one.due_on else None
    bucket = Bucket.LATE if one.late else Bucket.WEEK
    title = _("{what}: {about}", what=one.says or _("Assessments"), about=one.about)
    return Task(bucket, ICONS.get(one.kind, "file-text"), title, [line], one.url, when, _("Open"), order=4)
