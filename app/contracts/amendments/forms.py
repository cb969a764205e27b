"""What changes in a contract."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated

from pydantic import Field

from app.kit.forms import Day, Form, Number, Whole
from app.pay.models import Instrument, Rate
from app.placements.forms import Time
from app.placements.schedule import MOST_HOURS


class AmendForm(Form):
    """The kinds of change, the day, and the new values of those kinds."""

    veids: list[str] = Field(default_factory=list)
    takes_effect_on: Day
    reason: Annotated[str, Field(max_length=1000)] = ""
    mentor_id: Whole | None = None
    branch_id: Whole | None = None
    starts: Day | None = None
    ends: Day | None = None
    week: list[str] = Field(default_factory=list)  # 2026-W37, those at the company
    first: str = ""  # the weeks that were on the screen
    last: str = ""
    work_days: list[str] = Field(default_factory=list)
    work_from: Time | None = None
    work_until: Time | None = None
    day_hours: Annotated[Number, Field(gt=0, le=MOST_HOURS)] | None = None
    pay: Instrument | None = None
    pay_amount: Annotated[Number, Field(ge=Decimal(0), le=Decimal(10_000))] | None = None
    pay_rate: Rate = Rate.MONTH
    pay_number: Annotated[str, Field(max_length=100)] = ""
    look: bool = False  # show the weeks of these dates, save nothing
