"""The cells of a plan row: what may be written in each, and what is wrong with what was typed. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Final

from pydantic import Field, ValidationError, create_model

from app.kit.errors import Reason, Refused
from app.kit.forms import MESSAGES, Day, Form, Number
from app.kit.words import Said, _
from app.plans.models import PlanRow

HOURS: Final = ("school_theory", "school_practice", "company")
DATES: Final = ("starts", "ends")
TEXTS: Final = ("responsible", "assessment")
FIELDS: Final = (*HOURS, *DATES, *TEXTS)
LONGEST: Final = 200

_Number = create_model("_Number", __base__=Form, value=(Number, ...))
_Day = create_model("_Day", __base__=Form, value=(Day, ...))
_Text = create_model("_Text", __base__=Form, value=(Annotated[str, Field(max_length=LONGEST)], ...))

LABELS: Final[dict[str, Said]] = {
    "school_theory": _("Theory at school"),
    "school_practice": _("Practice at school"),
    "company": _("At the company"),
    "starts": _("From"),
    "ends": _("To"),
    "responsible": _("Responsible"),
    "assessment": _("Way of assessment"),
}


def kind(field: str) -> str:
    """Hours, a date or words."""
    return "hours" if field in HOURS else "date" if field in DATES else "text"


class Changed(Refused):
    """Somebody else wrote another value into the cell meanwhile."""

    def __init__(self, field: str, who: str, theirs: Any) -> None:
        super().__init__(_("{name} changed this field meanwhile.", name=who))
        self.field, self.who, self.theirs = field, who, theirs


class Unfit(Refused):
    """The value does not belong into the cell."""

    def __init__(self, field: str, text: Said) -> None:
        super().__init__(Reason(text))
        self.field, self.text = field, text


def read(field: str, value: Any) -> Any:
    """The typed text as hours, date or words; what is typed already is taken as it is. Raises `Unfit`."""
    if field not in FIELDS:
        raise Unfit(field, _("There is no such cell."))
    if not isinstance(value, str):
        return Decimal(value) if field in HOURS else value
    if not value.strip():
        return Decimal(0) if field in HOURS else None if field in DATES else ""
    form = _Number if field in HOURS else _Day if field in DATES else _Text
    try:
        return form.model_validate({"value": value}).value  # type: ignore[attr-defined]
    except ValidationError as found:
        error = found.errors()[0]
        context = error.get("ctx", {})
        if error["type"] == "said":
            raise Unfit(field, context["said"]) from found
        message = MESSAGES.get(error["type"])
        raise Unfit(field, message(context) if message else _("Check this field.")) from found


def written(value: Any) -> str:
    """A value as it stands in an input."""
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return f"{value.normalize():f}".replace(".", ",")
    if isinstance(value, date):
        return value.isoformat()
    return str(value)


def check(row: PlanRow, field: str, value: Any) -> None:
    """Raises `Unfit` when the value cannot stand in this row."""
    check_row(row, {field: value})


def check_row(row: PlanRow, values: Mapping[str, Any]) -> None:
    """Raises `Unfit` for the first value that cannot stand beside the others."""
    for field, value in values.items():
        if field in HOURS:
            check_hours(field, value)
        elif field in DATES:
            _check_date(row, field, value)
        elif len(value) > LONGEST:
            raise Unfit(field, _("At most {n} characters.", n=LONGEST))
    _check_sum(row, values)
    _check_order(row, values)


def check_hours(field: str, value: Decimal) -> None:
    """Raises `Unfit` for what is no number of hours."""
    if value < 0:
        raise Unfit(field, _("Hours cannot be less than none."))
    if value >= 100_000 or value != value.quantize(Decimal("0.01")):
        raise Unfit(field, _("Write a number, for example 7,5."))


def _check_sum(row: PlanRow, values: Mapping[str, Any]) -> None:
    """The module's rows together stay inside the programme; taking hours off is always possible."""
    raised = [f for f in HOURS if f in values and values[f] > getattr(row, f)]
    if not raised:
        return
    total = sum((r.hours for r in row.plan.rows if r.module_id == row.module_id), Decimal(0))
    total += sum((values[f] - getattr(row, f) for f in HOURS if f in values), Decimal(0))
    if total > row.module.hours:
        raise Unfit(raised[-1], too_many(total, row.module.hours))


def too_many(total: Decimal, most: int) -> Said:
    """A module has more hours than in the programme."""
    return _(
        "The programme gives this module {most:number} h; with this it would be {total:number} h."
        " Take off {over:number} h.",
        most=most,
        total=total,
        over=total - most,
    )


def _check_order(row: PlanRow, values: Mapping[str, Any]) -> None:
    changed = [f for f in DATES if f in values]
    starts, ends = values.get("starts", row.starts), values.get("ends", row.ends)
    if changed and starts and ends and ends < starts:
        raise Unfit(changed[-1], _("The end is before the start."))


def _check_date(row: PlanRow, field: str, value: date | None) -> None:
    period = row.plan.placement
    if value and period.starts and period.ends and not period.starts <= value <= period.ends:
        raise Unfit(
            field,
            _("The placement lasts from {starts:day} to {ends:day}.", starts=period.starts, ends=period.ends),
        )
