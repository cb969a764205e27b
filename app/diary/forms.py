"""What the diary is sent: a day, a week's version, a comment."""

from __future__ import annotations

import re
from datetime import timedelta
from decimal import Decimal

from pydantic import Field, ValidationInfo, field_validator

from app.diary.models import Absence
from app.diary.rules import LEAST_HOURS, MOST_HOURS
from app.kit.forms import Day, Form, Number, Whole, wrong
from app.kit.words import _

OLDEST = timedelta(days=14)  # how long an entry may wait on a phone without internet


class DayForm(Form):
    """A day; `offline_age` is for how many seconds it waited on the phone."""

    on: Day
    absence: Absence | None = None
    hours: Number | None = Field(default=None, validate_default=True)
    outcome: list[Whole] = []
    text: str = ""
    offline_key: str | None = Field(default=None, max_length=64, pattern=r"^[0-9A-Za-z-]+$")
    offline_age: Whole = 0

    @field_validator("hours")
    @classmethod
    def _worked(cls, hours: Decimal | None, info: ValidationInfo) -> Decimal | None:
        if info.data.get("absence"):
            return None
        if hours is None or not LEAST_HOURS <= hours <= MOST_HOURS:
            wrong(_("Hours are from half an hour to 12."))
        return round(hours, 2)

    @field_validator("offline_age")
    @classmethod
    def _young(cls, seconds: int) -> int:
        if timedelta(seconds=seconds) > OLDEST:
            wrong(_("This entry is more than 14 days old. Open its day and write it again."))
        return max(0, seconds)


class ClearForm(Form):
    """Which day is taken out."""

    on: Day


class WeekForm(Form):
    """The week as it was when it was looked at."""

    version: Whole | None = None


class CommentForm(WeekForm):
    """What has to be corrected."""

    comment: str = Field(min_length=1)


class TickedForm(Form):
    """The weeks looked at and ticked: `12-3` is week 12 in its version 3."""

    week: list[str] = Field(default=[], validate_default=True)

    @field_validator("week")
    @classmethod
    def _read(cls, ticked: list[str]) -> list[str]:
        if not ticked or not all(re.fullmatch(r"\d{1,9}-\d{1,9}", text) for text in ticked):
            wrong(_("Tick the weeks you have looked at."))
        return ticked
