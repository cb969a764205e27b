"""The forms of the school, its people, programmes and groups."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, ValidationInfo, field_validator, model_validator

from app.identity.roles import Role
from app.kit import identifiers
from app.kit.clock import today
from app.kit.days import Week
from app.kit.forms import Day, Form, Whole, wrong
from app.kit.identifiers import Wrong
from app.kit.words import _
from app.schools.models import ModuleKind, Status

SIGNERS = ("learner", "company", "school")


def read_by(reader: Callable[[str], str]) -> AfterValidator:
    """What the reader of identifiers says is wrong becomes the field's message."""

    def read(value: str) -> str:
        if not value:
            return value
        try:
            return reader(value)
        except Wrong as unread:
            wrong(unread.said)

    return AfterValidator(read)


Email = Annotated[str, Field(max_length=254), read_by(lambda text: identifiers.email(text).address)]
Phone = Annotated[str, Field(max_length=30), read_by(lambda text: identifiers.phone(text).e164)]
Code = Annotated[str, Field(max_length=20), read_by(lambda text: identifiers.personal_code(text).code)]
ProgrammeCode = Annotated[
    str, Field(max_length=20), read_by(lambda text: identifiers.programme_code(text).printed)
]
NAME = re.compile(r"[^\W\d_]")


def _with_letters(value: str) -> str:
    if not NAME.search(value):
        wrong(_("Write a name with letters."))
    return " ".join(value.split())


Name = Annotated[str, Field(max_length=100), AfterValidator(_with_letters)]


class PersonForm(Form):
    """Somebody and how they are reached."""

    given_name: Name
    family_name: Name
    email: Email = ""
    phone: Phone = ""
    version: int = 0


class LearnerForm(PersonForm):
    """A learner; `anyway` says that what looked doubtful is right."""

    personal_code: Code = ""
    birth_date: Day | None = None
    group: int | None = None
    status: Status = Status.STUDYING
    anyway: bool = False
    person_version: int = 0

    @field_validator("birth_date")
    @classmethod
    def _born_before_today(cls, value: date | None) -> date | None:
        if value and value > today():
            wrong(_("The date of birth is in the future."))
        return value


class GuardianForm(PersonForm):
    """A parent or a guardian."""

    relation: str = Field(default="", max_length=40)


class StaffForm(Form):
    """A colleague."""

    given_name: Name
    family_name: Name
    email: Email
    roles: list[Literal[Role.SCHOOL_ADMIN, Role.COORDINATOR, Role.SUPERVISOR, Role.DIRECTOR]] = Field(
        min_length=1
    )


class RoleForm(Form):
    """Which of a colleague's roles."""

    role: Role


class SchoolForm(Form):
    """The school's own settings."""

    name: str = Field(max_length=300)
    short_name: str = Field(default="", max_length=40)
    address: str = Field(default="", max_length=300)
    email: Email = ""
    phone: Phone = ""
    director: int | None = None
    series: str = Field(default="DVB-{year}/{n}", max_length=40)
    notice_days: Annotated[Whole, Field(ge=0, le=30)] = 5
    first: Literal["learner", "company", "school"] = "learner"
    second: Literal["learner", "company", "school"] = "company"
    third: Literal["learner", "company", "school"] = "school"
    version: int = 0

    @field_validator("series")
    @classmethod
    def _has_a_number(cls, value: str) -> str:
        rest = value.replace("{n}", "", 1).replace("{year}", "", 1)
        if "{n}" not in value or "{" in rest or "}" in rest:
            wrong(_("Keep {n} for the number once; {year} may stand for the year."))
        return value

    @model_validator(mode="after")
    def _each_signs_once(self) -> SchoolForm:
        if {self.first, self.second, self.third} != set(SIGNERS):
            wrong(_("Each party signs once."))
        return self


class YearForm(Form):
    """A school year: two semesters and three holidays."""

    starts: Day
    ends: Day
    semester1_starts: Day
    semester1_ends: Day
    semester2_starts: Day
    semester2_ends: Day
    holiday1_starts: Day | None = None
    holiday1_ends: Day | None = None
    holiday2_starts: Day | None = None
    holiday2_ends: Day | None = None
    holiday3_starts: Day | None = None
    holiday3_ends: Day | None = None

    @field_validator("ends")
    @classmethod
    def _about_a_year(cls, value: date, info: ValidationInfo) -> date:
        starts = info.data.get("starts")
        if starts and value <= starts:
            wrong(_("The school year must end after it begins."))
        if starts and value - starts > timedelta(days=400):
            wrong(_("A school year is not longer than a year."))
        return value


class ProgrammeForm(Form):
    """A licensed programme."""

    code: ProgrammeCode
    qualification: str = Field(max_length=200)
    level: Annotated[Whole, Field(ge=2, le=4)]
    hours: Annotated[Whole, Field(ge=1, le=20_000)]
    licence_no: str = Field(default="", max_length=40)
    licensed_until: Day | None = None
    flagged_dvb: bool = False
    version: int = 0


class ModuleForm(Form):
    """A module; one outcome a line."""

    name: str = Field(max_length=300)
    kind: ModuleKind = ModuleKind.PROFESSIONAL
    hours: Annotated[Whole, Field(ge=1, le=10_000)]
    practical_hours: Annotated[Whole, Field(ge=0, le=10_000)] = 0
    outcomes: str = Field(default="", max_length=20_000)

    @field_validator("practical_hours")
    @classmethod
    def _within_the_hours(cls, value: int, info: ValidationInfo) -> int:
        hours = info.data.get("hours")
        if hours is not None and value > hours:
            wrong(_("There cannot be more practical hours than hours."))
        return value

    @field_validator("outcomes")
    @classmethod
    def _lines(cls, value: str) -> str:
        lines = [" ".join(line.split()) for line in value.splitlines()]
        if any(len(line) > 400 for line in lines):
            wrong(_("An outcome has at most {n} characters.", n=400))
        return "\n".join(line for line in lines if line)


class GroupForm(Form):
    """A group and the weeks in which it is at companies."""

    name: str = Field(max_length=40)
    course: Annotated[Whole, Field(ge=1, le=6)]
    programme: int | None = None
    company_weeks: list[str] = Field(default_factory=list, max_length=120)

    @field_validator("company_weeks")
    @classmethod
    def _are_weeks(cls, value: list[str]) -> list[str]:
        for text in value:
            try:
                Week.parse(text)
            except ValueError:
                wrong(_("Choose weeks from the list."))
        return value
