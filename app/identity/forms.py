"""The forms of the doors."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, field_validator, model_validator

from app.kit.forms import Form, wrong
from app.kit.words import _


class SignInForm(Form):
    """E-mail and password."""

    email: str = Field(max_length=254)
    password: str = Field(max_length=200)
    next: str = ""


class ContactForm(Form):
    """An e-mail or a phone number, for a new link or a new password."""

    contact: Annotated[str, Field(max_length=254)]


class PasswordForm(Form):
    """A new password, twice."""

    password: str = Field(min_length=10, max_length=200)
    again: str = Field(max_length=200)

    @model_validator(mode="after")
    def _same(self) -> PasswordForm:
        if self.password != self.again:
            wrong(_("The two passwords differ."))
        return self


class ProfileForm(Form):
    """How one is reached."""

    email: str = Field(default="", max_length=254)
    phone: str = Field(default="", max_length=20)
    version: int

    @field_validator("email")
    @classmethod
    def _email(cls, value: str) -> str:
        if value and ("@" not in value or " " in value or value.startswith("@") or value.endswith("@")):
            wrong(_("Write an e-mail address, for example name@example.lv."))
        return value


class LanguageForm(Form):
    """Latvian or English."""

    lang: Literal["lv", "en"]
    back: str = "/"


class ThemeForm(Form):
    """Light, dark or as the system says."""

    theme: Literal["light", "dark", "auto"]
    back: str = "/"


class SwitchForm(Form):
    """In which organisation one acts."""

    organisation_id: int


def local(path: str) -> str:
    """A path of our own, never another site's."""
    return path if path.startswith("/") and not path.startswith(("//", "/\\")) else "/"
