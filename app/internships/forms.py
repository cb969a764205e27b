"""What browsers send about internships."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated

from pydantic import Field, field_validator
from starlette.datastructures import UploadFile

from app.kit.clock import today
from app.kit.forms import Day, Form, Number, Whole, wrong
from app.kit.words import _

Long = Annotated[str, Field(max_length=6000)]


class ProgrammeForm(Form):
    """The practice programme (481: 6.1.1); nothing is compulsory while it is a draft."""

    model_config = {**Form.model_config, "str_max_length": 6000}

    aim: Long = ""
    tasks: Long = ""
    criteria: Long = ""
    outcome: list[Whole] = []
    own: Long = ""
    hours: Annotated[Whole, Field(ge=0, le=3000)] = 0
    weeks: Annotated[Whole, Field(ge=0, le=80)] = 0
    closing: bool = False
    version: Whole = 0


class OutlineForm(ProgrammeForm):
    """A pattern of the library."""

    name: str = Field(max_length=200)
    group_id: Whole | None = None


class TakeForm(Form):
    """Which pattern."""

    outline_id: Whole


class CommentForm(Form):
    """What the place wants to be different."""

    comment: str = Field(min_length=3)


class SupervisorForm(Form):
    """Who supervises for the school, and in what position."""

    person_id: Whole
    position: str = Field(max_length=120)


class OccupationForm(Form):
    """The occupation of the supervisor at the place."""

    occupation: str = Field(max_length=200)
    code: str = Field(default="", max_length=10, pattern=r"^[0-9 ]*$")


class ChosenForm(Form):
    """Which internships an order is for."""

    chosen: list[Whole] = []


class OrderForm(ChosenForm):
    """The order itself."""

    number: str = Field(default="", max_length=40)
    dated: Day | None = None
    grounds: Long = ""
    struck: list[Whole] = []
    person_id: Whole | None = None
    position: str = Field(default="", max_length=120)
    version: Whole = 0


class SettlementForm(Form):
    """How the place and the learner settle."""

    terms: Long = Field(default="")
    month_amount: Annotated[Number, Field(ge=Decimal(0), le=Decimal(10_000))] | None = None

    @field_validator("terms")
    @classmethod
    def _some(cls, terms: str) -> str:
        if not terms.strip():
            wrong(_("Write how the place and the learner settle."))
        return terms


class PaperForm(Form):
    """An agreement signed elsewhere."""

    model_config = {**Form.model_config, "arbitrary_types_allowed": True}

    agreed_on: Day
    file: UploadFile

    @field_validator("agreed_on")
    @classmethod
    def _past(cls, day: date) -> date:
        if day > today():
            wrong(_("The date has not come yet."))
        return day
