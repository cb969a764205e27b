"""Forms of a placement's parts."""

from __future__ import annotations

from datetime import time
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, field_validator

from app.documents.models import Party
from app.kit.forms import Day, Form, Number, Whole, wrong
from app.kit.words import _
from app.placements.models import Kind
from app.placements.schedule import MOST_HOURS


def _time(value: Any) -> Any:
    """Accepts 8:00, 08:00 and 8.00."""
    if isinstance(value, str):
        hour, _sep, minute = value.strip().replace(".", ":").partition(":")
        try:
            return time(int(hour), int(minute[:2] or 0))
        except ValueError:
            wrong(_("Write a time, for example 8:30."))
    return value


Time = Annotated[time, BeforeValidator(_time)]


class BeginForm(Form):
    """Work-based learning or an internship; perhaps from an offer."""

    kind: Kind = Kind.DVB
    offer_id: Whole | None = None


class ProgrammeForm(Form):
    """Which programme the placement belongs to."""

    programme_id: Whole


class CompanyForm(Form):
    """A company, its branch, the offer that is taken up."""

    company_id: Whole
    branch_id: Whole | None = None
    offer_id: Whole | None = None


class HostForm(Form):
    """Who supervises an internship in the school itself."""

    host_id: Whole


class MentorForm(Form):
    """One of the company's supervisors."""

    mentor_id: Whole


class DeputyForm(Form):
    """Another of them, or nobody."""

    mentor_id: Whole | None = None


class NewMentorForm(Form):
    """A supervisor who is not in the list yet."""

    given_name: str = Field(min_length=1, max_length=100)
    family_name: str = Field(min_length=1, max_length=100)
    email: str = Field(default="", max_length=254)
    phone: str = Field(default="", max_length=20)
    occupation: str = Field(default="", max_length=200)


class PeriodForm(Form):
    """Period, the weeks at the company, working time."""

    starts: Day
    ends: Day
    week: list[str] = Field(default_factory=list)  # 2026-W37, those at the company
    first: str = ""  # the weeks that were on the screen; others follow the group
    last: str = ""
    work_days: list[str] = Field(min_length=1)
    work_from: Time
    work_until: Time
    day_hours: Number = Field(gt=0, le=MOST_HOURS)
    version: Whole
    look: bool = False  # show the weeks of these dates, save nothing

    @field_validator("work_days")
    @classmethod
    def _weekdays(cls, value: list[str]) -> list[str]:
        if set(value) - set("1234567"):
            wrong(_("Choose the working days."))
        return value


class SignatureForm(Form):
    """Who signs with eParaksts or on paper, and why."""

    parties: list[Party] = Field(default=[], max_length=4)
    reason: str = Field(min_length=3, max_length=1000)


class CancelForm(Form):
    """Why it will not take place."""

    reason: str = Field(min_length=3, max_length=2000)


class GroupForm(Form):
    """The period common to a group; the rows are read by the learner's number."""

    starts: Day
    ends: Day
    kind: Kind = Kind.DVB
