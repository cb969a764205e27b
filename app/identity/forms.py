"""The forms of the doors."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Literal

from pydantic import Field, ValidationInfo, field_validator

from app.identity.models import Pace
from app.kit.forms import Form, wrong
from app.kit.identifiers import Wrong
from app.kit.identifiers import email as read_email
from app.kit.identifiers import phone as read_phone
from app.kit.words import _


class SignInForm(Form):
    """E-mail and password."""

    email: str = Field(max_length=254)
    password: str = Field(max_length=200)
    next: str = "/"


class ContactForm(Form):
    """An e-mail or a phone number, for a new link or a new password."""

    contact: Annotated[str, Field(max_length=254)]


class PasswordForm(Form):
    """A new password, twice."""

    password: str = Field(min_length=10, max_length=200)
    again: str = Field(max_length=200)

    @field_validator("again")
    @classmethod
    def _same(cls, value: str, info: ValidationInfo) -> str:
        if info.data.get("password", value) != value:
            wrong(_("The two passwords differ."))
        return value


class ProfileForm(Form):
    """How one is reached."""

    email: str = Field(default="", max_length=254)
    phone: str = Field(default="", max_length=20)
    version: int

    @field_validator("email")
    @classmethod
    def _email(cls, value: str) -> str:
        return _read(lambda: read_email(value).address) if value else ""

    @field_validator("phone")
    @classmethod
    def _phone(cls, value: str) -> str:
        return _read(lambda: read_phone(value).e164) if value else ""


def _read(reader: Callable[[], str]) -> str:
    try:
        return reader()
    except Wrong as unread:
        wrong(unread.said)


class LanguageForm(Form):
    """Latvian or English."""

    lang: Literal["lv", "en"]
    back: str = "/"


class PaceForm(Form):
    """When letters come."""

    pace: Pace


class ThemeForm(Form):
    """Light, dark or as the system says."""

    theme: Literal["light", "dark", "auto"]
    back: str = "/"


class KeysForm(Form):
    """Whether single keys are shortcuts."""

    keys: Literal["on", "off"]
    back: str = "/"


class SwitchForm(Form):
    """In which organisation one acts."""

    organisation_id: int


def local(path: str) -> str:
    """A path of our own, never another site's: browsers read a backslash as a slash and skip tabs."""
    odd = path.startswith("//") or "\\" in path or any(ord(sign) <= 32 or ord(sign) == 127 for sign in path)
    return path if path.startswith("/") and not odd else "/"
