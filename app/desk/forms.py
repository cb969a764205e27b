"""The forms of the desk."""

from __future__ import annotations

from pydantic import Field

from app.kit.forms import Form


class RemindForm(Form):
    """Whom to nudge: names of things, `signer:12` or `week:5`."""

    about: list[str] = Field(min_length=1, max_length=400)
    back: str = "/"


class SelectionForm(Form):
    """Rows of the table."""

    chosen: list[int] = Field(default=[], max_length=2000)
    all: bool = False
    query: str = Field(default="", max_length=1000)


class FilterForm(Form):
    """A name for what the address shows."""

    name: str = Field(max_length=60)
    query: str = Field(default="", max_length=1000)
    shared: bool = False
