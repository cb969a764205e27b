"""The forms of pay and of policies."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated

from pydantic import Field
from starlette.datastructures import UploadFile

from app.kit.forms import Day, Form, Number
from app.pay.funding import Cost
from app.pay.models import ConcludedBy, Instrument, Rate

Amount = Annotated[Number, Field(ge=Decimal(0), le=Decimal(10_000))]
Sum = Annotated[Number, Field(ge=Decimal(0), le=Decimal(100_000_000))]
WeekHours = Annotated[Number, Field(gt=Decimal(0), le=Decimal(60))]


class WithFile(Form):
    """A form with a copy attached."""

    model_config = {**Form.model_config, "arbitrary_types_allowed": True}

    file: UploadFile | None = None


class PayForm(WithFile):
    """What is agreed about pay."""

    instrument: Instrument
    number: str = Field(default="", max_length=100)
    agreed_on: Day | None = None
    starts: Day
    amount: Amount | None = None
    rate: Rate = Rate.MONTH
    week_hours: WeekHours | None = None
    concluded_by: ConcludedBy = ConcludedBy.LEARNER
    version: int = 0


class EndForm(Form):
    """The last day."""

    on: Day


class PolicyForm(WithFile):
    """A policy; learners are named when it is not for everybody."""

    insurer: str = Field(max_length=200)
    number: str = Field(max_length=100)
    insured_sum: Sum | None = None
    starts: Day
    ends: Day
    everybody: bool = False
    learners: list[int] = Field(default_factory=list, max_length=2000)
    version: int = 0


class FundingForm(Form):
    """A programme that pays for placements."""

    name: str = Field(max_length=200)
    costs: list[Cost] = Field(default_factory=list)
    active: bool = False


class FundForm(Form):
    """Which programmes fund a placement."""

    programmes: list[int] = Field(default_factory=list, max_length=100)


class CheckForm(Form):
    """The day of a check."""

    on: Day
