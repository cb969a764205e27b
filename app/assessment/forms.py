"""What is sent: the company's words, the school's mark, a date, a comment, a report, an event."""

from __future__ import annotations

import re
from datetime import time
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, field_validator
from starlette.datastructures import UploadFile

from app.assessment.scale import Grip, valid
from app.kit.forms import Day, Form, Whole, wrong
from app.kit.words import _

ABSENT = "nv"  # n/v, as it is typed


def _mark(value: Any) -> Any:
    """8 is a mark; 8,5 and 11 are not (R44)."""
    if not isinstance(value, str):
        return value
    text = value.strip()
    if not re.fullmatch(r"\d{1,3}", text) or not valid(int(text)):
        wrong(_("A mark is a whole number from 1 to 10."))
    return int(text)


def _mark_or_absent(value: Any) -> Any:
    if isinstance(value, str) and value.strip().lower().replace("/", "") == ABSENT:
        return ABSENT
    return _mark(value)


Mark = Annotated[int, BeforeValidator(_mark)]
FinalMark = Annotated[int | str, BeforeValidator(_mark_or_absent)]


class ProposalForm(Form):
    """The company's assessment; the words of outcomes are read by their ids beside it."""

    mark: Mark | None = None
    good: str = ""
    better: str = ""


class GradeForm(Form):
    """The school's final mark."""

    version: Whole | None = None
    mark: FinalMark
    held_on: Day | None = None
    reason: str = ""
    repeat_on: Day | None = None

    @property
    def value(self) -> int | None:
        """None is n/v."""
        return None if self.mark == ABSENT else int(self.mark)


class CommentForm(Form):
    """Words to somebody."""

    comment: str = Field(min_length=1)


class DateForm(Form):
    """A day."""

    on: Day


class CharacterForm(Form):
    """Three aspects and proposals."""

    work: Grip | None = None
    work_text: str = ""
    colleagues: Grip | None = None
    colleagues_text: str = ""
    skill: Grip | None = None
    skill_text: str = ""
    to_learner: str = ""
    to_school: str = ""


class ReportForm(Form):
    """The texts are read by their numbers beside it; the file is instead of them."""

    file: UploadFile | None = None

    model_config = Form.model_config | {"arbitrary_types_allowed": True}


class NothingForm(Form):
    """Only what is read by name beside it."""


class ProcedureForm(Form):
    """The school's days and headings, a heading on each line."""

    company_days: Whole = Field(ge=1, le=60)
    report_days: Whole = Field(ge=0, le=60)
    headings: str = ""


class EventForm(Form):
    """The closing event."""

    title: str = Field(min_length=1, max_length=200)
    on: Day
    at: time
    place: str = Field(default="", max_length=200)
    placement: list[Whole] = []

    @field_validator("at", mode="before")
    @classmethod
    def _hour(cls, value: Any) -> Any:
        if isinstance(value, str) and not re.fullmatch(r"([01]?\d|2[0-3]):[0-5]\d(:\d\d)?", value.strip()):
            wrong(_("Write a time, for example 14:30."))
        return value


class RemindForm(Form):
    """Which sheets to remind of."""

    sheet: list[Whole] = Field(default=[], validate_default=True)

    @field_validator("sheet")
    @classmethod
    def _some(cls, chosen: list[int]) -> list[int]:
        if not chosen:
            wrong(_("Choose whom to remind."))
        return chosen
