"""The table as a workbook."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from app.desk.lines import Line
from app.desk.steps import step
from app.diary.models import State as WeekState
from app.kit.sheets import write_xlsx
from app.kit.sheets.writing import Out
from app.kit.words import Words, _

TITLES: Final = (
    _("Learner"),
    _("Group"),
    _("Qualification"),
    _("Company"),
    _("Mentor"),
    _("From"),
    _("Until"),
    _("Contract no."),
    _("Share, %"),
    _("Approved hours"),
    _("Weeks approved"),
    _("Status"),
    _("Next step"),
)


def workbook(found: Sequence[Line], words: Words) -> bytes:
    """One row for each placement, in the reader's language."""
    return write_xlsx([words.text(title) for title in TITLES], [_row(line, words) for line in found])


def _row(line: Line, words: Words) -> list[Out]:
    now = step(line)
    approved = [w for w in line.diary if w.state is WeekState.APPROVED]
    return [
        line.learner,
        line.group,
        line.qualification,
        line.company,
        line.mentor,
        line.starts,
        line.ends,
        line.number,
        round(float(line.percent), 1) if line.percent is not None else None,
        float(sum(w.hours for w in approved)),
        len(approved),
        words.text(now.badge),
        words.text(now.text),
    ]
