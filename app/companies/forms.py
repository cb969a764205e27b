"""The forms of companies, their people and their places."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, ValidationInfo, field_validator

from app.companies.rules import EEA
from app.identity.roles import Role
from app.kit.forms import Day, Form, Whole, wrong
from app.kit.words import _
from app.schools.forms import Email, Name, PersonForm, Phone


class CompanyForm(Form):
    """A new company: its number, and by hand what the register does not know."""

    reg_no: str = Field(max_length=40)
    name: str = Field(default="", max_length=300)
    legal_form: str = Field(default="", max_length=10)
    address: str = Field(default="", max_length=300)
    country: str = Field(default="LV", min_length=2, max_length=2)
    email: Email = ""
    phone: Phone = ""
    anyway: bool = False


class ContactsForm(Form):
    """A company's own data; name and address only of one typed by hand."""

    name: str = Field(default="", max_length=300)
    legal_form: str = Field(default="", max_length=10)
    address: str = Field(default="", max_length=300)
    email: Email = ""
    phone: Phone = ""
    learners_per_mentor: Annotated[Whole, Field(ge=1, le=50)] | None = None
    limit_blocks: bool = False
    crewing_licence: str = Field(default="", max_length=60)
    version: int = 0


class BranchForm(Form):
    """A place of work."""

    name: str = Field(max_length=200)
    street_address: str = Field(default="", max_length=300)
    country: str = "LV"

    @field_validator("country")
    @classmethod
    def _in_the_eea(cls, value: str) -> str:
        if value not in EEA:
            wrong(_("A branch must be in Latvia or in another country of the EU or the EEA."))
        return value


class MentorForm(PersonForm):
    """A DVB supervisor."""

    occupation: str = Field(default="", max_length=200)
    person_version: int = 0


class OfficerForm(Form):
    """Who acts for the company."""

    given_name: Name
    family_name: Name
    email: Email = ""
    phone: Phone = ""
    capacity: str = Field(default="", max_length=100)
    roles: list[Literal[Role.COMPANY_ADMIN, Role.SIGNATORY]] = Field(min_length=1)
    version: int = 0
    person_version: int = 0


class OfferForm(Form):
    """Places for a qualification and a period."""

    qualification: str = Field(max_length=200)
    places: Annotated[Whole, Field(ge=1, le=500)]
    starts: Day
    ends: Day
    branch: int | None = None
    tasks: str = Field(default="", max_length=2000)
    version: int = 0

    @field_validator("ends")
    @classmethod
    def _after_the_start(cls, value: date, info: ValidationInfo) -> date:
        starts = info.data.get("starts")
        if starts and value < starts:
            wrong(_("The period must end after it begins."))
        return value
