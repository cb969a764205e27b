"""What the pages of safety are sent."""

from __future__ import annotations

import re
from datetime import time
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, field_validator

from app.kit.forms import Day, Form, Number, Whole, wrong
from app.kit.words import _
from app.safety.models import About
from app.safety.topics import TOPICS, HazardTag, Kind


def _clock(value: Any) -> Any:
    if isinstance(value, str):
        found = re.fullmatch(r"([01]?\d|2[0-3])[:.]([0-5]\d)(?::\d\d)?", value.strip())
        if not found:
            wrong(_("Write a time, for example 14:05."))
        return time(int(found[1]), int(found[2]))
    return value


Clock = Annotated[time, BeforeValidator(_clock)]


class InstructForm(Form):
    """One instruction of one or several learners."""

    placement: list[Whole] = Field(default=[], validate_default=True)
    kind: Kind
    on: Day
    topic: list[str] = []
    own: list[str] = []
    reason: str = Field(default="", max_length=500)
    failed: list[Whole] = []  # those who did not understand it yet

    @field_validator("placement")
    @classmethod
    def _somebody(cls, chosen: list[int]) -> list[int]:
        if not chosen:
            wrong(_("Tick who was instructed."))
        return chosen

    @field_validator("topic")
    @classmethod
    def _known(cls, keys: list[str]) -> list[str]:
        return [key for key in keys if key in TOPICS]


class RepeatForm(Form):
    """The instruction once more."""

    on: Day
    passed: Literal["yes", "no"]


class ReasonForm(Form):
    """Why the learner does not agree."""

    reason: str = Field(min_length=1, max_length=500)


class IssueForm(Form):
    """A piece of equipment."""

    item: str = Field(min_length=1, max_length=300)
    size: str = Field(default="", max_length=40)
    on: Day


class ConditionsForm(Form):
    """The risks of the work, and how one is protected."""

    risks: str = ""
    hazardous: bool = False


class HealthForm(Form):
    """When and until when; no diagnosis."""

    needed: bool = False
    health_on: Day | None = None
    until: Day | None = None
    limits: str = Field(default="", max_length=300)


class HazardForm(Form):
    """A task named for adolescents."""

    tag: HazardTag


class JustifyForm(Form):
    """Which part of the training needs it."""

    justification: str = Field(min_length=1, max_length=1000)


class AllowForm(Form):
    """Both conditions that the company answers for."""

    supervised: bool = False
    protected: bool = False


class ReportForm(Form):
    """What happened."""

    on: Day
    at: Clock
    place: str = Field(min_length=1, max_length=300)
    circumstances: str = Field(min_length=1)
    witnesses: str = Field(default="", max_length=300)
    injury: str = Field(default="", max_length=200)
    first_aid: str = Field(default="", max_length=300)


class InvestigateForm(Form):
    """Why, and what is done about it."""

    cause: str = Field(min_length=1)
    conclusions: str = Field(min_length=1)


class ItemForm(Form):
    """An item of a list."""

    about: About
    text: str = Field(min_length=1, max_length=300)
    qualification: str = Field(default="", max_length=200)
    company: Whole | None = None


class StudyForm(Form):
    """Hours of a full week at school."""

    week: Number

    @field_validator("week")
    @classmethod
    def _a_week(cls, hours: Decimal) -> Decimal:
        if not 0 <= hours <= 60:
            wrong(_("Hours of a week are from 0 to 60."))
        return round(hours, 2)
