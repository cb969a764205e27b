"""The table as a workbook."""

from __future__ import annotations

from collections.abc import Sequence

from app.desk.lines import Line
from app.desk.steps import step
from app.diary.models import State as WeekState
from app.kit.sheets import write_xlsx
from app.kit.words import Words, _


def workbook(found: Sequence[Line], words: Words) -> bytes:
    """One row for each placement, in the reader's language."""
    columns = [
        words.text(title)
        for title in (
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
    ]
    rows = []
    for line in found:
        now = step(line)
        approved = [w for w in line.diary if w.state is WeekState.APPROVED]
        rows.append(
            [
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
        )
    return write_xlsx(columns, rows)
