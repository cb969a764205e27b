"""The forms of signing."""

from __future__ import annotations

from pydantic import Field

from app.kit.forms import Form


class SignForm(Form):
    """The code, and the hash of what was shown."""

    code: str = Field(max_length=12)
    sha256: str = Field(max_length=64)


class DeclineForm(Form):
    """Why somebody does not sign."""

    reason: str = Field(min_length=3, max_length=1000)


class ChooseForm(Form):
    """Several documents at once: `12:hash` for each that is ticked."""

    chosen: list[str] = Field(default=[], max_length=100)


class BatchForm(ChooseForm):
    """The chosen ones and the code that was sent for them."""

    code: str = Field(max_length=12)
