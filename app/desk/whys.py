"""Why a signature is still missing, as far as the portal knows: for the rows of the inbox."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from app.desk.tasks import Task
from app.kit.words import Said, _, _n
from app.notifications.reasons import reason
from app.notifications.reminders import Nudge


def explain(tasks: Sequence[Task], nudges: Mapping[str, Nudge]) -> None:
    """Tells of each whether it was opened, delivered, reminded of; who is not to be reminded is left out."""
    for task in tasks:
        if task.asked:
            why = _one(task, nudges) if len(task.asked) == 1 else _many(task)
            task.detail = _("{before}; {why}", before=task.detail, why=why) if task.detail else why
            stopped = {name for name, one in task.asked.items() if one.stopped}
            task.remind = [name for name in task.remind if name not in stopped]


def _one(task: Task, nudges: Mapping[str, Nudge]) -> Said:
    """The worst first: stopped, not reachable, not opened, only then slow."""
    (name, one), *_rest = task.asked.items()
    if one.stopped:
        return _("not reminded any more: {reason}", reason=one.stopped)
    if one.email_fault:
        return _("letters do not arrive: {reason}", reason=reason(one.email_fault))
    opened = _("opened {day:short_day}", day=one.opened_at) if one.opened_at else _("not opened yet")
    n = nudges[name].times if name in nudges else 0
    if not n:
        return opened
    return _n("{opened}, reminded {n} time", "{opened}, reminded {n} times", n, opened=opened)


def _many(task: Task) -> Said:
    unread = sum(one.opened_at is None for one in task.asked.values())
    lost = sum(bool(one.email_fault) for one in task.asked.values())
    told = _n("{n} has not been opened", "{n} have not been opened", unread)
    if not lost:
        return told
    return _n(
        "{told}, letters to {n} person do not arrive",
        "{told}, letters to {n} people do not arrive",
        lost,
        told=told,
    )
