"""How a contract pauses or ends."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from app.contracts.endings.models import Cause, Ground, Side
from app.kit.forms import Day, Form, Whole


class SuspendForm(Form):
    """Why, from when, until when as far as is known."""

    cause: Cause
    starts: Day
    expected_until: Day | None = None
    words: Annotated[str, Field(max_length=1000)] = ""


class EndForm(Form):
    """On what ground, who wants it, the last day."""

    ground: Ground
    side: Side
    last_day: Day
    words: Annotated[str, Field(max_length=2000)] = ""
    endangered: bool = False


class TransferForm(Form):
    """To which company, and the last day here."""

    company_id: Whole
    last_day: Day
    words: Annotated[str, Field(max_length=2000)] = ""
