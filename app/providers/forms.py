"""What comes back with a person."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from app.kit.forms import Form


class AnswerForm(Form):
    """A code or an error of the provider; for the test provider the kind of file."""

    code: str = Field(default="", max_length=2000)
    error: str = Field(default="", max_length=200)
    format: Literal["", "edoc", "pdf"] = ""
