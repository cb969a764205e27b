"""The forms of opinions, decisions and evidence."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field, ValidationInfo, field_validator
from starlette.datastructures import UploadFile

from app.kit.clock import today
from app.kit.forms import Day, Form, Whole, wrong
from app.kit.words import _
from app.schools.forms import Email
from app.suitability.formula import Kind
from app.suitability.models import Result


def _not_ahead(value: date | None) -> date | None:
    if value and value > today():
        wrong(_("This date is in the future."))
    return value


class WithFile(Form):
    """A form to which a file may be added."""

    model_config = {**Form.model_config, "arbitrary_types_allowed": True}

    file: UploadFile | None = None


class TermsForm(Form):
    """How the school asks the council."""

    council_name: str = Field(default="", max_length=200)
    council_email: Email = ""
    answer_days: Annotated[Whole, Field(ge=1, le=90)] = 15
    coordinator_decides: bool = False


class AskForm(Form):
    """A request to the council."""

    programme: Whole | None = None
    branch: Whole | None = None
    council_name: str = Field(max_length=200)
    council_email: Email = ""
    mentors: list[int] = Field(default_factory=list)
    tasks: str = Field(default="", max_length=4000)


class OpinionForm(WithFile):
    """What the council answered."""

    result: Result
    opinion_on: Day
    number: str = Field(default="", max_length=60)
    conditions: str = Field(default="", max_length=2000, validate_default=True)
    version: int = 0

    _past = field_validator("opinion_on")(_not_ahead)

    @field_validator("conditions")
    @classmethod
    def _said(cls, value: str, info: ValidationInfo) -> str:
        if info.data.get("result") is Result.CONDITIONS and not value:
            wrong(_("Write the conditions."))
        return value


class EnterForm(OpinionForm):
    """An opinion that was asked for outside the portal."""

    programme: Whole | None = None
    council_name: str = Field(max_length=200)
    asked_on: Day | None = None

    _asked = field_validator("asked_on")(_not_ahead)


class DecisionForm(WithFile):
    """What the school decides."""

    programme: Whole | None = None
    positive: bool
    number: str = Field(default="", max_length=60)
    decided_on: Day
    valid_until: Day | None = None
    reason: str = Field(default="", max_length=2000)

    _past = field_validator("decided_on")(_not_ahead)

    @field_validator("valid_until")
    @classmethod
    def _later(cls, value: date | None, info: ValidationInfo) -> date | None:
        decided = info.data.get("decided_on")
        if value and decided and value <= decided:
            wrong(_("It must end after it begins."))
        return value


class BecauseForm(Form):
    """Why something is taken back."""

    reason: str = Field(min_length=3, max_length=2000)


class EvidenceForm(WithFile):
    """One paper, or a declaration."""

    kind: Kind
    issuer: str = Field(default="", max_length=200)
    number: str = Field(default="", max_length=60)
    hours: Annotated[Whole, Field(ge=1, le=10_000)] | None = None
    since: Day | None = None
    until: Day | None = None


class ChildCheckForm(Form):
    """The check by the law on the protection of children's rights; never its extract."""

    checked_on: Day
    allowed: bool
    next_due: Day | None = None

    _past = field_validator("checked_on")(_not_ahead)

    @field_validator("next_due")
    @classmethod
    def _later(cls, value: date | None, info: ValidationInfo) -> date | None:
        checked = info.data.get("checked_on")
        if value and checked and value <= checked:
            wrong(_("It must be due after it was made."))
        return value
