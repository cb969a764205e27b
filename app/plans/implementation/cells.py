"""The cells of a row of the implementation plan: what may be written in each. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Final

from app.kit.words import Said, _
from app.plans import cells
from app.plans.cells import HOURS, Unfit
from app.plans.implementation.models import LAST_COURSE, ImplementationRow

FIELDS: Final = (*HOURS, "courses")
LABELS: Final[dict[str, Said]] = {
    **{name: cells.LABELS[name] for name in HOURS},
    "courses": _("Course"),
}


def read(field: str, typed: Any) -> dict[str, Any]:
    """The columns that the typed text means. Raises `Unfit`."""
    if field not in FIELDS:
        raise Unfit(field, _("There is no such cell."))
    if field in HOURS:
        return {field: cells.read(field, typed)}
    text = str(typed or "").strip().rstrip(".")
    if not text:
        return {"first_course": None, "last_course": None}
    found = re.fullmatch(r"(\d)\.?(?:\s*[-–—]\s*(\d))?", text)
    first, last = (int(found[1]), int(found[2] or found[1])) if found else (0, 0)
    if not 1 <= first <= last <= LAST_COURSE:
        raise Unfit(field, _("Write the course, for example 2 or 2–3; there are {n} of them.", n=LAST_COURSE))
    return {"first_course": first, "last_course": last}


def written(row: ImplementationRow, field: str) -> str:
    """A value as it stands in an input."""
    return row.courses if field == "courses" else cells.written(getattr(row, field))


def check(row: ImplementationRow, values: Mapping[str, Any]) -> None:
    """Raises `Unfit` when hours cannot be such, or the module would have more than the programme gives."""
    for field in HOURS:
        if field in values:
            cells.check_hours(field, values[field])
    raised = [f for f in HOURS if f in values and values[f] > getattr(row, f)]
    if not raised:
        return
    rows = [each for each in row.implementation.rows if each.module_id == row.module_id]
    total = sum((each.hours for each in rows), Decimal(0))
    total += sum((values[f] - getattr(row, f) for f in HOURS if f in values), Decimal(0))
    if total > row.module.hours:
        raise Unfit(raised[-1], cells.too_many(total, row.module.hours))
