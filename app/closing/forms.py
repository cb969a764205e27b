"""The form of an errand."""

from __future__ import annotations

from pydantic import Field

from app.kit.forms import Day, Form


class ErrandForm(Form):
    """When it was done, and the number of a statement."""

    on: Day
    number: str = Field("", max_length=60)
