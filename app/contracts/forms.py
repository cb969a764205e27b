"""The terms of a contract."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from app.kit.forms import Day, Form, Whole
from app.pay.forms import Amount
from app.pay.models import Instrument

Clause = Annotated[str, Field(max_length=4000)]
PolicyNumber = Annotated[str, Field(max_length=100)]
Insurer = Annotated[str, Field(max_length=200)]


class TermsForm(Form):
    """Who signs for the company, the clauses, and what is still missing about pay and insurance."""

    model_config = {**Form.model_config, "str_max_length": 4000}

    signatory_id: int | None = None
    pay: Instrument | None = None
    pay_amount: Amount | None = None
    pay_number: Annotated[str, Field(max_length=100)] = ""
    accident_insurer: Insurer = ""
    accident_number: PolicyNumber = ""
    accident_starts: Day | None = None
    accident_ends: Day | None = None
    accident_everybody: bool = False
    liability_insurer: Insurer = ""
    liability_number: PolicyNumber = ""
    liability_starts: Day | None = None
    liability_ends: Day | None = None
    liability_everybody: bool = False
    induction: Clause = ""
    assessment: Clause = ""
    liability: Clause = ""
    amendment: Clause = ""
    termination: Clause = ""
    version: int


class NoteForm(Form):
    """What is said to those who sign."""

    note: str = Field(default="", max_length=1000)


class SendForm(Form):
    """Which placements of a group; which of them were tried in the steps before, and which went out."""

    chosen: list[Whole] = []
    tried: list[Whole] = []
    sent: list[Whole] = []
