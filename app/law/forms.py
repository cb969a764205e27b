"""The form of a change."""

from __future__ import annotations

from pydantic import Field

from app.kit.forms import Day, Form, Number
from app.kit.rules import Level


class ChangeForm(Form):
    """What changes in a rule, from when, and by which act."""

    since: Day
    figure: str = Field("", max_length=40)
    value: Number | None = None
    level: Level | None = None
    repealed: bool = False
    source: str = Field("", max_length=500)
