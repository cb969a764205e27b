"""The forms of signing."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import ConfigDict, Field
from starlette.datastructures import UploadFile

from app.documents.models import Party
from app.kit.forms import Day, Form, Whole


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


class DelegationForm(Form):
    """Who signs for whom, from when to when, and what says so."""

    model_config = ConfigDict(arbitrary_types_allowed=True)
    giver: Whole
    taker: Whole
    starts: Day
    ends: Day
    basis: str = Field(min_length=3, max_length=300)
    proof: UploadFile


class EndForm(Form):
    """Why it ends early."""

    reason: str = Field(default="", max_length=500)


class ReplaceForm(Form):
    """Who signs instead, and why."""

    person: Whole
    reason: str = Field(min_length=3, max_length=1000)


class SuggestForm(Form):
    """Who should sign, as the one who was asked says it."""

    name: str = Field(default="", max_length=200)
    reason: str = Field(default="", max_length=280)


class CircuitForm(Form):
    """How one kind of document goes round."""

    way: Literal["ordered", "parallel"] = "ordered"
    guardian: Literal["one", "any", "all"] = "one"
    company: Literal["one", "any", "all"] = "one"
    school: Literal["one", "any", "all"] = "one"
    minor_too: bool = False
    outside: list[Party] = Field(default=[], max_length=4)
    remind_days: Whole = Field(default=0, ge=0, le=60)
    escalate_days: Whole = Field(default=0, ge=0, le=120)
    version: Whole = 0


class BringForm(Form):
    """A file signed elsewhere."""

    model_config = ConfigDict(arbitrary_types_allowed=True)
    file: UploadFile


class ManyForm(Form):
    """Files signed elsewhere; they are read one by one, so that each has its own answer."""


class PaperForm(Form):
    """Who signed on paper, when, and the scan that was compared with the original."""

    model_config = ConfigDict(arbitrary_types_allowed=True)
    signers: list[int] = Field(default=[], max_length=20)
    signed_on: date
    place: str = Field(default="", max_length=200)
    compared: bool = False
    file: UploadFile
