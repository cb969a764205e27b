"""What stood wrong."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from app.contracts.corrections.models import What
from app.kit.forms import Form
from app.schools.forms import Email, Phone


class CorrectionForm(Form):
    """The right words, and why."""

    what: What
    email: Email = ""
    phone: Phone = ""
    address: Annotated[str, Field(max_length=300)] = ""
    reason: Annotated[str, Field(max_length=500)] = ""
