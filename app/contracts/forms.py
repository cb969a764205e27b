"""The terms of a contract."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated

from pydantic import Field

from app.contracts.models import Pay
from app.kit.forms import Day, Form, Number

Clause = Annotated[str, Field(max_length=4000)]


class TermsForm(Form):
    """What is agreed besides the placement itself."""

    model_config = {**Form.model_config, "str_max_length": 4000}

    signatory_id: int | None = None
    pay: Pay | None = None
    pay_amount: Annotated[Number, Field(ge=Decimal(0), le=Decimal(10_000))] | None = None
    pay_reference: Annotated[str, Field(max_length=200)] = ""
    accident_policy: Annotated[str, Field(max_length=200)] = ""
    accident_until: Day | None = None
    liability_policy: Annotated[str, Field(max_length=200)] = ""
    liability_until: Day | None = None
    induction: Clause = ""
    assessment: Clause = ""
    liability: Clause = ""
    amendment: Clause = ""
    termination: Clause = ""
    version: int
