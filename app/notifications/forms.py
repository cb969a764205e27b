"""The form about a message that was not delivered."""

from __future__ import annotations

from pydantic import Field, field_validator

from app.kit.forms import Form, wrong
from app.kit.identifiers import Wrong
from app.kit.identifiers import email as read_email


class AddressForm(Form):
    """Another e-mail."""

    email: str = Field(max_length=254)

    @field_validator("email")
    @classmethod
    def _email(cls, value: str) -> str:
        try:
            return read_email(value).address
        except Wrong as unread:
            wrong(unread.said)
